"""What a team's stewards decide for it: what it is here for, who stewards it, and whether guests are counted."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.teams.events import GuestsRuled, PurposeChanged, StewardReleased
from bot.features.teams.membership import actor_of, held, make_steward, visible
from bot.features.teams.models import Team
from bot.features.teams.repository import TeamRepository
from bot.features.teams.service import is_steward, require_member, required_team_in
from bot.features.teams.values import TEAM_CARD, SettingsField, TeamSettings, TeamView

CHANGED = (
    "Somebody changed the team's settings while your form was open, so nothing was saved. Close it and run "
    "`/cairn team` once more to see them as they are now."
)
NOT_YOURS = "A team's settings are changed by its stewards; the team's card names them. Ask one of them. Nothing was changed."
NO_STEWARD_LEFT = "A team keeps a steward as long as it has one. Choose one member at least."


def settings_in(tx: Transaction, channel: str) -> tuple[TeamView, TeamSettings | None]:
    """The team of a channel that the actor is in, with its settings if they may change them.

    Raises:
        NoTeamHere: no team works there.
    """
    return settings_of(tx, required_team_in(tx, channel).id)


def settings_of(tx: Transaction, team_id: UUID) -> tuple[TeamView, TeamSettings | None]:
    """The same of a team by its id.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
    """
    team = visible(tx, team_id)
    may_change = is_steward(tx, team.id, actor_of(tx))
    return TeamRepository(tx).view(team), _settings(tx, team) if may_change else None


def change(tx: Transaction, team_id: UUID, wanted: TeamSettings, *, seen: str) -> TeamView:
    """Decide anew; what stays as it was makes no noise.

    Args:
        seen: fingerprint of the settings that the steward was shown.

    Raises:
        NotFound: there is no such team, or the actor may not see it.
        NotAllowed: the actor is no steward of it, or a steward is to be no member, a guest or from outside.
        Conflict: somebody changed the settings since they were shown.
        Invalid: nobody is to steward the team.
    """
    require_member(tx, team_id)
    team = held(tx, team_id)
    if not is_steward(tx, team_id, actor_of(tx)):
        raise NotAllowed(NOT_YOURS)
    known = _settings(tx, team)
    if known.fingerprint != seen:
        raise Conflict(CHANGED)
    if not wanted.stewards:
        raise Invalid(SettingsField.STEWARDS, NO_STEWARD_LEFT)
    _change_stewards(tx, team, known, wanted)
    _change_purpose(tx, team, wanted.purpose)
    _rule_on_guests(tx, team, counts=wanted.counts_guests)
    if wanted.fingerprint != known.fingerprint:
        tx.touch(TEAM_CARD, team.id)
    tx.session.flush()
    return TeamRepository(tx).view(team)


def _settings(tx: Transaction, team: Team) -> TeamSettings:
    return TeamSettings(team.purpose, TeamRepository(tx).stewards(team.id), team.counts_guests)


def _change_stewards(tx: Transaction, team: Team, known: TeamSettings, wanted: TeamSettings) -> None:
    for user in wanted.stewards:
        if user not in known.stewards:
            make_steward(tx, team, user)
    for user in known.stewards:
        if user not in wanted.stewards:
            TeamRepository(tx).set_steward(team.id, user, is_steward=False)
            tx.happened(StewardReleased(subject=str(team.id), user=user))


def _change_purpose(tx: Transaction, team: Team, purpose: str) -> None:
    if purpose != team.purpose:
        tx.happened(PurposeChanged(subject=str(team.id), before=team.purpose, after=purpose))
        team.purpose = purpose


def _rule_on_guests(tx: Transaction, team: Team, *, counts: bool) -> None:
    if counts != team.counts_guests:
        team.counts_guests = counts
        tx.happened(GuestsRuled(subject=str(team.id), counts=counts))
