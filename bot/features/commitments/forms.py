"""The forms of commitments, from their fields to values, and what their buttons carry."""

from uuid import UUID

from bot.errors import NotFound
from bot.features.commitments.values.drafts import Choice, Field, RoundDraft, VerdictDraft
from bot.features.commitments.values.rounds import Need
from bot.features.commitments.values.words import Step
from bot.slack.payloads import FormState
from bot.slack.visits import identity

DAYS = (1, 2, 3, 5)  # working days that can be chosen
USUAL_DAYS = 2
LONGEST_CHANCE = 3  # digits
SHOW = "show"  # what the box carries that lets one's words be shown
STALE = "That button is from an older version of this message. Nothing was changed; open `/goal commit`."


def round_draft(form: FormState, team_id: UUID) -> RoundDraft:
    """The submitted question."""
    days = form.chosen(Field.DAYS)
    return RoundDraft(
        team_id=team_id,
        goal_ids=tuple(identity(value) for value in sorted(form.checked(Field.GOALS))),
        days=next((one for one in DAYS if str(one) == days), USUAL_DAYS),
        people=Need(form.text(Field.PEOPLE_NEEDED), form.text(Field.PEOPLE_AVAILABLE)),
        budget=Need(form.text(Field.BUDGET_NEEDED), form.text(Field.BUDGET_AVAILABLE)),
    )


def chance(form: FormState) -> int | None:
    """The chosen chance, in percent; None where none was chosen."""
    chosen = form.chosen(Field.CHANCE) or ""
    return int(chosen) if chosen.isdecimal() and len(chosen) <= LONGEST_CHANCE else None


def may_show(form: FormState) -> bool:
    """Whether one's words may be read out though few are asked."""
    return SHOW in form.checked(Field.MAY_SHOW)


def verdict_draft(form: FormState) -> VerdictDraft:
    """What a steward decided."""
    chosen = form.chosen(Field.CHOICE)
    return VerdictDraft(
        choice=Choice.COMMIT if chosen == Choice.COMMIT else Choice.PUT_OFF,
        left_out=frozenset(identity(value) for value in form.checked(Field.LEFT_OUT)),
        objection=form.text(Field.OBJECTION),
        reply=form.text(Field.REPLY),
    )


def said(value: str) -> tuple[UUID, Step]:
    """The round, and the step that was pressed.

    Raises:
        NotFound: the button carries neither.
    """
    round_id, _, number = value.partition(":")
    step = next((step for step in Step if str(step.value) == number), None)
    if step is None:
        raise NotFound(STALE)
    return identity(round_id), step
