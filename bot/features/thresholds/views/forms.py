"""The forms in a talk."""

from bot.delivery.values import Json
from bot.features.decisions import values as decisions
from bot.features.decisions.values import DecisionView
from bot.features.planning.forms.actions import ACTIONS, ActionStage
from bot.features.planning.values.actions import ActionView
from bot.features.planning.values.days import SaidBack
from bot.features.planning.views.actions import action_fields, action_line
from bot.features.thresholds.values import WORDS_MOST, Field, NoteView, TalkView
from bot.features.thresholds.views import ids
from bot.features.thresholds.views.talks import ShownTalk, facts_in_words, headline
from bot.slack import fields, kit
from bot.slack.kit import Block, markup


def action_modal(talk: TalkView, said: SaidBack | None = None) -> Json:
    """What is to be done, which closes the talk.

    Args:
        said: the day that was said back.
    """
    blocks = [kit.section(headline(talk)), *action_fields(said)]
    carried = ACTIONS.write(ActionStage(talk.id, said))
    return kit.modal("Add an action", blocks, callback_id=ids.SUBMIT_ACTION, submit="Add", carried=carried)


def decision_modal(shown: ShownTalk) -> Json:
    """What was decided and why, which closes the talk; the rest can be added by editing the decision."""
    blocks = [
        kit.section(headline(shown.talk)),
        fields.line_input(
            decisions.Field.TITLE,
            "What was decided?",
            placeholder="We pause the newsletter until answers are quick again",
            most=decisions.TITLE_MOST,
        ),
        _paragraph(decisions.Field.RATIONALE, "Why?"),
        _paragraph(decisions.Field.CONTEXT, "What led to it?", initial=facts_in_words(shown), optional=True),
    ]
    return kit.modal(
        "Log a decision",
        blocks,
        callback_id=ids.SUBMIT_DECISION,
        submit="Log it",
        carried=str(shown.talk.id),
    )


def help_modal(talk: TalkView) -> Json:
    """What help is needed, and of whom."""
    blocks = [
        kit.section(headline(talk)),
        fields.line_input(
            Field.HELP,
            "What help is needed?",
            placeholder="Somebody who knows the new form, for an hour this week",
            hint="It is posted in the thread with your name.",
            most=WORDS_MOST,
            paragraph=True,
        ),
        fields.person_input(
            Field.WHO, "Of whom?", hint="A member of this team; empty asks everybody.", optional=True
        ),
    ]
    return kit.modal(
        "What help is needed?", blocks, callback_id=ids.SUBMIT_HELP, submit="Ask", carried=str(talk.id)
    )


def close_modal(talk: TalkView) -> Json:
    """Why the talk ends without an action or a decision."""
    blocks = [
        kit.section(headline(talk)),
        fields.line_input(
            Field.WHY,
            "What did you find?",
            placeholder="It was the holiday week; next week's number will tell",
            most=WORDS_MOST,
            paragraph=True,
        ),
    ]
    return kit.modal(
        "Close this talk", blocks, callback_id=ids.SUBMIT_CLOSE, submit="Close", carried=str(talk.id)
    )


def action_added(action: ActionView) -> Json:
    """The same form again: the action that the first one put on record."""
    return kit.modal("Added", [kit.section(action_line(action))], callback_id=ids.SUBMIT_ACTION)


def decision_logged(decision: DecisionView) -> Json:
    """The same form again: the decision that the first one logged."""
    said = markup("Decision #{number}: {title}", number=decision.number, title=decision.title)
    return kit.modal("Logged", [kit.section(said)], callback_id=ids.SUBMIT_DECISION)


def help_was_asked(note: NoteView) -> Json:
    """The same form again: what was asked."""
    return kit.modal("Asked", [kit.section(kit.quoted(note.words))], callback_id=ids.SUBMIT_HELP)


def closed(talk: TalkView) -> Json:
    """The same form again: the talk is closed."""
    return kit.modal("Closed", [kit.section(headline(talk))], callback_id=ids.SUBMIT_CLOSE)


def _paragraph(field: str, label: str, *, initial: str = "", optional: bool = False) -> Block:
    return fields.line_input(
        field, label, initial=initial, most=decisions.TEXT_MOST, optional=optional, paragraph=True
    )
