"""The forms of the handshake: asking, and the three answers."""

from collections.abc import Sequence
from datetime import date

from bot.delivery.values import Json
from bot.features.goals.values import GoalView
from bot.features.planning.forms.dependencies import (
    ANSWERS,
    ASKS,
    DECLINES,
    GOAL_ASKS,
    NEW,
    AnswerStage,
    AskStage,
    DeclineStage,
    GoalAskStage,
)
from bot.features.planning.values.days import SaidBack
from bot.features.planning.values.dependencies import (
    REASON_MOST,
    WHAT_MOST,
    DependencyField,
    DependencyState,
    DependencyView,
)
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.views import ids
from bot.features.planning.views.days import day_fields
from bot.features.planning.views.dependencies import request_line, standing
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import day_in_words

CHOICES_MOST = 99  # initiatives offered beside a new one; Slack shows a hundred


def ask_form(stage: AskStage, needer: InitiativeView) -> Json:
    """What an initiative needs, of which team, by when."""
    day = day_in_words(needer.due, year_of=needer.changed_at) if needer.due else ""
    due = markup(", due {day}", day=day) if day else markup("")
    needs = kit.section(markup("*{called}* {title}{due}", called=needer.called, title=needer.title, due=due))
    return kit.modal(
        "Ask a team",
        [needs, *_what_of_whom(), *_by_when(needer.due, stage.said)],
        callback_id=ids.ASK_FORM,
        submit="Ask",
        close="Cancel",
        carried=ASKS.write(stage),
    )


def goal_ask_form(stage: GoalAskStage, goal: GoalView, initiatives: Sequence[InitiativeView]) -> Json:
    """What a goal needs, of which team, by when; and which of its initiatives waits for it.

    Args:
        initiatives: its open ones.
    """
    needs = kit.section(markup("*#{number}* {title}", number=goal.number, title=goal.title))
    new = ("A new one, called like that; you drive it", NEW)
    waits = fields.choice_input(
        DependencyField.WAITS, "Which initiative waits for it?", _choices(new, initiatives), initial=NEW
    )
    return kit.modal(
        "Ask a team",
        [needs, *_what_of_whom(), *_by_when(None, stage.said), waits],
        callback_id=ids.ASK_FOR_GOAL_FORM,
        submit="Ask",
        close="Cancel",
        carried=GOAL_ASKS.write(stage),
    )


def accept_form(found: DependencyView, offered: Sequence[InitiativeView]) -> Json:
    """Which initiative brings it."""
    return kit.modal(
        "Accept",
        [_request(found), _delivers_field(found, offered)],
        callback_id=ids.ACCEPT_FORM,
        submit="Accept",
        close="Cancel",
        carried=str(found.id),
    )


def counter_form(stage: AnswerStage, found: DependencyView, offered: Sequence[InitiativeView]) -> Json:
    """Another day, which initiative would bring it by then, and a word with it."""
    blocks = [
        _request(found),
        *day_fields(
            DependencyField.DAY_IN_WORDS,
            DependencyField.DAY,
            "By when instead?",
            day=found.offered,
            said=stage.said,
        ),
        _delivers_field(found, offered),
        fields.line_input(
            DependencyField.REASON, "A word with it", most=REASON_MOST, optional=True, paragraph=True
        ),
    ]
    return kit.modal(
        "Another date",
        blocks,
        callback_id=ids.COUNTER_FORM,
        submit="Offer",
        close="Cancel",
        carried=ANSWERS.write(stage),
    )


def decline_form(found: DependencyView) -> Json:
    """Why not, or why not any more."""
    is_agreed = found.state is DependencyState.ACCEPTED
    reason = fields.line_input(
        DependencyField.REASON,
        "Why?",
        placeholder="What stands in the way, or who else could help",
        most=REASON_MOST,
        paragraph=True,
    )
    return kit.modal(
        "We can't after all" if is_agreed else "Decline",
        [_request(found), reason],
        callback_id=ids.DECLINE_FORM,
        submit="Take it back" if is_agreed else "Decline",
        close="Cancel",
        carried=DECLINES.write(DeclineStage(found.id, found.state)),
    )


def answered(found: DependencyView) -> Json:
    """What is shown when the same answer is submitted again."""
    said = [request_line(found), *standing(found, None, found.asked_at.date())]
    return kit.modal("Answered", [kit.section(kit.lines(said))], callback_id=ids.ACCEPT_FORM)


def _what_of_whom() -> tuple[Block, ...]:
    return (
        fields.line_input(
            DependencyField.WHAT,
            "What does it need?",
            placeholder="The list of newcomers as a file",
            most=WHAT_MOST,
        ),
        fields.channel_input(
            DependencyField.CHANNEL,
            "Of which team?",
            hint="The channel it works in; it may be your own. The request is posted there.",
        ),
    )


def _by_when(day: date | None, said: SaidBack | None) -> tuple[Block, ...]:
    return day_fields(DependencyField.DAY_IN_WORDS, DependencyField.DAY, "By when?", day=day, said=said)


def _request(found: DependencyView) -> Block:
    return kit.section(request_line(found))


def _delivers_field(found: DependencyView, offered: Sequence[InitiativeView]) -> Block:
    new = (f"A new initiative: {found.what}", NEW)
    initial = str(found.delivers_id) if found.delivers_id else NEW
    return fields.choice_input(
        DependencyField.DELIVERS, "Which initiative brings it?", _choices(new, offered), initial=initial
    )


def _choices(new: tuple[str, str], known: Sequence[InitiativeView]) -> list[tuple[str, str]]:
    return [new, *((f"{one.called} {one.title}", str(one.id)) for one in known[:CHOICES_MOST])]
