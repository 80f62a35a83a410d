"""The settings form and the bundle, as Slack takes them and as people read them."""

from datetime import date, time

import pytest

from bot.delivery.values import Json, Message
from bot.features.attention import views
from bot.features.attention.service import notices
from bot.features.attention.values import Arrival, Availability, Later, NotToday, Now, Reason
from bot.slack import kit, limits
from bot.slack.kit import markup
from bot.slack.payloads import list_at, mapping_at
from tests.features.attention.factories import availability, berlin
from tests.shown import labels_of, words_of

ARRIVALS: list[Arrival] = [Now(), Later(berlin(3, 9)), *(NotToday(reason) for reason in Reason)]
PEOPLE = [
    availability(),
    availability(days=frozenset({5, 6}), starts=time(17), ends=time(22), country="NL", follows_status=True),
    availability(days=frozenset(range(7)), starts=time(0), ends=time(0), away_until=date(2026, 4, 1)),
]


def problems_of(message: Message) -> list[limits.Problem]:
    payload: Json = {"text": message.text, "blocks": list(message.blocks)}
    return limits.message_problems(payload)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("now", ARRIVALS)
def test_slack_takes_the_form_and_the_answer(person: Availability, now: Arrival) -> None:
    assert limits.view_problems(views.settings_modal(person, now)) == []
    assert problems_of(views.saved(person, now)) == []


def test_the_form_says_what_applies_in_words() -> None:
    shown = words_of(views.settings_modal(PEOPLE[1], Now()))
    assert "You hear from me *Saturday and Sunday, 17:00–22:00, Berlin time*" in shown
    assert "not on public holidays of the Netherlands" in shown
    assert "It is your time now" in shown


def test_who_is_away_reads_until_when_and_can_be_back() -> None:
    shown = views.settings_modal(PEOPLE[2], NotToday(Reason.AWAY))
    assert "nothing arrives until Wed 1 Apr" in words_of(shown)
    assert "I'm back" in labels_of(shown)
    assert "I'm back" not in labels_of(views.settings_modal(PEOPLE[0], Now()))


def test_the_form_shows_what_is_set() -> None:
    view = views.settings_modal(PEOPLE[1], Now())
    shown = {
        block["block_id"]: mapping_at(block, "element")
        for block in list_at(view, "blocks")
        if "element" in block
    }
    assert shown["attention.starts"]["initial_time"] == "17:00"
    assert shown["attention.ends"]["initial_time"] == "22:00"
    assert mapping_at(shown["attention.country"], "initial_option")["value"] == "NL"
    assert [day["value"] for day in list_at(shown["attention.days"], "initial_options")] == ["5", "6"]


def test_a_new_day_of_return_is_shown_even_where_another_was_entered() -> None:
    views_of_both = [views.settings_modal(person, Now()) for person in (PEOPLE[0], PEOPLE[2])]
    here, away = (
        next(
            str(block["block_id"])
            for block in list_at(view, "blocks")
            if "away" in str(block.get("block_id"))
        )
        for view in views_of_both
    )
    assert here != away


def _message(blocks: int, words: str = "something") -> Message:
    said = markup("{words}", words=words)
    return kit.message(said, *(kit.section(said) for _ in range(blocks)))


def test_a_few_notices_are_shown_whole_with_lines_between_them() -> None:
    shown = views.bundle([_message(2, "one"), _message(3, "two")])
    assert [block["type"] for block in shown.blocks] == ["section"] * 2 + ["divider"] + ["section"] * 3
    assert shown.text == "2 things for you"


@pytest.mark.parametrize("count", range(1, notices.TOGETHER + 1))
@pytest.mark.parametrize("size", [1, 4, 9, 50])
def test_however_large_the_notices_the_message_fits_and_none_is_missing(count: int, size: int) -> None:
    shown = views.bundle([_message(size, f"notice {number}.") for number in range(count)])
    assert problems_of(shown) == []
    assert all(f"notice {number}." in str(shown.blocks) for number in range(count))
