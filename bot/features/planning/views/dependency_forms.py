"""The forms of the handshake: asking, and the three answers."""

from collections.abc import Sequence

from bot.delivery.values import Json
from bot.features.planning.forms.dependencies import ANSWERS, ASKS, NEW, AnswerStage, AskStage
from bot.features.planning.values.dependencies import (
    REASON_MOST,
    WHAT_MOST,
    DependencyField,
    DependencyView,
)
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.views import ids
from bot.features.planning.views.days import day_fields
from bot.features.planning.views.dependencies import request_line, standing
from bot.slack import kit, pickers
from bot.slack.kit import Block, markup
from bot.text import day_in_words

CHOICES_MOST = 99  # initiatives offered beside a new one; Slack shows a hundred


def ask_form(stage: AskStage, needer: InitiativeView) -> Json:
    """What an initiative needs, of which team, by when."""
    due = markup(", due {day}", day=day_in_words(needer.due)) if needer.due else markup("")
    blocks = [
        kit.section(markup("*{called}* {title}{due}", called=needer.called, title=needer.title, due=due)),
        kit.line_input(
            DependencyField.WHAT,
            "What does it need?",
            placeholder="The list of newcomers as a file",
            most=WHAT_MOST,
        ),
        pickers.channel_input(
            DependencyField.CHANNEL,
            "Of which team?",
            hint="The channel it works in; it may be your own. The request is posted there.",
        ),
        *day_fields(
            DependencyField.DAY_IN_WORDS,
            DependencyField.DAY,
            "By when?",
            day=needer.due,
            said=stage.said,
        ),
    ]
    return kit.modal(
        "Ask a team",
        blocks,
        callback_id=ids.ASK_FORM,
        submit="Ask",
        close="Cancel",
        carried=ASKS.write(stage),
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
        kit.line_input(
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
    """Why not."""
    reason = kit.line_input(
        DependencyField.REASON,
        "Why?",
        placeholder="What stands in the way, or who else could help",
        most=REASON_MOST,
        paragraph=True,
    )
    return kit.modal(
        "Decline",
        [_request(found), reason],
        callback_id=ids.DECLINE_FORM,
        submit="Decline",
        close="Cancel",
        carried=str(found.id),
    )


def answered(found: DependencyView) -> Json:
    """What is shown when the same answer is submitted again."""
    said = [request_line(found), *standing(found, None, found.asked_at.date())]
    return kit.modal("Answered", [kit.section(kit.lines(said))], callback_id=ids.ACCEPT_FORM)


def _request(found: DependencyView) -> Block:
    return kit.section(request_line(found))


def _delivers_field(found: DependencyView, offered: Sequence[InitiativeView]) -> Block:
    new = (f"A new initiative: {found.what}", NEW)
    known = [(f"{one.called} {one.title}", str(one.id)) for one in offered[:CHOICES_MOST]]
    initial = str(found.delivers_id) if found.delivers_id else NEW
    return kit.choice_input(
        DependencyField.DELIVERS, "Which initiative brings it?", [new, *known], initial=initial
    )
