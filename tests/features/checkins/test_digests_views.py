"""A digest is within Slack's limits whatever was said, calls nobody, and names nobody who has not answered."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Message
from bot.features.checkins.rules.digests import summary
from bot.features.checkins.rules.prompts import QUESTIONS
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.views.digests import Known, change_part, digest, for_driver, silenced, voice
from bot.slack.limits import message_problems
from tests.features.checkins.digests_factories import DAY, GOAL, GREEN, RED, YELLOW, answer
from tests.features.goals.factories import ANA, BEN, CYD, DEE, EXTREME_WORDS, goal

_, IN_THE_WAY, STORY, _ = QUESTIONS
DIGEST_ID = UUID(int=71)
KNOWN = Known({ANA: "Ana", BEN: "Ben", CYD: "Cyd"}, {GOAL: goal(3), UUID(int=4): goal(4, "The tap runs")})
WORDS = pytest.mark.parametrize(
    "words", [*EXTREME_WORDS.values(), "x" * 5000, ""], ids=[*EXTREME_WORDS, "long", "none"]
)
SAID = [
    answer(ANA, confidence=RED, before=GREEN, why="The pump broke", progress=40, wants_change=True),
    answer(BEN, goal_id=UUID(int=4), words="No spare part until May", question=IN_THE_WAY, confidence=YELLOW),
    answer(CYD, goal_id=UUID(int=4), words="Mia grew her first bean", question=STORY, progress=100),
    answer(DEE, is_private=True, words="between us"),
]


def shown(answers: list[AnswerView], known: Known = KNOWN) -> Message:
    """With six more who were asked."""
    asked = {answer.user for answer in answers} | {f"U0ASKED{number}" for number in range(6)}
    return digest(DIGEST_ID, DAY, summary(answers, asked), known)


def problems(message: Message) -> list[object]:
    return [*message_problems({"text": message.text, "blocks": list(message.blocks)})]


def words_in(message: Message) -> str:
    return json.dumps([message.text, message.blocks], ensure_ascii=False)


def full(words: str) -> list[AnswerView]:
    """Forty people who all say everything."""
    said: dict[str, Any] = {"why": words[:300], "words": words[:2000], "wants_change": True, "goal_id": GOAL}
    return [
        answer(f"U0{number}", confidence=now, before=before, progress=100, question=question, **said)
        for number in range(10)
        for now, before, question in (
            (RED, GREEN, IN_THE_WAY),
            (GREEN, RED, STORY),
            (YELLOW, YELLOW, IN_THE_WAY),
            (RED, None, STORY),
        )
    ]


@WORDS
def test_slack_takes_every_digest_whatever_was_said(words: str) -> None:
    known = Known(
        dict.fromkeys([f"U0{n}" for n in range(10)], words[:255]), {GOAL: goal(3, words[:150] or "A")}
    )
    said = full(words)
    messages = [
        shown(said, known),
        *(voice([one] * 12, known) for one in said[:4]),
        for_driver(said[0], known.goals[GOAL]),
        for_driver(replace(said[0], is_private=True, wants_change=False), known.goals[GOAL]),
        silenced(),
    ]
    for message in messages:
        assert problems(message) == []
        assert "<!channel" not in json.dumps(message.blocks)


def test_the_digest(snapshot: SnapshotAssertion) -> None:
    assert shown(SAID) == snapshot


def test_somebodys_words(snapshot: SnapshotAssertion) -> None:
    assert voice([SAID[0], replace(SAID[1], user=ANA)], KNOWN) == snapshot


def test_changes_come_before_blockers_and_these_before_wins() -> None:
    said = words_in(shown(SAID))
    places = [said.index(words) for words in ("confidence changed", "In the way", "What came of it")]
    assert places == sorted(places)


def test_nobody_who_has_not_answered_is_named_and_nobody_is_mentioned() -> None:
    said = words_in(shown(SAID))
    assert "U0ASKED" not in said
    assert "<@" not in said
    assert "6 more are welcome to add theirs" in said


def test_what_is_private_is_counted_and_not_told() -> None:
    said = words_in(shown(SAID))
    assert "between us" not in said
    assert "1 of them in private" in said


def test_with_words_alone_it_says_where_they_are() -> None:
    told = "What people wrote is in the thread"
    assert told in words_in(shown([answer(ANA, goal_id=None, words="Planted the beans")]))
    assert told not in words_in(shown([answer(ANA, confidence=GREEN), answer(BEN, words="Planted")]))
    assert told not in words_in(shown([answer(ANA, words="between us", is_private=True)]))


@pytest.mark.parametrize(
    ("expected", "told"),
    [(1, None), (2, "1 more is welcome"), (5, "4 more are welcome")],
)
def test_how_many_are_still_welcome(expected: int, told: str | None) -> None:
    message = digest(
        DIGEST_ID, DAY, summary([answer(ANA, confidence=GREEN)], [ANA, *"bcde"][:expected]), KNOWN
    )
    said = words_in(message)
    assert (told or "answered") in said
    assert ("welcome" in said) is bool(told)


def test_somebody_not_looked_up_yet_is_a_colleague() -> None:
    assert "A colleague" in words_in(voice([answer(DEE, words="Hello")], KNOWN))


def test_of_very_many_short_words_as_many_stand_there_as_a_message_has_room_for() -> None:
    message = voice([answer(ANA, words="Yes") for _ in range(60)], KNOWN)
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert "`/goal stories` has all of it" in words_in(message)


def test_more_than_fits_is_counted() -> None:
    said = [answer(f"U0{n}", confidence=RED, before=GREEN) for n in range(9)]
    assert "And 3 more, in the thread" in words_in(shown(said))
    steady = [answer(f"U0{n}", confidence=GREEN) for n in range(15)]
    assert "and 3 more" in words_in(shown(steady))


def test_the_driver_reads_what_is_for_their_eyes() -> None:
    private = words_in(for_driver(answer(BEN, is_private=True, words="I worry"), goal(3)))
    assert "For your eyes only" in private
    assert "may need changing" not in private
    asked = words_in(for_driver(answer(BEN, wants_change=True, why="Too big"), goal(3)))
    assert "may need changing" in asked
    assert "For your eyes only" not in asked


def test_the_card_says_it_neutrally() -> None:
    [line] = change_part().lines
    assert "<@" not in line
