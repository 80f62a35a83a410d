"""The Slack door of teams: what each visit is answered, and what it changed."""

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from bot.db.database import Database, Edge
from bot.db.inbox import Replayed
from bot.delivery.values import Message
from bot.errors import Invalid, NotFound
from bot.features.teams import channels, forms, handlers, service, views
from bot.features.teams.handlers import TeamDoor
from bot.features.teams.surfaces import TeamBoard
from bot.features.teams.values import TeamState
from bot.slack.doors import Doors
from bot.slack.payloads import FormState
from bot.slack.sections import Sections
from bot.slack.visits import Answer, Command, Happening, Modal, Press, Submission
from tests.features.teams.factories import CHANNEL, DEE, PRIVATE, PURPOSE, start_team, team_at_work
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CYD, NOON, WORKSPACE

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])  # their SQL is tested with the services

As = Callable[[str | None], Edge]


@pytest.fixture
def door() -> TeamDoor:
    doors = Doors()
    doors.command("/stone", "lay", handlers.open_words, does="lays a stone", example="/stone lay here")
    return TeamDoor(TeamBoard(Sections()), doors.commands)


def command(edge: Edge, channel: str = CHANNEL, name: str = "open") -> Command:
    user = edge.actor or ""
    return Command(edge=edge, user=user, channel=channel, channel_name=name, verb="", rest="")


def press(edge: Edge, value: object, channel: str = CHANNEL) -> Press:
    return Press(edge=edge, user=edge.actor or "", value=str(value), channel=channel, form=FormState())


def submission(edge: Edge, purpose: str = PURPOSE, channel: str = CHANNEL, name: str = "open") -> Submission:
    form = FormState({forms.PURPOSE_FIELD: {forms.PURPOSE_FIELD: {"value": purpose}}})
    carried = forms.carried(channel, name)
    return Submission(edge=edge, user=edge.actor or "", view_id="V1", form=form, carried=carried)


def happening(edge: Edge, **event: object) -> Happening:
    return Happening(edge=edge, user="", event={"event_ts": f"{NOON.timestamp() + 60:.6f}", **event})


def said(answer: Answer) -> str:
    assert isinstance(answer, Message)
    return answer.text + json.dumps(answer.blocks)


class TestStart:
    async def test_the_command_opens_the_form_of_that_channel(self, as_: As, door: TeamDoor) -> None:
        answer = await door.open_start(command(as_(ANA)))
        assert answer == Modal(views.start_modal(CHANNEL, "open", ANA))

    @pytest.mark.parametrize("name", ["directmessage", "mpdm-ana--ben-1"])
    async def test_a_direct_message_is_no_place_for_a_team(self, as_: As, door: TeamDoor, name: str) -> None:
        assert "channel" in said(await door.open_start(command(as_(ANA), "D0ANA", name)))

    async def test_a_channel_with_a_team_shows_it(self, as_: As, door: TeamDoor, team: UUID) -> None:
        assert PURPOSE in said(await door.open_start(command(as_(BEN))))

    async def test_a_team_that_waits_is_tried_again_and_says_how_to_invite(
        self, as_: As, door: TeamDoor
    ) -> None:
        team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
        await as_(None).commit(channels.must_wait, team)
        assert "/invite @Cairn" in said(await door.open_start(command(as_(ANA), PRIVATE, "privategroup")))
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ARRIVING

    async def test_the_menus_button_opens_the_form_of_the_channel_it_stands_in(
        self, as_: As, door: TeamDoor
    ) -> None:
        answer = await door.open_start_here(press(as_(ANA), forms.carried("C0FORGED", "open")))
        assert answer == Modal(views.start_modal(CHANNEL, "open", ANA))

    async def test_the_submitted_form_starts_the_team(self, as_: As, door: TeamDoor) -> None:
        assert await door.submit_start(submission(as_(ANA))) is None
        found = await as_(ANA).read(service.started_in, CHANNEL)
        assert found is not None
        assert (found.purpose, found.started_by) == (PURPOSE, ANA)

    async def test_in_a_private_channel_it_says_how_to_invite_cairn(self, as_: As, door: TeamDoor) -> None:
        answer = await door.submit_start(submission(as_(ANA), channel=PRIVATE, name="privategroup"))
        assert "/invite @Cairn" in said(answer)

    async def test_an_empty_purpose_changes_nothing(self, as_: As, door: TeamDoor) -> None:
        with pytest.raises(Invalid):
            await door.submit_start(submission(as_(ANA), "  "))
        assert await as_(ANA).read(service.started_in, CHANNEL) is None

    async def test_whoever_was_second_is_shown_the_team_of_the_first(
        self, as_: As, door: TeamDoor, team: UUID
    ) -> None:
        told = said(await door.submit_start(submission(as_(BEN), "Something else")))
        assert all(words in told for words in (f"<@{ANA}> started a team", PURPOSE, "Something else"))

    async def test_of_two_who_start_at_once_the_second_gets_their_words_back(
        self, as_: As, door: TeamDoor
    ) -> None:
        await door.submit_start(submission(as_(ANA)))
        told = said(await door.submit_start(submission(as_(BEN), "Something else")))
        assert all(words in told for words in (f"<@{ANA}> started a team", PURPOSE, "Something else"))
        assert "is coming into" in told

    async def test_until_cairn_is_in_a_private_channel_nobody_is_told_what_its_team_is_for(
        self, as_: As, door: TeamDoor
    ) -> None:
        await as_(ANA).commit(start_team, PRIVATE, is_private=True)
        told = said(await door.submit_start(submission(as_(BEN), "Something else", PRIVATE, "privategroup")))
        assert "Something else" in told
        assert PURPOSE not in told

    async def test_a_team_of_another_private_channel_is_not_shown(self, as_: As, door: TeamDoor) -> None:
        await as_(ANA).commit(team_at_work, PRIVATE, (ANA, BEN), is_private=True)
        with pytest.raises(NotFound):
            await door.submit_start(submission(as_(CYD), channel=PRIVATE, name="open"))

    async def test_the_same_form_twice_starts_one_team_and_shows_it(
        self, as_: As, database: Database, door: TeamDoor
    ) -> None:
        once = database.edge(WORKSPACE, ANA, once="view:V1")
        await door.submit_start(submission(once))
        with pytest.raises(Replayed) as replay:
            await door.submit_start(submission(once))
        assert "is coming into" in said(await door.open_saved(submission(as_(ANA)), replay.value.outcome))


class TestMenu:
    async def test_the_bare_command(self, as_: As, door: TeamDoor, team: UUID) -> None:
        assert PURPOSE in said(await door.open_menu(command(as_(BEN))))
        assert "/cairn start" in said(await door.open_menu(command(as_(BEN), "D0BEN", "directmessage")))

    async def test_help_lists_every_command_of_every_room(self, as_: As, door: TeamDoor) -> None:
        told = said(await door.open_help(command(as_(ANA), "D0ANA", "directmessage")))
        assert "`/stone lay` lays a stone" in told
        assert "Log as decision" in told

    async def test_the_words(self, as_: As) -> None:
        told = said(await handlers.open_words(command(as_(ANA))))
        assert all(word in told for word in ("Steward", "Cycle", "Ballot"))


class TestMembership:
    async def test_leaving_joining_and_stewarding(self, as_: As, team: UUID) -> None:
        assert "#open" in said(await handlers.on_leave(press(as_(ANA), team)))
        assert "#open" in said(await handlers.on_steward(press(as_(BEN), team)))
        assert "#open" in said(await handlers.on_join(press(as_(ANA), team)))
        assert sorted(await as_(ANA).read(service.members, team)) == [ANA, BEN, CYD]
        assert await as_(ANA).read(service.is_steward, team, BEN)

    @pytest.mark.parametrize("press_it", [handlers.on_join, handlers.on_leave, handlers.on_steward])
    @pytest.mark.parametrize("value", [uuid4(), "", "made up"])
    async def test_a_made_up_id_finds_nothing(
        self, as_: As, press_it: Callable[[Press], object], value: object
    ) -> None:
        with pytest.raises(NotFound):
            await press_it(press(as_(ANA), value))  # type: ignore[misc]  # the handlers differ in nothing that matters


class TestEvents:
    async def test_coming_and_going(self, as_: As, team: UUID) -> None:
        await handlers.on_came(happening(as_(DEE), channel=CHANNEL, user=DEE))
        await handlers.on_join(press(as_(DEE), team))
        assert await as_(DEE).read(service.is_member, team, DEE)
        await handlers.on_went(happening(as_(DEE), channel=CHANNEL, user=DEE))
        assert not await as_(DEE).read(service.is_member, team, DEE)

    async def test_an_older_departure_that_comes_late_changes_nothing(self, as_: As, team: UUID) -> None:
        late = happening(as_(BEN), channel=CHANNEL, user=BEN, event_ts="1000000000.000000")
        await handlers.on_went(late)
        assert await as_(BEN).read(service.is_member, team, BEN)

    async def test_cairns_own_coming_and_going(self, as_: As, team: UUID) -> None:
        await handlers.on_went(happening(as_(None), channel=CHANNEL, user=CAIRN))
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ASLEEP
        await handlers.on_came(happening(as_(None), channel=CHANNEL, user=CAIRN))
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ARRIVING

    async def test_closing_reopening_and_renaming(self, as_: As, team: UUID) -> None:
        await handlers.on_renamed(happening(as_(None), channel={"id": CHANNEL, "name": "shore"}))
        assert (await as_(None).read(service.team, team)).channel_name == "shore"
        await handlers.on_closed(happening(as_(None), channel=CHANNEL))
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ASLEEP
        await handlers.on_reopened(happening(as_(None), channel=CHANNEL))
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ARRIVING
