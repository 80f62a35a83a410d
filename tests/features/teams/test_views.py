"""What people see of teams: within Slack's limits whatever is written in it, and calling nobody."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Message
from bot.features.teams import views
from bot.features.teams.settings_views import settings_modal
from bot.features.teams.values import TeamPortrait, TeamSettings, TeamState, TeamView
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.limits import message_problems, view_problems
from bot.slack.sections import Part
from bot.slack.wording import with_banner
from tests.features.teams.factories import CHANNEL, EXTREME_WORDS, PURPOSE, portrait, team_view
from tests.features.workspaces.factories import ANA

PART = Part(
    lines=(markup(":ballot_box_with_ballot: 2 votes are open"),),
    blocks=(kit.divider(),),
    buttons=(kit.button("Propose a goal", "goals.proposal.open"),),
)
CROWDED = Part(buttons=tuple(kit.button(f"Button {n}", f"test.{n}") for n in range(40)))
STATES = list(TeamState)


def payload(message: Message) -> dict[str, object]:
    return {"text": message.text, "blocks": list(message.blocks)}


def messages(team: TeamView, shown: TeamPortrait, parts: Sequence[Part]) -> list[Message]:
    """Every message about a team."""
    return [
        views.team_card(shown, parts),
        views.menu(team, parts, is_member=True, is_steward=True),
        views.menu(team, parts, is_member=False),
        views.outside_menu(CHANNEL, "open", [team] * 15),
        views.on_its_way(team),
        views.joined(team),
        views.left(team),
        views.stewarding(team),
        views.words(),
        views.not_here(),
        views.no_team(CHANNEL, "open"),
        views.no_team(CHANNEL, "directmessage"),
    ]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("words", [*EXTREME_WORDS.values(), PURPOSE], ids=[*EXTREME_WORDS, "plain"])
def test_messages_keep_slacks_limits_and_call_nobody(words: str, state: TeamState) -> None:
    team = team_view(purpose=words, channel_name=words[:80], state=state, member_count=40)
    shown = portrait(team, *[words[:255]] * 12, has_steward=False)
    for parts in ([], [PART], [PART, CROWDED]):
        for message in messages(team, shown, parts):
            assert message_problems(payload(message)) == []
            assert "<!channel>" not in json.dumps(payload(message))
            assert "<@U0BEN>" not in json.dumps(payload(message))


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=255), max_size=12))
def test_any_words_keep_slacks_limits(purpose: str, names: list[str]) -> None:
    shown = portrait(team_view(purpose=purpose or "x", member_count=len(names)), *names)
    assert message_problems(payload(views.team_card(shown))) == []


@pytest.mark.parametrize("words", [*EXTREME_WORDS.values(), PURPOSE], ids=[*EXTREME_WORDS, "plain"])
@pytest.mark.parametrize("counts", [True, False])
def test_the_settings_keep_slacks_limits_however_many_steward(words: str, counts: bool) -> None:
    known = TeamSettings(words, tuple(f"U0{n:09}" for n in range(100)), counts)
    assert view_problems(settings_modal(team_view(), known)) == []


@pytest.mark.parametrize("name", ["general", "privategroup"])
def test_the_form_keeps_slacks_limits(name: str) -> None:
    form = views.start_modal(CHANNEL, name, ANA)
    assert view_problems(form) == []
    assert view_problems(with_banner(form, "Something went wrong.")) == []


def test_what_was_refused_and_has_nothing_to_enter_has_nothing_to_send() -> None:
    form = views.start_modal(CHANNEL, "general", ANA)
    bare = {**form, "blocks": []}
    for view, is_refused, is_sent in ((form, True, True), (bare, False, True), (bare, True, False)):
        assert ("submit" in with_banner(view, "It is over.", is_refused=is_refused)) is is_sent


def test_the_form(snapshot: SnapshotAssertion) -> None:
    assert views.start_modal(CHANNEL, "open", ANA) == snapshot


def test_the_card(snapshot: SnapshotAssertion) -> None:
    assert views.team_card(portrait(None, "Ana", "Ben", "Cyd"), [PART]) == snapshot


def test_the_card_of_a_large_team_names_some_and_counts_the_others() -> None:
    card = views.team_card(portrait(team_view(member_count=15), *(f"P{n}" for n in range(1, 13))))
    assert "*15 members*: P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12 and 3 more" in json.dumps(
        card.blocks
    )


def test_the_card_counts_members_whose_names_are_not_known_yet() -> None:
    assert "*1 member*" in json.dumps(views.team_card(portrait(team_view(member_count=1))).blocks)


def test_the_card_is_pinned_and_notifies_nobody() -> None:
    card = views.team_card(portrait(None, "Ana"))
    assert card.pin
    assert "<@" not in json.dumps(payload(card))


@pytest.mark.parametrize("has_steward", [True, False])
def test_a_team_without_a_steward_asks_for_one(has_steward: bool) -> None:
    card = views.team_card(portrait(has_steward=has_steward))
    assert (views.STEWARD in json.dumps(card.blocks)) is not has_steward
    assert ("Nobody stewards this team" in json.dumps(card.blocks)) is not has_steward


@pytest.mark.parametrize(
    ("stewards", "says"), [(("Ana",), "*Steward*: Ana"), (("Ana", "Ben"), "*Stewards*: Ana and Ben")]
)
def test_the_card_names_its_stewards(stewards: tuple[str, ...], says: str) -> None:
    card = views.team_card(replace(portrait(), stewards=stewards))
    assert says in json.dumps(card.blocks)


def test_a_steward_not_looked_up_yet_has_no_line() -> None:
    assert "steward" not in json.dumps(views.team_card(portrait()).blocks).casefold()


def test_leaving_is_asked_about_once_more() -> None:
    assert "Your votes on open goals stop counting" in json.dumps(views.team_card(portrait()).blocks)


def test_the_menu(snapshot: SnapshotAssertion) -> None:
    assert views.menu(team_view(), [PART], is_member=False) == snapshot


@pytest.mark.parametrize("is_member", [True, False])
def test_the_menu_offers_observers_to_join(is_member: bool) -> None:
    assert (
        views.JOIN in json.dumps(views.menu(team_view(), [], is_member=is_member).blocks)
    ) is not is_member


@pytest.mark.parametrize(("name", "can_start"), [("general", True), ("directmessage", False)])
def test_where_no_team_works_one_can_be_started_if_it_is_a_channel(name: str, can_start: bool) -> None:
    for message in (views.outside_menu(CHANNEL, name, []), views.no_team(CHANNEL, name)):
        assert (views.START in json.dumps(message.blocks)) is can_start


@pytest.mark.parametrize(
    ("state", "is_private", "says"),
    [
        (TeamState.ARRIVING, False, "is coming into"),
        (TeamState.ARRIVING, True, "if it isn't there"),
        (TeamState.WAITING, True, "can't come into"),
        (TeamState.ASLEEP, False, "can't come into"),
    ],
)
def test_whoever_waits_for_cairn_is_told_what_to_do(state: TeamState, is_private: bool, says: str) -> None:
    told = views.on_its_way(team_view(state=state, is_private=is_private)).text
    assert says in told
    assert ("/invite" in told) is (state != TeamState.ARRIVING or is_private)
