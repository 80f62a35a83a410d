"""What the goal forms hold: their block ids, how far a proposal has come, and what was entered."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.errors import Invalid
from bot.features.goals.coach import Remark
from bot.features.goals.rules import words as rules
from bot.features.goals.values import (
    AIM_TITLE,
    AIM_WORDS,
    CHANGE_WHY,
    LEARNED,
    LINE_MOST,
    TEXT_MOST,
    GoalDraft,
    GoalView,
    Outcome,
)
from bot.slack.carried import Carried
from bot.slack.payloads import FormState
from bot.slack.visits import identity
from bot.text import clean_line, clean_text, shorten

TITLE = "goals.proposal.title"
BENEFICIARY = "goals.proposal.beneficiary"
WHY = "goals.proposal.why"
AIM_CHOICE = "goals.proposal.aim_choice"
CONSTRAINTS = "goals.proposal.constraints"
MUST_BE_TRUE = "goals.proposal.must_be_true"
MUST_DO = "goals.proposal.must_do"
OUTCOME = "goals.end.outcome"
AIM_OWNER = "goals.aim.owner"
AIM_PARENT = "goals.aim.parent"
YES = "yes"
LONGEST_PLACE = 6  # digits
BLOCKS = {
    "title": TITLE,
    "beneficiary": BENEFICIARY,
    "why": WHY,
    "aim": AIM_WORDS,
    "constraints": CONSTRAINTS,
    "must_be_true": MUST_BE_TRUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a proposal's form has come; it travels with the form as private metadata.

    Args:
        goal_id: the goal being edited, or None for a new one.
        seen: the goal's `changed_at` when its words were put into the form.
        unfolded: whether *More* was pressed.
        coached: whether the coach has spoken; it does so once.
        remark: what it said, until *Use this* is pressed.
        suggested: what *Use this* put in; it may have holes to be filled.
        replaced: the title that *Use this* replaced, so that nobody's words are lost.
        turn: how often the title was replaced; part of its block id, since Slack keeps what was entered under an old one.
    """

    team_id: UUID
    goal_id: UUID | None = None
    seen: datetime | None = None
    unfolded: bool = False
    coached: bool = False
    remark: Remark | None = None
    suggested: str = ""
    replaced: str = ""
    turn: int = 0

    @property
    def title_block(self) -> str:
        """The title's block id at this stage."""
        return f"{TITLE}#{self.turn}" if self.turn else TITLE

    def more(self) -> "Stage":
        """After *More*."""
        return replace(self, unfolded=True)

    def remarked(self, remark: Remark) -> "Stage":
        """After the coach spoke."""
        return replace(self, coached=True, remark=remark)

    def using(self, replaced: str) -> "Stage":
        """After *Use this*, which replaced that title."""
        return replace(
            self,
            remark=None,
            suggested=self.remark.suggestion if self.remark else self.suggested,
            replaced=shorten(replaced, LINE_MOST),
            turn=self.turn + 1,
        )


STAGES = Carried(Stage)


def new_stage(team_id: UUID, words: str) -> tuple[Stage, GoalDraft]:
    """Where a form begins that was opened with these words.

    Words that are too long for a title are all kept under *More* as the why, and the title is their beginning.
    """
    title, why = clean_line(words), ""
    if len(title) > LINE_MOST:
        title, why = shorten(title, LINE_MOST), shorten(clean_text(words), TEXT_MOST)
    return Stage(team_id=team_id, unfolded=bool(why)), GoalDraft(team_id=team_id, title=title, why=why)


def edit_stage(goal: GoalView) -> Stage:
    """Where a form begins that edits a goal: everything is shown, and the coach has had its say."""
    return Stage(team_id=goal.team_id, goal_id=goal.id, seen=goal.changed_at, unfolded=True, coached=True)


def entered(form: FormState, stage: Stage) -> GoalDraft:
    """What a person entered, cleaned."""
    return rules.cleaned(
        GoalDraft(
            team_id=stage.team_id,
            title=form.text(TITLE),
            beneficiary=form.text(BENEFICIARY),
            why=form.text(WHY),
            aim=form.text(AIM_WORDS),
            aim_id=aim_chosen(form, AIM_CHOICE),
            constraints=form.text(CONSTRAINTS),
            must_be_true=form.text(MUST_BE_TRUE),
            must_do=YES in form.checked(MUST_DO),
        )
    )


def problems_in(draft: GoalDraft, stage: Stage) -> dict[str, str]:
    """What has to change before the draft can be sent: a sentence by block id, as the form has it at this stage."""
    found = {BLOCKS[field]: sentence for field, sentence in rules.problems_of(draft).items()}
    if rules.is_unfilled(draft.title, stage.suggested):
        found.setdefault(TITLE, rules.UNFILLED)
    return {stage.title_block if block_id == TITLE else block_id: said for block_id, said in found.items()}


def change_why(form: FormState) -> str:
    """Why the scope changes, as it was typed."""
    return form.text(CHANGE_WHY)


def ending(form: FormState) -> tuple[Outcome, str]:
    """What became of a goal, and what the team takes from it.

    Raises:
        Invalid: no outcome was chosen.
    """
    chosen = form.chosen(OUTCOME)
    if chosen not in set(Outcome):
        raise Invalid(OUTCOME, "Choose what became of it.")
    return Outcome(chosen), form.text(LEARNED)


def aim_chosen(form: FormState, field: str) -> UUID | None:
    """The aim chosen from a menu, or None."""
    chosen = form.chosen(field)
    return identity(chosen) if chosen else None


class Owner(StrEnum):
    """Whose a new aim is."""

    TEAM = "team"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True)
class AimStage:
    """What an aim's form is about.

    Args:
        team_id: the team from whose list it was opened.
        aim_id: the aim being changed, None for a new one.
        seen: its title when it was put into the form.
    """

    team_id: UUID
    aim_id: UUID | None = None
    seen: str = ""


AIM_STAGES = Carried(AimStage)


@dataclass(frozen=True, slots=True)
class AimForm:
    """What was entered of an aim."""

    title: str
    is_everybodys: bool
    parent_id: UUID | None


def aim_entered(form: FormState) -> AimForm:
    """Read the form of an aim."""
    is_everybodys = form.chosen(AIM_OWNER) == Owner.WORKSPACE
    return AimForm(form.text(AIM_TITLE), is_everybodys, aim_chosen(form, AIM_PARENT))


def place_of(text: str) -> int:
    """The place at which a page begins, as a list's buttons carry it; the first for what is no number."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_PLACE else 0
