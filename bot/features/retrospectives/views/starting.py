"""The form that starts a retro."""

from bot.db.unsigned import ANONYMOUS_FROM, CONTRIBUTORS_LEAST
from bot.delivery.values import Json
from bot.features.retrospectives import forms
from bot.features.retrospectives.values.formats import FORMATS, OWN
from bot.features.retrospectives.values.phases import Plan
from bot.features.retrospectives.values.reflections import TITLE_MOST
from bot.features.retrospectives.values.retro import (
    COLUMNS_MOST,
    Field,
    RetroDraft,
    StartChoices,
)
from bot.features.retrospectives.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, Markup, markup
from bot.text import plural

FORMAT_CHOICES = [*((form.name, form.key) for form in FORMATS), ("Our own headings", OWN)]
PLANS = [
    ("Over three working days, whenever it suits each of us", Plan.DAYS.value),
    ("Live, together, in about 45 minutes", Plan.LIVE.value),
]
NAMES = [
    ("Anonymous: no name is kept with what is written", forms.ANONYMOUS),
    ("With names: each of us signs what we add", forms.NAMED),
]
STAYS_UNSIGNED = markup("It stays so, with names or without.")
WAITS_UNSIGNED = markup(
    "With names, their words are not part of it and not lost either: they wait for the next look back without. "
    "What fewer than {least} people wrote without a name is never shown.",
    least=CONTRIBUTORS_LEAST,
)


def start_modal(choices: StartChoices, draft: RetroDraft) -> Json:
    """What to look back with, how long, who leads; choosing a format shows its questions.

    Args:
        draft: what was chosen so far.
    """
    blocks = [
        _format_menu(draft),
        _questions(draft),
        fields.choice_input(forms.PLAN, "How long?", PLANS, initial=draft.plan),
        fields.person_input(
            Field.FACILITATOR,
            "Who facilitates, beside you?",
            initial=draft.facilitator,
            hint="They group what was added and move the retro on, as you can. Leave it empty to do that yourself.",
            optional=True,
        ),
        _names(choices, draft),
        *(kit.context(line) for line in _waiting(choices)),
    ]
    return kit.modal(
        "Look back together",
        blocks,
        callback_id=ids.SUBMIT_START,
        submit="Start",
        carried=str(choices.team_id),
    )


def _format_menu(draft: RetroDraft) -> Block:
    menu = fields.choice_input(
        Field.FORMAT, "What do we ask ourselves?", FORMAT_CHOICES, initial=draft.format
    )
    return {**menu, "dispatch_action": True}


def _questions(draft: RetroDraft) -> Block:
    chosen = next((form for form in FORMATS if form.key == draft.format), None)
    if chosen is not None:
        asked = [
            markup("*{title}* {hint}", title=column.title, hint=column.hint) for column in chosen.columns
        ]
        return kit.context(kit.lines(asked))
    return fields.line_input(
        Field.COLUMNS,
        "Your headings, one on each line",
        initial="\n".join(draft.columns),
        placeholder="Sun\nClouds\nSeeds",
        hint="Two to five of them.",
        most=COLUMNS_MOST * (TITLE_MOST + 1),
        paragraph=True,
    )


def _names(choices: StartChoices, draft: RetroDraft) -> Block:
    if not choices.may_be_anonymous:
        return kit.context(
            markup(
                "What people add is signed with their names: among fewer than {members} members, unsigned words "
                "are easily placed.",
                members=ANONYMOUS_FROM,
            )
        )
    wanted = choices.is_usually_anonymous if draft.is_anonymous is None else draft.is_anonymous
    initial = forms.ANONYMOUS if wanted else forms.NAMED
    return fields.choice_input(forms.NAMES, "With names or without?", NAMES, initial=initial)


def _waiting(choices: StartChoices) -> list[Markup]:
    if not choices.waiting:
        return []
    people = plural(choices.waiting, "person has", "people have")
    told = markup("{people} gathered something for it already.", people=people)
    return [kit.joined(" ", [told, *_unsigned(choices)])]


def _unsigned(choices: StartChoices) -> list[Markup]:
    """What becomes of words without names, should this retro have names: whoever decides that is told before."""
    if not choices.unsigned:
        return []
    stays = STAYS_UNSIGNED if choices.unsigned >= CONTRIBUTORS_LEAST else WAITS_UNSIGNED
    return [markup("{count} of them gave it without a name. {stays}", count=choices.unsigned, stays=stays)]
