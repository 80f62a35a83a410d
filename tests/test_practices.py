"""README may claim of a practice only what a test shows."""

import re

import pytest

from tests.practices import (
    NUMBERS,
    Claim,
    Evidence,
    UnreadableError,
    is_journey,
    read_claims,
    report,
    unfounded,
)

CONVERSATION = "tests/features/voting/test_conversations.py::test_vote"
RULE = "tests/features/voting/test_rules.py::test_tally"
VOTING = Claim("P8", "Prioritise together", "works")


def evidence(*tests: str) -> Evidence:
    found = Evidence()
    for test in tests:
        found.add("P8", test)
    return found


def readme(*rows: str) -> str:
    return "\n".join(
        ["# Cairn", "<!-- practices -->", "| # | Practice | State |", *rows, "<!-- /practices -->"]
    )


def rows(**states: str) -> list[str]:
    return [f"| {number} | Name of {number} | {states.get(number, 'not yet')} |" for number in NUMBERS]


def test_every_practice_is_read_with_its_name_and_state() -> None:
    claims = read_claims(readme(*rows(P8="works", P9="partly")))
    assert len(claims) == 29
    assert claims[7] == Claim("P8", "Name of P8", "works")
    assert claims[8].state == "partly"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Cairn", "has no table"),
        (readme(*rows()[:-1]), "each once"),
        (readme(*rows(), rows()[0]), "each once"),
        (readme(*rows(P3="almost")), "“almost” of P3"),
    ],
)
def test_a_table_that_hides_something_is_refused(text: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(message)):
        read_claims(text)


def test_a_practice_works_when_a_person_can_be_seen_doing_it() -> None:
    assert unfounded([VOTING], evidence(CONVERSATION, RULE)) == []


@pytest.mark.parametrize("tests", [(), (RULE,)])
def test_rules_alone_do_not_make_a_practice_work(tests: tuple[str, ...]) -> None:
    [complaint] = unfounded([VOTING], evidence(*tests))
    assert complaint.startswith("P8 “Prioritise together” works, says README.md, but no")


@pytest.mark.parametrize("state", ["partly", "not yet"])
def test_a_modest_claim_needs_no_proof(state: str) -> None:
    assert unfounded([Claim("P8", "Prioritise together", state)], evidence()) == []


def test_a_mark_with_an_unknown_practice_is_named() -> None:
    found = evidence(CONVERSATION)
    found.add("P88", RULE)
    assert unfounded([VOTING], found) == [f"P88 is no practice, but {RULE} is marked with it."]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (CONVERSATION, True),
        ("tests/features/goals/test_conversations_coach.py::test_remark", True),
        ("tests/end_to_end/test_first_journey.py::test_all", True),
        (RULE, False),
        ("tests/slack/test_end_to_end.py::test_x", False),
    ],
)
def test_which_tests_show_a_journey(test: str, expected: bool) -> None:
    assert is_journey(test) is expected


def test_the_map_lists_tests_once_however_often_they_are_parametrised() -> None:
    assert report([VOTING], evidence(CONVERSATION, CONVERSATION, RULE)) == [
        "P8  Prioritise together                       works",
        f"      {CONVERSATION}",
        f"      {RULE}",
    ]


def test_marks_are_collected_from_tests(request: pytest.FixtureRequest) -> None:
    request.node.add_marker(
        pytest.mark.practice("P8")
    )  # too late for README's own map, which this is no part of
    found = Evidence()
    found.pytest_itemcollected(request.node)
    assert found.of("P8") == [request.node.nodeid]
