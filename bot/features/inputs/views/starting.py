"""The form that asks a team for input."""

from bot.db.unsigned import ANONYMOUS_FROM
from bot.delivery.values import Json
from bot.features.inputs import forms
from bot.features.inputs.rules import KINDS, question_field
from bot.features.inputs.values.rounds import QUESTION_MOST, USUAL, Field, RoundView, StartChoices
from bot.features.inputs.views import ids
from bot.features.inputs.views.words import ONE
from bot.slack import fields, kit
from bot.slack.kit import Block, markup

NAMES = [
    ("Without names: nothing kept says who gave what", forms.ANONYMOUS),
    ("With names: each of us signs what we give", forms.NAMED),
]
WHAT_FOR = markup(
    "One message in the channel asks everybody in the team, before you vote. What is given comes into its thread when "
    "the round closes, goal by goal, and each input then gets an answer: adopted, parked or declined, with a why."
)


def start_modal(choices: StartChoices) -> Json:
    """What is asked, until when, with names or without."""
    blocks = [
        kit.section(WHAT_FOR),
        *(
            fields.line_input(question_field(kind), f"{ONE[kind]}s", initial=USUAL[kind], most=QUESTION_MOST)
            for kind in KINDS
        ),
        fields.moment_input(
            Field.CLOSES,
            "Until when?",
            initial=choices.closes_at,
            hint="By your own clock. Whoever asks and the stewards can close it earlier.",
        ),
        _names(choices),
    ]
    return kit.modal(
        "Ask for input",
        blocks,
        callback_id=ids.SUBMIT_START,
        submit="Ask",
        carried=str(choices.team_id),
    )


def started(asked: RoundView) -> Json:
    """The same form came twice: what the first one began."""
    said = markup("*It has begun*, as you sent it, and closes {end}.", end=kit.moment(asked.closes_at))
    return kit.modal("Ask for input", [kit.section(said)], callback_id=ids.SUBMIT_START)


def _names(choices: StartChoices) -> Block:
    if choices.may_be_anonymous:
        return fields.choice_input(forms.NAMES, "With names or without?", NAMES, initial=forms.ANONYMOUS)
    return kit.context(
        markup(
            "Everybody signs what they give: in a team of fewer than {members}, it is easy to tell who wrote what.",
            members=ANONYMOUS_FROM,
        )
    )
