"""What the handshake looks like to each side, whatever people write."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.features.ownership.values import Owned
from bot.features.planning.forms.dependencies import AnswerStage, AskStage
from bot.features.planning.rules.dependencies import ALLOWED
from bot.features.planning.values.days import SaidBack
from bot.features.planning.values.dependencies import Deed, DependencyState, DependencyView
from bot.features.planning.values.initiatives import InitiativeState
from bot.features.planning.values.shown import Asker, ShownDependency, ShownInitiative
from bot.features.planning.views.dependencies import (
    dependency_answer,
    dependency_blocks,
    dependency_card,
    late_note,
    slip_note,
)
from bot.features.planning.views.dependency_forms import (
    accept_form,
    answered,
    ask_form,
    counter_form,
    decline_form,
)
from bot.features.planning.views.history import asked
from bot.features.planning.views.initiatives import details
from bot.features.workspaces.values import ActivityView
from bot.slack.limits import message_problems, view_problems
from bot.slack.payloads import list_at, text_at
from bot.slack.sayings import Sayings
from tests.features.goals.factories import ANA, CYD, DEE, EXTREME_WORDS, NOON, goal
from tests.features.planning.factories import FRIDAY, TEAM, initiative

WORDS = [*EXTREME_WORDS.values(), "x" * 5_000]
TODAY = NOON.date()
SAID = SaidBack("12/3", FRIDAY, FRIDAY + timedelta(days=9))


def needed(state: DependencyState = DependencyState.ASKED, words: str = "An export") -> DependencyView:
    return DependencyView(
        id=UUID(int=5),
        team_id=TEAM,
        initiative_id=UUID(int=12),
        giver_id=UUID(int=2),
        what=words[:150],
        needed_by=FRIDAY,
        delivers_id=UUID(int=7),
        offered=FRIDAY + timedelta(days=3),
        reason=words[:500],
        state=state,
        asked_by=ANA,
        asked_at=NOON,
        answered_by=None if state is DependencyState.ASKED else DEE,
    )


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("state", DependencyState)
def test_whatever_people_write_slack_can_show_it(words: str, state: DependencyState) -> None:
    one, deliverer = needed(state, words), initiative(7, words[:150], due=None)
    shown = ShownDependency(dependency=one, is_needed=True, channel="C0PLATFORM", other=deliverer)
    needer = initiative(title=words[:150], expected=FRIDAY + timedelta(days=7))
    messages = (
        dependency_card(one, Asker("C0TEAM", needer, goal(2, words[:150])), deliverer, TODAY),
        dependency_card(one, Asker(), None, TODAY),
        dependency_answer(shown, needer, TODAY),
        slip_note(needer, [shown] * 8, TODAY),
        late_note(needer, shown, FRIDAY + timedelta(days=9)),
        late_note(needer, replace(shown, is_needed=False), FRIDAY + timedelta(days=9)),
    )
    for message in messages:
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "<!channel>" not in message.text
    offered = [initiative(number, words[:150]) for number in range(150)]
    whole = ShownInitiative(
        initiative=needer,
        owned=Owned(subject_id=needer.id),
        today=TODAY,
        dependencies=[shown, replace(shown, is_needed=False, channel=None, other=None)] * 40,
    )
    views = (
        details(whole, Sayings()),
        ask_form(AskStage(needer.id, SAID), needer),
        accept_form(one, offered),
        counter_form(AnswerStage(one.id, SAID), one, offered),
        decline_form(one),
        answered(one),
    )
    for view in views:
        assert view_problems(view) == []


@pytest.mark.parametrize(
    ("state", "said", "labels"),
    [
        (DependencyState.ASKED, "waits for an answer", ["Accept", "Another date", "Decline"]),
        (
            DependencyState.COUNTERED,
            f"Mon 9 Mar is offered instead by <@{DEE}>; waits for <#C0TEAM>",
            [],
        ),
        (DependencyState.ACCEPTED, "*i7* Export brings it, expected Fri 6 Mar", ["We can't after all"]),
        (DependencyState.DECLINED, f"declined by <@{DEE}>", []),
        (DependencyState.WITHDRAWN, "needed no more", []),
    ],
)
def test_a_card_says_where_it_stands_and_what_can_be_answered(
    state: DependencyState, said: str, labels: list[str]
) -> None:
    card = dependency_card(needed(state), Asker("C0TEAM"), initiative(7, "Export"), TODAY)
    assert said in str(card.blocks)
    rows = [block for block in card.blocks if block["type"] == "actions"]
    assert [text_at(it, "text", "text") for row in rows for it in list_at(row, "elements")] == labels


@pytest.mark.parametrize("state", DependencyState)
def test_the_details_offer_what_who_needs_it_may_say(state: DependencyState) -> None:
    shown = ShownDependency(dependency=needed(state), is_needed=True)
    labels = {Deed.AGREE: "'Agree'", Deed.WITHDRAW: "'Needed no more'"}
    told = str(dependency_blocks(shown, TODAY, is_member=True))
    assert {deed for deed, label in labels.items() if label in told} == ALLOWED[state] & labels.keys()
    for quiet in (
        dependency_blocks(shown, TODAY, is_member=False),
        dependency_blocks(replace(shown, is_needed=False), TODAY, is_member=True),
    ):
        assert "button" not in str(quiet)


def test_what_was_brought_is_said_and_not_taken_back() -> None:
    done, agreed = initiative(7, "Export", state=InitiativeState.DONE), needed(DependencyState.ACCEPTED)
    card = dependency_card(agreed, Asker(), done, TODAY)
    assert "*i7* Export brought it" in str(card.blocks)
    shown = ShownDependency(dependency=agreed, is_needed=True, other=done)
    for kept in (card.blocks, dependency_blocks(shown, TODAY, is_member=True)):
        assert "button" not in str(kept)


@pytest.mark.parametrize("state", DependencyState)
def test_a_card_says_where_to_let_go_of_what_need_not_be_brought_any_more(state: DependencyState) -> None:
    is_over = state in (DependencyState.DECLINED, DependencyState.WITHDRAWN)
    stays = "*i7* Export stays in this team"
    assert (
        stays in str(dependency_card(needed(state), Asker(), initiative(7, "Export"), TODAY).blocks)
    ) is is_over
    gone = initiative(7, "Export", state=InitiativeState.LET_GO)
    assert stays not in str(dependency_card(needed(state), Asker(), gone, TODAY).blocks)


@pytest.mark.parametrize(
    ("state", "title"),
    [(DependencyState.ASKED, "Decline"), (DependencyState.ACCEPTED, "We can't after all")],
)
def test_a_form_is_called_as_its_button(state: DependencyState, title: str) -> None:
    assert text_at(decline_form(needed(state)), "title", "text") == title


def test_numbers_that_two_teams_give_are_told_apart_by_channel() -> None:
    export, guide = initiative(1, "Export"), initiative(1, "Guide")
    agreed = needed(DependencyState.ACCEPTED)
    needs = ShownDependency(dependency=agreed, is_needed=True, channel="C0PLATFORM", other=export)
    assert "<#C0PLATFORM> *i1* Export brings it" in dependency_answer(needs, guide, TODAY).text
    brings = ShownDependency(dependency=agreed, is_needed=False, channel="C0TEAM", other=guide)
    told = str(dependency_blocks(brings, TODAY, is_member=True))
    assert "for <#C0TEAM> *i1* Guide" in told
    assert "brings it" not in told
    within = replace(needs, dependency=replace(agreed, giver_id=TEAM))
    assert "handshake: *i1* Export brings it" in dependency_answer(within, guide, TODAY).text


@pytest.mark.parametrize(("giver", "said"), [(2, "asked another team for"), (1, "asked their own team for")])
def test_the_history_says_whether_another_team_was_asked(giver: int, said: str) -> None:
    detail: dict[str, object] = {
        "team_id": str(UUID(int=1)),
        "giver_id": str(UUID(int=giver)),
        "what": "A room",
    }
    entry = ActivityView(UUID(int=3), NOON, ANA, "planning.dependency_asked", "x", detail)
    assert asked(entry) == f"<@{ANA}> {said} “A room”"


def test_a_card_says_what_it_is_for_in_the_words_of_who_asks() -> None:
    asker = Asker("C0TEAM", initiative(title="Write a watering rota"), goal(2, "Balconies stay green"))
    told = str(dependency_card(needed(), asker, None, TODAY).blocks)
    assert "For *Write a watering rota* (their goal #2 Balconies stay green)" in told
    within = replace(needed(), giver_id=TEAM)
    assert "rota* (goal #2" in str(dependency_card(within, asker, None, TODAY).blocks)
    without = dependency_card(needed(), replace(asker, goal=None), None, TODAY)
    assert "For *Write a watering rota*\\n" in str(without.blocks)


def test_who_is_offered_another_day_reads_by_when_theirs_is_due() -> None:
    offered = ShownDependency(dependency=needed(DependencyState.COUNTERED), is_needed=True)
    assert "Yours is due Fri 6 Mar." in dependency_answer(offered, initiative(), TODAY).text
    assert "Yours" not in dependency_answer(offered, initiative(due=None), TODAY).text
    whole = ShownInitiative(
        initiative=initiative(),
        owned=Owned(subject_id=UUID(int=12)),
        today=TODAY,
        dependencies=[offered],
    )
    assert "Yours is due Fri 6 Mar." in str(details(whole, Sayings()))


def test_a_closed_team_stays_unnamed() -> None:
    shown = ShownDependency(dependency=needed(), is_needed=True)
    assert "of another team" in dependency_answer(shown, initiative(), TODAY).text
    assert "of another team needs" in dependency_card(needed(), Asker(), None, TODAY).text


def test_what_is_overdue_keeps_its_date() -> None:
    today, late = FRIDAY + timedelta(days=9), initiative(7, "Export", expected=FRIDAY + timedelta(days=9))
    agreed = needed(DependencyState.ACCEPTED)
    card = dependency_card(agreed, Asker("C0TEAM"), late, today)
    assert "*i7* Export brings it; it is overdue since Fri 6 Mar" in str(card.blocks)
    asker = late_note(
        initiative(expected=today), ShownDependency(dependency=agreed, is_needed=True, other=late), today
    )
    assert "it is overdue since Fri 6 Mar" in asker.text
    assert "It is overdue since Fri 6 Mar; Sun 15 Mar is more likely by now." in asker.text
    giver = late_note(late, ShownDependency(dependency=agreed, is_needed=False, channel="C0TEAM"), today)
    assert (
        "*i7* Export is overdue since Fri 6 Mar.\n• <#C0TEAM> counts on An export by Fri 6 Mar" in giver.text
    )
    asked = dependency_card(needed(), Asker("C0TEAM"), None, today)
    assert "waits for an answer; the day asked for is over" in str(asked.blocks)


def test_a_slip_says_by_how_much_and_good_news_too() -> None:
    late = slip_note(initiative(expected=FRIDAY + timedelta(days=7)), [], TODAY)
    assert "is due Fri 6 Mar. With what it waits for, Fri 13 Mar is more likely" in late.text
    assert "in time again" in slip_note(initiative(), [], TODAY).text
    assert CYD not in late.text
