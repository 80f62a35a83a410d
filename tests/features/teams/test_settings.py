"""What a team's stewards decide for it, on both databases."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.teams import service, settings
from bot.features.teams.values import TEAM_CARD, SettingsField, TeamSettings, TeamView
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.teams.factories import CHANNEL, DEE, PURPOSE, name_stewards, team_at_work
from tests.features.workspaces.factories import ANA, BEN, CYD, facts

As = Callable[[str | None], Edge]
BEFORE = TeamSettings(PURPOSE, (ANA,), counts_guests=False)


async def change(edge: Edge, team: UUID, wanted: TeamSettings, seen: TeamSettings = BEFORE) -> TeamView:
    return await edge.commit(settings.change, team, wanted, seen=seen.fingerprint)


async def test_a_steward_is_shown_them_and_others_only_the_team(as_: As, team: UUID) -> None:
    assert (await as_(ANA).read(settings.settings_in, CHANNEL))[1] == BEFORE
    for user in (BEN, DEE):
        shown, found = await as_(user).read(settings.settings_of, team)
        assert (shown.id, found) == (team, None)


async def test_what_is_changed_is_kept_with_what_was_before(as_: As, team: UUID) -> None:
    wanted = TeamSettings("Nobody waits for a day", (BEN, CYD), counts_guests=True)
    assert (await change(as_(ANA), team, wanted)).purpose == "Nobody waits for a day"
    assert (await as_(BEN).read(settings.settings_of, team))[1] == wanted
    assert (await as_(ANA).read(settings.settings_of, team))[1] is None
    history = await as_(ANA).read(workspaces.history, str(team))
    happened = [(one.kind, {**one.detail}) for one in history]
    expected: list[tuple[str, dict[str, object]]] = [
        ("teams.steward_named", {"user": BEN}),
        ("teams.steward_named", {"user": CYD}),
        ("teams.steward_released", {"user": ANA}),
        ("teams.purpose_changed", {"before": PURPOSE, "after": "Nobody waits for a day"}),
        ("teams.guests_ruled", {"counts": True}),
    ]
    assert [happened.count(change_made) for change_made in expected] == [1] * len(expected)


async def test_saved_as_it_is_nothing_happens(as_: As, team: UUID) -> None:
    before = await as_(ANA).read(workspaces.history, str(team))

    def save(tx: Transaction) -> set[str]:
        settings.change(tx, team, BEFORE, seen=BEFORE.fingerprint)
        return {touch.kind for touch in tx.touched}

    assert await as_(ANA).commit(save) == set()
    assert await as_(ANA).read(workspaces.history, str(team)) == before


async def test_the_card_is_drawn_anew(as_: As, team: UUID) -> None:
    def save(tx: Transaction) -> set[str]:
        settings.change(tx, team, replace(BEFORE, counts_guests=True), seen=BEFORE.fingerprint)
        return {touch.kind for touch in tx.touched}

    assert TEAM_CARD in await as_(ANA).commit(save)


async def test_of_two_forms_the_second_is_told_that_something_changed(as_: As, team: UUID) -> None:
    await as_(ANA).commit(name_stewards, team, ANA, BEN)
    with pytest.raises(Conflict, match="nothing was saved"):
        await change(as_(BEN), team, replace(BEFORE, purpose="Ours"))
    assert (await as_(ANA).read(service.team, team)).purpose == PURPOSE


async def test_whoever_is_no_steward_changes_nothing(as_: As, team: UUID) -> None:
    for user in (BEN, DEE):
        with pytest.raises(NotAllowed):
            await change(as_(user), team, replace(BEFORE, purpose="Ours"))
    private = await as_(ANA).commit(team_at_work, "C0SHUT", (ANA, BEN), is_private=True)
    with pytest.raises(NotFound):
        await change(as_(CYD), private, replace(BEFORE, purpose="Ours"))


async def test_a_team_keeps_a_steward(as_: As, team: UUID) -> None:
    with pytest.raises(Invalid) as nobody:
        await change(as_(ANA), team, replace(BEFORE, stewards=()))
    assert nobody.value.field == SettingsField.STEWARDS


@pytest.mark.parametrize("kind", [PersonKind.GUEST, PersonKind.OUTSIDE, PersonKind.BOT])
async def test_guests_steward_nothing(as_: As, team: UUID, kind: PersonKind) -> None:
    await as_(None).commit(workspaces.remember, [facts(BEN, kind=kind)])
    with pytest.raises(NotAllowed):
        await change(as_(ANA), team, replace(BEFORE, stewards=(ANA, BEN), purpose="Ours"))
    assert (await as_(ANA).read(settings.settings_of, team))[1] == BEFORE


async def test_observers_steward_nothing(as_: As, team: UUID) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await change(as_(ANA), team, replace(BEFORE, stewards=(ANA, DEE)))


async def test_the_last_word_on_guests_is_whose_votes_count(as_: As, team: UUID) -> None:
    await as_(None).commit(workspaces.remember, [facts(BEN, kind=PersonKind.GUEST)])
    assert await as_(ANA).read(service.electorate, team) == {ANA, CYD}
    await change(as_(ANA), team, replace(BEFORE, counts_guests=True))
    assert await as_(ANA).read(service.electorate, team) == {ANA, BEN, CYD}


async def test_cairn_stewards_no_team(as_: As, team: UUID) -> None:
    await as_(None).commit(workspaces.install, name="Shore", bot_user="U0CAIRN", bot_id="B0CAIRN")
    with pytest.raises(NotAllowed, match="Cairn and other apps can't steward a team"):
        await change(as_(ANA), team, replace(BEFORE, stewards=(ANA, "U0CAIRN")))
