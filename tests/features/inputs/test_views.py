"""What people see of input rounds: within Slack's limits whatever is written in it, and calling nobody."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from bot.delivery.values import Json, Message
from bot.features.inputs.forms import AddStage
from bot.features.inputs.rules import KINDS, PAGE_MOST, laid_out
from bot.features.inputs.values.given import TEXT_MOST, WHY_MOST, InputDraft, InputView, Outcome
from bot.features.inputs.values.rounds import QUESTION_MOST, StartChoices
from bot.features.inputs.values.shown import GOALS_MOST, AddChoices, GoalNamed, SortedForOne
from bot.features.inputs.views import adding, message, notices, sorting, starting, thread
from bot.features.inputs.views.words import counts
from bot.features.workspaces.values import ActivityView
from bot.slack import kit
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import BEN, EXTREME_WORDS, NOON, TEAM
from tests.features.inputs.factories import GOAL, IN_TWO_DAYS, ROUND_ID, asked, given, page
from tests.shown import labels_of, says

WORDS = [*EXTREME_WORDS.values(), "x" * 5_000, '"\n' * 2_500, "\\" * 5_000, "&" * 5_000]
ANYTHING = st.text(min_size=1) | st.sampled_from(WORDS)
ADOPTED: dict[str, Any] = {"outcome": Outcome.ADOPTED, "why": "It helps", "sorted_by": BEN, "sorted_at": NOON}
CLOSED = asked(takes_inputs=False, closed_at=NOON, contributors=4, outcomes={Outcome.ADOPTED: 2, None: 1})


def shown(sent: Message | None) -> Json:
    assert sent is not None
    return {"text": sent.text, "blocks": list(sent.blocks)}


def crowd(words: str, *, most: int = PAGE_MOST) -> tuple[InputView, ...]:
    """A full reply of signed inputs that all say these words, each adopted because of them."""
    text = words[:TEXT_MOST]
    ended = ADOPTED | {"why": words[:WHY_MOST]}
    kinds = [KINDS[number % len(KINDS)] for number in range(most)]
    several = [
        given(number, text, author=BEN, kind=kind, **ended) for number, kind in enumerate(sorted(kinds), 1)
    ]
    (first, *_) = laid_out([InputDraft(one.goal_id, one.kind, one.text) for one in several], {})
    return tuple(several[place] for place in first)


def everything(words: str) -> tuple[Sequence[Message], Sequence[Json]]:
    """Every message and view that can carry these words."""
    goal = replace(GOAL, title=words[:150])
    open_now = asked(questions=dict.fromkeys(KINDS, words[:QUESTION_MOST]), is_anonymous=True)
    reply = page(*crowd(words), goal=goal, part=2, of=3)
    goals = tuple(GoalNamed(UUID(int=number), number, words[:150]) for number in range(1, GOALS_MOST + 1))
    choices = AddChoices(open_now, goals, crowd(words) * 20)
    messages = [
        message.round_message(open_now),
        message.round_message(replace(open_now, is_anonymous=False, takes_inputs=False)),
        message.round_message(CLOSED),
        *(one for one in (thread.page_message(reply),) if one),
        *(one for one in (notices.sorted_for_one(SortedForOne(CLOSED, "C0TEAM", reply.inputs)),) if one),
        notices.round_gone(CLOSED, "C0TEAM", is_back=False),
    ]
    views = [
        starting.start_modal(StartChoices(TEAM, True, IN_TWO_DAYS)),
        starting.start_modal(StartChoices(TEAM, False, IN_TWO_DAYS)),
        starting.started(open_now),
        adding.add_modal(choices, 3),
        adding.add_modal(replace(choices, round=replace(open_now, is_anonymous=False))),
        adding.kept(AddStage(round_id=ROUND_ID, is_anonymous=True)),
        adding.uncounted(AddStage(round_id=ROUND_ID, is_anonymous=True)),
        adding.change_modal(choices, reply.inputs[0]),
        sorting.sort_modal(reply),
        sorting.sort_modal(reply, reply.inputs[0]),
    ]
    return messages, views


@settings(deadline=None, max_examples=25)
@for_all(words=ANYTHING)
def test_slack_takes_it_whatever_people_write_and_nobody_is_called(words: str) -> None:
    messages, views = everything(words)
    for sent in messages:
        assert message_problems(shown(sent)) == []
        assert not says(shown(sent), "<!channel>")
    for view in views:
        assert view_problems(view) == []


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_a_full_reply_of_extreme_words_is_taken(words: str) -> None:
    messages, views = everything(words)
    assert [problem for sent in messages for problem in message_problems(shown(sent))] == []
    assert [problem for view in views for problem in view_problems(view)] == []


def test_an_open_round_says_how_many_contributed_and_asks_before_words_are_erased() -> None:
    open_now = shown(message.round_message(asked(is_anonymous=True, contributors=2)))
    assert says(open_now, "2 people have contributed")
    assert says(open_now, "is erased unread")
    enough = shown(message.round_message(asked(is_anonymous=True, contributors=3)))
    assert not says(enough, "is erased unread")
    assert labels_of(enough) == {"Add yours", "Close now"}


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"contributors": 0, "takes_inputs": True}, "one line is enough"),
        ({"contributors": 1, "takes_inputs": True}, "1 person has contributed"),
        ({"takes_inputs": False}, "in a moment"),
        ({"takes_inputs": False, "closed_at": NOON}, "Nothing was given this time"),
        ({"takes_inputs": False, "closed_at": NOON, "was_erased": True}, "erased unread, as promised"),
        (
            {"takes_inputs": False, "closed_at": NOON, "contributors": 1, "outcomes": {None: 1}},
            "1 person contributed",
        ),
    ],
)
def test_the_message_says_how_far_it_is(state: dict[str, Any], words: str) -> None:
    sent = shown(message.round_message(replace(asked(), **state)))
    assert says(sent, words)
    assert bool(labels_of(sent)) is bool(state["takes_inputs"])


def test_what_became_of_an_input_stands_beside_it_with_the_why() -> None:
    reply = shown(thread.page_message(page(given(1), given(2, "Two", **ADOPTED), given(3, author=BEN))))
    assert says(reply, f":white_check_mark: *Adopted* by <@{BEN}>: It helps")
    assert says(reply, "About #3 Members get an answer")
    assert says(shown(thread.page_message(page(given(1), goal=None))), "About no single goal")
    assert thread.page_message(page()) is None


def test_who_wrote_without_a_name_is_told_before_what_is_promised() -> None:
    unsigned = adding.add_modal(AddChoices(asked(is_anonymous=True), (), ()))
    assert says(unsigned, "Below 3 contributors nothing is ever shown")
    assert says(unsigned, "you can't change it or take it back later")
    signed = adding.add_modal(AddChoices(asked(), (), ()))
    assert says(signed, "Your name will stand beside this")


def test_the_first_that_waits_is_asked_about_and_then_all_are_listed() -> None:
    first, second = given(1, "One", **ADOPTED), given(2, "Two")
    assert says(sorting.sort_modal(page(first, second)), "Two")
    assert not says(sorting.sort_modal(page(first, second)), "One")
    done = sorting.sort_modal(page(first, replace(second, **ADOPTED)))
    assert labels_of(done) == {"Change"}
    assert says(done, "all sorted")


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ({None: 1}, "1 input: 1 to be sorted"),
        ({Outcome.ADOPTED: 2, Outcome.PARKED: 1}, "3 inputs: 2 adopted and 1 parked"),
        (
            {Outcome.DECLINED: 1, Outcome.ADOPTED: 1, None: 2},
            "4 inputs: 1 adopted, 1 declined and 2 to be sorted",
        ),
    ],
)
def test_inputs_are_counted_by_how_they_ended(outcomes: dict[Outcome | None, int], words: str) -> None:
    assert counts(outcomes) == words
    assert words in notices.goal_line(outcomes)


def test_nobody_is_told_before_something_became_of_what_they_gave() -> None:
    assert notices.sorted_for_one(SortedForOne(CLOSED, "C0TEAM", ())) is None
    told = shown(notices.sorted_for_one(SortedForOne(CLOSED, "C0TEAM", (given(**ADOPTED),) * 7)))
    assert says(told, "And 2 more")
    assert says(told, kit.quoted("Ask on Mondays"))


@pytest.mark.parametrize(
    ("inputs", "line"),
    [
        (3, "input of 2 people was shown"),
        (0, "the asking for input ended, and there was nothing to show"),
    ],
)
def test_the_history_says_that_input_was_shown_only_where_it_was(inputs: int, line: str) -> None:
    detail: dict[str, object] = {"contributors": 2, "inputs": inputs}
    assert notices.closed(ActivityView(UUID(int=3), NOON, None, "inputs.closed", "x", detail)) == line
