"""Setting up a team's check-ins, and looking at them."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Invalid
from bot.features.cadences.events import CadenceEvent
from bot.features.cadences.service import cadences, subscriptions
from bot.features.cadences.values import CadenceView, Kind
from bot.features.checkins.repository.setup import Participants
from bot.features.checkins.rules.setup import (
    default_draft,
    draft_of,
    is_by_the_teams_clock,
    setup_from,
    setup_of,
)
from bot.features.checkins.service.participation import participants, settle_team
from bot.features.checkins.values.setup import Board, CheckinView, Field, Setup, SetupDraft, Who, ZonePreview
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.teams.values import TEAM_CARD
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.rules import zone_named
from bot.text import listing, plural

NEXT = 3  # prompts in a preview
I_ASK = "That's kind, but I only ask and have nothing to answer. Take me out, and choose people of the team."


def board_in(tx: Transaction, channel: str) -> Board:
    """The check-ins of the channel's team.

    Raises:
        NoTeamHere: no team works there.
        NotAllowed: the actor is no member.
    """
    return board(tx, teams.required_team_in(tx, channel).id)


def board(tx: Transaction, team_id: UUID) -> Board:
    """The team's check-ins, for the actor.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
        NotAllowed: the actor is no member.
    """
    teams.require_member(tx, team_id)
    found = cadences.cadences_of(tx, team_id, Kind.CHECKIN)
    return Board(
        team=teams.team(tx, team_id),
        may_change=teams.is_steward(tx, team_id, tx.actor or ""),
        stewards=Participants(tx).stewards(team_id),
        checkins=tuple(_view(tx, cadence) for cadence in found),
    )


def checkin(tx: Transaction, cadence_id: UUID) -> CheckinView:
    """One check-in of a team that the actor may see, in whatever state.

    Raises:
        NotFound: there is none.
    """
    return _view(tx, cadences.cadence(tx, cadence_id))


def checkins_of(tx: Transaction, team_id: UUID) -> list[tuple[CadenceView, Setup]]:
    """The team's check-ins as its card tells of them."""
    return [(one, setup_of(one)) for one in cadences.cadences_of(tx, team_id, Kind.CHECKIN)]


def save(tx: Transaction, draft: SetupDraft, cadence_id: UUID | None = None, version: int = 0) -> CadenceView:
    """Set up a check-in, or change one, and enrol who takes part.

    Args:
        version: of the check-in that the actor saw, when one is changed.

    Raises:
        Invalid: nobody was chosen, or somebody who is no member.
        NotFound, NotAllowed, Conflict: as cadences' `create` and `change`.
    """
    setup = _entered(tx, draft, cadence_id)
    _require_members(tx, setup)
    if cadence_id is None:
        saved = cadences.create(tx, draft_of(setup))
    else:
        saved = cadences.change(tx, cadence_id, draft_of(setup), version=version)
    settle_team(tx, saved.team_id)
    return saved


def preview(tx: Transaction, draft: SetupDraft, cadence_id: UUID | None = None) -> tuple[ZonePreview, ...]:
    """When a draft would ask: the next three times in each zone of those who would take part.

    Raises:
        Invalid: nobody was chosen, or somebody who is no member.
        NotFound: there is no such team for the actor.
        NotAllowed: they are no member.
    """
    teams.require_member(tx, draft.team_id)
    setup = _entered(tx, draft, cadence_id)
    _require_members(tx, setup)
    return _preview(tx, setup, None)


def begin_with_the_team(tx: Transaction, event: TeamArrived) -> None:
    """A team that never had a check-in gets the usual one, unasked (product.md, "Ten minutes to value")."""
    team_id = UUID(event.subject)
    if not cadences.has_any(tx, team_id, Kind.CHECKIN):
        setup = _entered(tx, default_draft(team_id), None)
        cadences.create(tx, draft_of(setup))
        settle_team(tx, team_id)


def show_on_card(tx: Transaction, event: CadenceEvent) -> None:
    """The team's card tells of its check-ins."""
    if event.what == Kind.CHECKIN:
        tx.touch(TEAM_CARD, event.team_id)


def _require_members(tx: Transaction, setup: Setup) -> None:
    if setup.who != Who.CHOSEN:
        return
    if not setup.chosen:
        raise Invalid(Field.PEOPLE, "Choose at least one person, or let all members take part.")
    if any(workspaces.is_cairn(tx, user) for user in setup.chosen):
        raise Invalid(Field.PEOPLE, I_ASK)
    strangers = sorted(set(setup.chosen) - Participants(tx).members(setup.team_id))
    if strangers:
        raise Invalid(Field.PEOPLE, _no_members(tx, strangers))


def _no_members(tx: Transaction, users: Collection[str]) -> str:
    """Who can't be chosen, by name as far as Cairn has met them."""
    named = workspaces.names_of(tx, sorted(users))
    unmet = len(users) - len(named)
    others = [f"{unmet} more" if named else plural(unmet, "person", "people")] if unmet else []
    isnt = "isn't a member yet" if len(users) == 1 else "aren't members yet"
    return (
        f"Only members of the team take part: {listing([*named, *others])} {isnt}. "
        "Who wants to can press Join on the team's card; take them out until then."
    )


def _view(tx: Transaction, cadence: CadenceView) -> CheckinView:
    setup = setup_of(cadence)
    return CheckinView(
        cadence=cadence,
        setup=setup,
        people=len(subscriptions.enrolled(tx, cadence.id)),
        next_day=cadences.next_day(tx, cadence.id),
        left_out=cadences.left_out(tx, cadence.id),
        preview=_preview(tx, setup, cadence.skipped),
    )


def _entered(tx: Transaction, draft: SetupDraft, cadence_id: UUID | None) -> Setup:
    before = cadences.cadence(tx, cadence_id).rhythm if cadence_id is not None else None
    return setup_from(draft, before=before, now=tx.now, zone=teams.team_zone(tx, draft.team_id))


def _preview(tx: Transaction, setup: Setup, skipped: date | None) -> tuple[ZonePreview, ...]:
    """The team's own zone stands in while nobody takes part."""
    team_zone = teams.team_zone(tx, setup.team_id).key
    people = sorted(participants(tx, setup) & Participants(tx).members(setup.team_id))
    if is_by_the_teams_clock(setup):
        zones = Counter({team_zone: len(people)})
    else:
        known = workspaces.people(tx, people)
        zones = Counter(zone_named(known[user].zone).key for user in people if user in known)
        zones = zones or Counter({team_zone: 0})
    shown = cadences.preview(tx, draft_of(setup), list(zones), NEXT, skipped=skipped)
    return tuple(ZonePreview(zone, count, shown[zone]) for zone, count in zones.items())
