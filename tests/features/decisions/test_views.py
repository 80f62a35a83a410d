"""What people see of decisions: within Slack's limits whatever is written in it, and calling nobody."""

import json
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Json, Message
from bot.features.decisions import forms
from bot.features.decisions.forms import Stage
from bot.features.decisions.values import GOALS_MOST, Field, GoalTouched, Page
from bot.features.decisions.views import ids
from bot.features.decisions.views.card import address_of, decision_card, details_modal
from bot.features.decisions.views.form import decision_modal
from bot.features.decisions.views.lists import decide_button, decision_list
from bot.features.decisions.views.notices import card_gone, made_before, made_meanwhile, posted_again, saved
from bot.slack import kit
from bot.slack.limits import message_problems, view_problems
from tests.features.decisions.factories import MESSAGE, REPLY, TODAY, decision, draft, full_decision, page
from tests.features.goals.factories import BEN, EXTREME_WORDS, TEAM

GOALS = [GoalTouched(UUID(int=number), number, "x" * 150) for number in range(GOALS_MOST)]
STAGES = [
    Stage(team_id=TEAM),
    Stage(team_id=TEAM, unfolded=True),
    Stage(team_id=TEAM, source=MESSAGE),
    forms.edit_stage(decision()),
]
ENDLESS = {**EXTREME_WORDS, "5,000 characters": "&" * 5000}
PINGS = ("<!channel>", "<!here>", "<!everyone>", "<@U0ZED>", "<https://a.example|b>")


def problems(message: Message) -> list[object]:
    return [*message_problems({"text": message.text, "blocks": list(message.blocks)})]


def messages_about(words: str) -> Sequence[Message]:
    known = full_decision(words)
    found = Page(team_id=TEAM, words=words[:200], first=10, total=25, decisions=(known,) * 10)
    none = replace(found, first=0, total=0, decisions=())
    return (
        decision_card(known),
        decision_list(found),
        decision_list(none),
        card_gone(known, "C0TEAM"),
        posted_again(known),
    )


def modals_about(words: str) -> Sequence[Json]:
    known = full_decision(words)
    typed = replace(known.draft(), title=words, rationale=words, context=words)
    forms_shown = [decision_modal(stage, typed, known.goals) for stage in STAGES]
    return (
        *forms_shown,
        details_modal(known),
        saved(known),
        made_before(known),
        made_meanwhile(known, known.draft()),
    )


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS.keys())
def test_slack_takes_everything_whatever_is_written(words: str) -> None:
    assert [problem for message in messages_about(words) for problem in problems(message)] == []
    assert [problem for view in modals_about(words) for problem in view_problems(view)] == []


@given(st.text(max_size=400))
def test_slack_takes_a_card_of_any_words(words: str) -> None:
    known = decision(title=words[:150] or "-", rationale=words or "-", context=words)
    assert problems(decision_card(known)) == []
    assert view_problems(details_modal(known)) == []


@pytest.mark.parametrize("ping", PINGS)
def test_nobody_is_called_by_what_people_write(ping: str) -> None:
    for message in messages_about(ping):
        parsed = [message.text, *(text for block in message.blocks for text in mrkdwn_in(block))]
        assert not [text for text in parsed if ping in text]
    for view in modals_about(ping):
        assert not [text for text in mrkdwn_in(view) if ping in text]


def mrkdwn_in(part: object) -> list[str]:
    """Every text that Slack would parse."""
    if isinstance(part, dict):
        own = [str(part["text"])] if part.get("type") == "mrkdwn" else []
        return own + [text for held in part.values() for text in mrkdwn_in(held)]
    return [text for held in part for text in mrkdwn_in(held)] if isinstance(part, list) else []


def block_ids(view: Json) -> list[object]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return [block["block_id"] for block in blocks if "block_id" in block]


def test_the_form_asks_what_and_why_and_hides_the_rest() -> None:
    assert block_ids(decision_modal(Stage(team_id=TEAM), draft())) == [Field.TITLE, Field.RATIONALE]


def test_a_message_shows_its_words_before_more_is_pressed() -> None:
    stage, begun = forms.message_stage(TEAM, MESSAGE, "We answer in English")
    view = decision_modal(stage, begun)
    assert block_ids(view) == [Field.TITLE, Field.RATIONALE, Field.CONTEXT, Field.DECIDER]
    assert f"a message> by <@{BEN}>" in json.dumps(view)
    assert "We answer in English" in json.dumps(view["blocks"])


def test_more_shows_every_field_and_keeps_those_that_were_there() -> None:
    shown = block_ids(decision_modal(Stage(team_id=TEAM, unfolded=True), draft(), GOALS))
    assert shown == [*Field]


def test_goals_are_asked_for_only_where_there_are_any() -> None:
    assert Field.GOALS not in block_ids(decision_modal(Stage(team_id=TEAM, unfolded=True), draft()))


def test_a_hundred_goals_fit_the_menu_and_the_chosen_ones_stay_chosen() -> None:
    chosen = draft(goals=(UUID(int=3), UUID(int=99)))
    view = decision_modal(Stage(team_id=TEAM, unfolded=True), chosen, GOALS)
    assert view_problems(view) == []
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    menu = next(block["element"] for block in blocks if block.get("block_id") == Field.GOALS)
    assert [option["value"] for option in menu["initial_options"]] == [str(UUID(int=3)), str(UUID(int=99))]


def test_details_cut_nothing_even_where_escaping_makes_it_five_times_as_long() -> None:
    words = "&" * 1500
    blocks = details_modal(decision(rationale=words))["blocks"]
    shown = "".join(text for text in mrkdwn_in(blocks))
    assert shown.count("&amp;") == 1500


def test_a_card_names_a_few_goals_and_counts_the_others() -> None:
    card = decision_card(full_decision())
    assert "#5 words and 3 other goals" in json.dumps(card.blocks)
    one_left = replace(full_decision(), goals=full_decision().goals[:6])
    assert "and 1 other goal" in json.dumps(decision_card(one_left).blocks)


def test_a_message_is_linked_in_its_thread() -> None:
    assert address_of(MESSAGE) == "https://slack.com/archives/C0TEAM/p1772452800000100"
    assert address_of(REPLY) == (
        "https://slack.com/archives/C0TEAM/p1772452900000200?thread_ts=1772452800.000100&cid=C0TEAM"
    )
    parent = replace(MESSAGE, thread=MESSAGE.ts)
    assert address_of(parent) == address_of(MESSAGE)


def test_a_message_of_a_bot_has_no_author() -> None:
    said = json.dumps(decision_card(decision(source=replace(MESSAGE, author=""))).blocks)
    assert "|a message>" in said
    assert "a message> by" not in said


@pytest.mark.parametrize(
    ("total", "first", "buttons"),
    [(10, 0, []), (11, 0, ["More"]), (25, 10, ["Back", "More"]), (25, 20, ["Back"])],
)
def test_a_list_has_the_buttons_that_lead_somewhere(total: int, first: int, buttons: list[str]) -> None:
    last = decision_list(page(total, first=first)).blocks[-1]
    labels = [element["text"]["text"] for element in elements_of(last)]
    assert labels == buttons


def elements_of(block: Json) -> list[dict[str, dict[str, str]]]:
    elements = block.get("elements", [])
    assert isinstance(elements, list)
    return elements


@pytest.mark.parametrize(("words", "way"), [("", "Log as decision"), ("harbour", "/decision log")])
def test_an_empty_list_says_how_to_log_one(words: str, way: str) -> None:
    shown = decision_list(page(0, words=words))
    assert way in shown.text
    assert words in shown.text


def test_who_was_slower_finds_their_own_words_again() -> None:
    typed = draft("My own words", rationale="My own why", context="Mine too")
    shown = json.dumps(made_meanwhile(decision(), typed))
    assert all(words in shown for words in ("My own words", "My own why", "Mine too", ids.EDIT))


def test_the_button_of_the_menu_carries_the_team() -> None:
    assert str(TEAM) in json.dumps(kit.actions(decide_button(TEAM)))


def test_how_it_looks(snapshot: SnapshotAssertion) -> None:
    assert {
        "card": decision_card(full_decision()),
        "short card": decision_card(decision()),
        "details": details_modal(full_decision()),
        "form": decision_modal(Stage(team_id=TEAM), draft()),
        "full form": decision_modal(
            Stage(team_id=TEAM, unfolded=True), draft(review_on=TODAY, decider=BEN), GOALS[1:3]
        ),
        "edit": decision_modal(forms.edit_stage(decision()), decision().draft()),
        "list": decision_list(page(25, first=20)),
        "found": decision_list(page(2, words="english")),
        "gone": card_gone(decision(), "C0TEAM"),
    } == snapshot
