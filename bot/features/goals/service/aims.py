"""The broader aims of teams and of the workspace: adding, wording, retiring them, and choosing one for a goal."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals.events import AimAdded, AimBroughtBack, AimChanged, AimRetired
from bot.features.goals.repository.adoptions import AdoptionRepository
from bot.features.goals.repository.aims import AimRepository
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.rules import tree, words
from bot.features.goals.values import ADOPTION, AIM_TITLE, AIM_WORDS, GOAL_CARD, AimView, GoalDraft
from bot.features.teams import service as teams

OFFERED = 100  # of a team's and of the workspace's aims each; as many as a group of Slack's menus holds
GONE = "I can't find that aim here. `/goal aims` shows those of this channel's team. Nothing was changed."
NOT_STEWARD = (
    "The aims of the whole workspace are kept by those who steward a team. Nothing was changed. "
    "Ask one of them, or add it as an aim of your own team."
)
ADOPTED = "This aim is another team's goal, so its words are theirs. Nothing was changed."
CHANGED = "Somebody changed this aim at the same moment, so nothing was changed. Have another look at it."
NO_TITLE = "Say the aim in a few words."
TAKEN = "There is an aim of these words already. Choose other words, or use that one."
CIRCLE = "Then it would serve itself, by way of {way}. Choose another aim, or none."


def aims_of(tx: Transaction, team_id: UUID, *, kept: UUID | None = None) -> list[AimView]:
    """What a team's goals can serve: its own and adopted aims, then the workspace's; retired ones are left out.

    Args:
        kept: the aim that the goal serves already, which it may keep whatever became of it.
    """
    found = AimRepository(tx).of_team(team_id, most=OFFERED)
    offered = [aim for aim in found if not aim.is_retired or aim.id == kept]
    own = AimRepository(tx).aim(kept) if kept and kept not in {aim.id for aim in offered} else None
    return [own, *offered] if own else offered


def all_aims(tx: Transaction, team_id: UUID) -> list[tuple[AimView, int]]:
    """A team's aims and the workspace's, retired ones last of each, with how many standing goals serve them."""
    found = AimRepository(tx).of_team(team_id, most=OFFERED)
    serving = AimRepository(tx).goals_serving([aim.id for aim in found])
    return [(aim, serving.get(aim.id, 0)) for aim in found]


def aim(tx: Transaction, aim_id: UUID) -> AimView:
    """One aim.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = AimRepository(tx).aim(aim_id)
    if found is None:
        raise NotFound(GONE)
    return found


def stewards_somewhere(tx: Transaction) -> bool:
    """Whether the actor may keep the workspace's aims: they steward a team."""
    return tx.actor is not None and AimRepository(tx).stewards_somewhere(tx.actor)


def add_aim(
    tx: Transaction, team_id: UUID, title: str, *, is_everybodys: bool = False, parent_id: UUID | None = None
) -> AimView:
    """Name an aim of a team, or of the whole workspace.

    Args:
        parent_id: the workspace's aim that the team's serves.

    Raises:
        NotFound: the actor may not see the team or the aim above.
        NotAllowed: they are no member; or, for the workspace's, steward no team.
        Invalid: the title is empty, too long or taken.
    """
    teams.require_member(tx, team_id)
    owner = None if is_everybodys else team_id
    if owner is None and not stewards_somewhere(tx):
        raise NotAllowed(NOT_STEWARD)
    said = _titled(tx, owner, title)
    parent = _parent(tx, parent_id) if owner else None
    aim_id = AimRepository(tx).make(owner, said, parent_id=parent)
    if aim_id is None:
        raise Invalid(AIM_TITLE, TAKEN)
    tx.happened(AimAdded(subject=str(aim_id), team_id=owner, title=said))
    return aim(tx, aim_id)


def change_aim(tx: Transaction, aim_id: UUID, title: str, *, parent_id: UUID | None, seen: str) -> AimView:
    """Word an aim anew, and say what it serves; the goals that serve it follow.

    Args:
        seen: its title when the editor read it.

    Raises:
        NotFound, NotAllowed, Invalid: as for `add_aim`.
        Conflict: it is another team's goal, or somebody changed it since `seen`.
    """
    before = to_change(tx, aim_id)
    if before.title != seen:
        raise Conflict(CHANGED)
    said = _titled(tx, before.team_id, title, apart_from=aim_id)
    parent = _parent(tx, parent_id) if before.team_id else None
    if (said, parent) == (before.title, before.parent_id):
        return before
    if not AimRepository(tx).change(before, title=said, parent_id=parent):
        raise Conflict(CHANGED)
    changed = AimChanged(
        subject=str(aim_id),
        team_id=before.team_id,
        before={"title": before.title, "serves": str(before.parent_id or "")},
        after={"title": said, "serves": str(parent or "")},
    )
    tx.happened(changed)
    _redraw(tx, aim_id)
    return aim(tx, aim_id)


def to_change(tx: Transaction, aim_id: UUID) -> AimView:
    """The aim, if the actor may word it anew now; raises as `change_aim` does."""
    found = to_keep(tx, aim_id)
    if found.goal_id is not None:
        raise Conflict(ADOPTED)
    return found


def to_keep(tx: Transaction, aim_id: UUID) -> AimView:
    """The aim, if it is the actor's to keep: as a member of its team, or for the workspace's as a steward of any."""
    found = aim(tx, aim_id)
    if found.team_id is not None:
        teams.require_member(tx, found.team_id)
    elif not stewards_somewhere(tx):
        raise NotAllowed(NOT_STEWARD)
    return found


def retire_aim(tx: Transaction, aim_id: UUID, *, is_retired: bool = True) -> AimView:
    """Let nothing new serve an aim, or let it again; what serves it keeps it.

    Raises:
        NotFound, NotAllowed: as for `add_aim`.
    """
    found = to_keep(tx, aim_id)
    if found.is_retired == is_retired:
        return found
    AimRepository(tx).change(found, is_retired=is_retired)
    happened = AimRetired if is_retired else AimBroughtBack
    tx.happened(happened(subject=str(aim_id), team_id=found.team_id, title=found.title))
    for adoption_id in AdoptionRepository(tx).made(aim_id):
        tx.touch(ADOPTION, adoption_id)
    return replace(found, is_retired=is_retired)


def with_aim(tx: Transaction, draft: GoalDraft, *, kept: UUID | None = None) -> GoalDraft:
    """The draft with the aim it names: chosen by its id, or in words that are one of the team's aims or become one.

    Args:
        kept: the aim that the goal serves already, which it may keep whatever became of it.

    Raises:
        NotFound: the chosen aim isn't the team's to serve.
    """
    if draft.aim:
        known = AimRepository(tx).called(draft.team_id, draft.aim)
        aim_id = known.id if known else _named(tx, draft.team_id, draft.aim)
        return replace(draft, aim=known.title if known else draft.aim, aim_id=aim_id)
    if draft.aim_id is None:
        return draft
    chosen = aim(tx, draft.aim_id)
    if chosen.team_id not in (None, draft.team_id) or (chosen.is_retired and chosen.id != kept):
        raise NotFound(GONE)
    return replace(draft, aim=chosen.title)


def refuse_circle(tx: Transaction, goal_id: UUID, draft: GoalDraft) -> None:
    """Keep a goal from serving itself by way of teams that adopted it.

    Raises:
        Invalid: it would; the way is told.
    """
    if draft.aim_id is None:
        return
    AimRepository(tx).hold()
    way = tree.circle(goal_id, draft.aim_id, AimRepository(tx).links())
    if way:
        seen = {found.id: found for found in GoalRepository(tx).goals_by_id([one.id for one in way])}
        raise Invalid(AIM_WORDS, CIRCLE.format(way=tree.in_words(way, seen)))


def follow(tx: Transaction, goal_id: UUID, after: Mapping[str, object]) -> None:
    """A goal has a new title: so have the aims that other teams adopted from it, and the cards that name them."""
    if "title" in after:
        for aim_id in AimRepository(tx).follow(goal_id, str(after["title"])):
            _redraw(tx, aim_id)


def _named(tx: Transaction, team_id: UUID, title: str) -> UUID:
    """A new aim of these words, or the one that somebody named at the same moment."""
    made = AimRepository(tx).make(team_id, title)
    if made is not None:
        tx.happened(AimAdded(subject=str(made), team_id=team_id, title=title))
        return made
    known = AimRepository(tx).called(team_id, title)
    if known is None:
        raise Conflict(CHANGED)
    return known.id


def _titled(tx: Transaction, team_id: UUID | None, raw: str, *, apart_from: UUID | None = None) -> str:
    said = words.line_cleaned(raw)
    if sentence := words.line_too_long("An aim", said) if said else NO_TITLE:
        raise Invalid(AIM_TITLE, sentence)
    known = AimRepository(tx).called(team_id, said)
    if known is not None and known.id != apart_from:
        raise Invalid(AIM_TITLE, TAKEN)
    return said


def _parent(tx: Transaction, parent_id: UUID | None) -> UUID | None:
    """The workspace's aim, if it is one."""
    if parent_id is not None and aim(tx, parent_id).team_id is not None:
        raise NotFound(GONE)
    return parent_id


def _redraw(tx: Transaction, aim_id: UUID) -> None:
    for goal_id in GoalRepository(tx).serving(aim_id):
        tx.touch(GOAL_CARD, goal_id)
