"""What people see of commitments: within Slack's limits whatever is written, calling nobody, telling of nobody."""

import json
from dataclasses import replace
from uuid import UUID

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Json, Message
from bot.features.commitments import forms
from bot.features.commitments.values.drafts import SET_MOST, Offer
from bot.features.commitments.values.rounds import (
    Committed,
    Need,
    OwnWord,
    RoundState,
    SetGoal,
    ShownRound,
    Verdict,
)
from bot.features.commitments.values.words import Answer, Progress, Step
from bot.features.commitments.views import asked, asking, deciding, notices, talk, word
from bot.features.goals.values import LINE_MOST, GoalState
from bot.slack.limits import message_problems, view_problems
from tests.features.commitments.factories import MISSED, result, shown
from tests.features.goals.factories import ANA, EXTREME_WORDS, NOON, TEAM, goal
from tests.shown import labels_of

ENDLESS = {**EXTREME_WORDS, "5,000 characters": "&" * 5000}
PINGS = ("<!channel>", "<!here>", "<!everyone>", "<https://a.example|b>")


def rounds_with(words: str, goals: int = 3) -> list[ShownRound]:
    """A round at every stage, filled with these words."""
    titles = [words[:LINE_MOST] or "x"] * goals
    need = Need(words[:60], words[:60])
    said = replace(MISSED, words=(words[:500] or "x",) * 6)
    reason = words[:1000] or "x"
    verdict, unopposed = Verdict(ANA, reason, reason), Verdict(ANA, "", reason)
    return [
        shown(RoundState.OPEN, *titles, people=need, budget=need),
        shown(RoundState.OPEN, *titles, results=(said,), why=reason, scope_of=UUID(int=1)),
        shown(RoundState.TALKING, *titles, results=(said,)),
        shown(RoundState.DECIDING, *titles, results=(said, said)),
        shown(RoundState.COMMITTED, *titles, results=(said, said), verdict=verdict),
        shown(RoundState.COMMITTED, *titles, results=(result("00000"),) * 2, verdict=unopposed),
        shown(RoundState.PUT_OFF, *titles, results=(said, said), verdict=verdict, scope_of=UUID(int=1)),
        shown(RoundState.TAKEN_BACK, *titles),
        shown(RoundState.LAPSED, *titles, results=(said, said)),
    ]


def messages_of(one: ShownRound) -> list[Message]:
    own = Answer(Step.DOUBTS, 20, "Time")
    talks = [talk.conversation(one.round, number) for number, _ in enumerate(one.round.results, start=1)]
    minds = [talk.minds(said, page) for said in one.round.results for page in (0, 1)]
    return [
        asked.round_message(one),
        word.status(one, own, is_posted=False),
        notices.word_asked(one),
        notices.word_given(one, own),
        notices.asking_over(one),
        notices.decision_due(one),
        notices.message_gone(one, is_back=False),
        notices.message_gone(one, is_back=True),
        talk.decision(one.round),
        talk.lapsed(one.round),
        *talks,
        *minds,
    ]


def modals_about(words: str, goals: int = 3) -> list[Json]:
    known = tuple(goal(number, words[:LINE_MOST] or "x") for number in range(1, goals + 1))
    offer = Offer(TEAM, known, frozenset({known[0].id}), goals + 7)
    one = shown(RoundState.DECIDING, *[found.title for found in known], results=(MISSED, MISSED))
    own = OwnWord(one.round, Answer(Step.NO, 20, words[:500]))
    return [
        asking.ask_modal(offer),
        asking.not_measured(known, {found.id: words or "x" for found in known}),
        word.word_modal(own),
        word.word_modal(replace(own, answer=Answer(Step.ALL_IN))),
        word.word_modal(replace(own, among_few=True)),
        word.saved(own),
        word.saved(replace(own, answer=None)),
        deciding.decide_modal(one),
        deciding.saved(one),
    ]


def parsed_by_slack(message: Message) -> str:
    """What of a message may call somebody: all but plain text."""
    blocks = [block for block in message.blocks if block["type"] in {"section", "context"}]
    return message.text + json.dumps(blocks)


@pytest.mark.parametrize("words", ENDLESS.values(), ids=list(ENDLESS))
def test_whatever_people_write_slack_takes_it_and_nobody_is_called(words: str) -> None:
    for message in [message for one in rounds_with(words) for message in messages_of(one)]:
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert not [ping for ping in PINGS if ping in parsed_by_slack(message)]
    for modal in modals_about(words):
        assert view_problems(modal) == []


@pytest.mark.parametrize("goals", [1, 10, 11, SET_MOST])
def test_as_many_goals_as_a_team_may_have_fit(goals: int) -> None:
    for one in rounds_with("x" * LINE_MOST, goals):
        for message in messages_of(one):
            assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        shown_titles = json.dumps(asked.round_message(one).blocks).count("*#")
        assert shown_titles == goals
    for modal in modals_about("x" * LINE_MOST, goals):
        assert view_problems(modal) == []


def test_until_it_ends_only_how_many_answered_is_told() -> None:
    said = json.dumps(asked.round_message(shown()).blocks)
    assert "*3 of 6* have given their word" in said
    assert ":three:" not in said


def test_who_has_not_said_the_chance_yet_reads_that_their_word_waits_for_it_and_all_how_many_have() -> None:
    said = json.dumps(asked.round_message(replace(shown(), progress=Progress(5, 6, likely=4))).blocks)
    assert "*5 of 6* have given their word" in said
    assert "4 of 6 also said how likely it is that we reach it" in said
    assert "how likely" not in json.dumps(asked.round_message(shown()).blocks)
    for answer, is_told in ((Answer(Step.ALL_IN), True), (Answer(Step.ALL_IN, 60), False)):
        own = OwnWord(shown().round, answer)
        views = [
            word.word_modal(own),
            word.status(shown(), answer, is_posted=True).blocks,
            notices.word_given(shown(), answer).blocks,
        ]
        assert ["complete" in json.dumps(view) for view in views] == [is_told] * 3


def test_among_few_only_how_many_answered_is_told() -> None:
    few = shown(RoundState.TALKING, results=(result("01100", of=2, chances=(20, 60)),))
    said = json.dumps(asked.round_message(few).blocks)
    assert "*2 of 2 answered*" in said
    assert ":two:" not in said
    assert "chance that" not in said
    assert "It isn't a commitment yet" in said
    one = result("10000", of=1, chances=(10,))
    told = json.dumps(
        [
            asked.round_message(shown(RoundState.DECIDING, results=(one, one))).blocks,
            talk.conversation(shown(RoundState.TALKING, results=(one,)).round, 1).blocks,
            deciding.decide_modal(shown(RoundState.DECIDING, results=(one, one))),
        ]
    )
    assert not [words for words in ("can't agree", "doubts", "30 %") if words in told]


def test_where_few_are_asked_people_know_it_before_they_press_and_choose_whether_words_are_shown() -> None:
    few = replace(shown(), progress=Progress(0, 2, likely=0))
    for message in (asked.round_message(few), notices.word_asked(few)):
        assert "the others may guess" in json.dumps(message.blocks)
    assert "the others may guess" not in json.dumps(asked.round_message(shown()).blocks)
    doubt = OwnWord(few.round, Answer(Step.DOUBTS), among_few=True)
    for modal, has_box in (
        (word.word_modal(doubt), True),
        (word.word_modal(replace(doubt, among_few=False)), False),
    ):
        assert ("They may be shown" in json.dumps(modal)) is has_box


def test_of_one_goal_and_of_one_answer_it_is_said_so() -> None:
    def said(one: ShownRound) -> str:
        talks = [talk.conversation(one.round, 1)] if one.round.results else []
        return json.dumps([message.blocks for message in (asked.round_message(one), *talks)])

    one = replace(shown(results=()), progress=Progress(1, 6, likely=1))
    assert "behind this goal" in said(one)
    assert "*1 of 6* has given" in said(one)
    assert "1 of 6 has given" in notices.board_part(one.round, one.progress).lines[0]
    assert "nobody drives it yet" in said(replace(one, drivers={}))
    assert "nobody drives it yet" not in said(one)
    talks = shown(RoundState.TALKING, results=(MISSED,))
    assert "hard part" in said(talks)
    assert "Which goal" not in said(talks)
    assert "Which goal" in said(shown(RoundState.TALKING, "One", "Two", results=(MISSED,)))


def test_each_stage_offers_the_next_useful_step() -> None:
    def labels(one: ShownRound) -> set[str]:
        return labels_of({"blocks": list(asked.round_message(one).blocks)})

    steps = set(asked.LABELS.values())
    assert labels(shown()) == {*steps, "Take the question back"}
    enough = replace(shown(), progress=Progress(4, 6, likely=4))
    assert labels(enough) == {*steps, "Close now", "Take the question back"}
    assert labels(replace(shown(), takes_answers=False)) == set()
    assert labels(shown(RoundState.TALKING, results=(MISSED,))) == {"Ask again", "Take the question back"}
    assert labels(shown(RoundState.DECIDING, results=(MISSED, MISSED))) == {
        "Decide …",
        "Take the question back",
    }
    for state in (RoundState.COMMITTED, RoundState.PUT_OFF, RoundState.TAKEN_BACK):
        assert labels(shown(state, results=(MISSED,))) == set()


def test_a_goal_that_reads_differently_since_it_was_asked_says_so() -> None:
    one = shown()
    changed = replace(one.goals[0], changed_at=NOON.replace(hour=13))
    assert "changed since it was asked" in json.dumps(
        asked.round_message(replace(one, goals=(changed,))).blocks
    )
    assert "changed since it was asked" not in json.dumps(asked.round_message(one).blocks)


def test_a_goal_withdrawn_while_it_was_asked_about_is_asked_about_no_more() -> None:
    one = shown(RoundState.OPEN, "Answers within a day", "Nobody waits")
    withdrawn = replace(one.goals[1], state=GoalState.WITHDRAWN, changed_at=NOON.replace(hour=13))
    now = replace(one, goals=(one.goals[0], withdrawn))
    for message in (asked.round_message(now), notices.word_asked(now)):
        said = json.dumps(message.blocks)
        assert "Do we commit to this goal?" in said
        assert "*#2* Nobody waits \\u00b7 _withdrawn_" in said
        assert "How far do you stand behind this goal?" in said


def test_how_many_answered_is_said_once() -> None:
    few = result("00000", chances=())
    told = talk.conversation(shown(RoundState.TALKING, results=(few,)).round, 1)
    assert json.dumps(told.blocks).count("0 of 6 answered") == 1
    assert "It takes 60 %, because silence isn't consent." in json.dumps(told.blocks)


def test_goals_that_changed_after_people_had_answered_are_named_while_they_are_asked_again() -> None:
    anew = shown(why="#1, #2")
    for message in (asked.round_message(anew), notices.word_asked(anew)):
        assert "#1, #2 changed since" in json.dumps(message.blocks)
    counted = shown(RoundState.TALKING, results=(MISSED,), why="#1, #2")
    assert "changed since" not in json.dumps(asked.round_message(counted).blocks)


def test_the_words_of_doubt_are_asked_only_of_who_doubts() -> None:
    doubts, supports = (
        word.word_modal(OwnWord(shown().round, Answer(step))) for step in (Step.DOUBTS, Step.SUPPORT)
    )
    assert "What would change your mind?" in json.dumps(doubts)
    assert "What would change your mind?" not in json.dumps(supports)


def test_the_message_at_its_stages(snapshot: SnapshotAssertion) -> None:
    verdict = Verdict(ANA, "Too much at once", "We start with half")
    two = ("Members get an answer within a day", "Nobody waits on the phone")
    goals = (SetGoal(UUID(int=1)), SetGoal(UUID(int=2), is_left_out=True))
    stages = [
        shown(RoundState.OPEN, *two, people=Need("4 people", "3 people")),
        shown(RoundState.TALKING, *two, results=(MISSED,)),
        shown(RoundState.COMMITTED, *two, results=(MISSED, MISSED), verdict=verdict, goals=goals),
        shown(RoundState.OPEN, two[0], scope_of=UUID(int=1), why="One clinic closed"),
    ]
    assert [asked.round_message(one) for one in stages] == snapshot
    assert talk.conversation(stages[1].round, 1) == snapshot
    assert talk.minds(MISSED, 0) == snapshot
    assert talk.decision(stages[2].round) == snapshot


def test_where_nobody_objected_a_steward_decides_although_too_few_answered() -> None:
    silent = result("00000", chances=())
    due = shown(RoundState.DECIDING, results=(silent, silent))
    form = json.dumps(deciding.decide_modal(due))
    assert "Go ahead, although too few answered" in form
    assert "Why do you decide so?" in form
    went_ahead = shown(
        RoundState.COMMITTED, results=(silent, silent), verdict=Verdict(ANA, "", "It is urgent")
    )
    message, reply = asked.round_message(went_ahead), talk.decision(went_ahead.round)
    said = f"<@{ANA}> decided to go ahead with 1 goal, although too few answered: 0 of 6."
    assert said in json.dumps(message.blocks)
    assert reply.text == said
    known = Committed(NOON, None, ANA, heard=0, of=6)
    told = [message, reply, notices.decision_due(due), notices.asking_over(went_ahead)]
    everything = json.dumps([form, *map(str, told), notices.card_part(known).lines])
    assert f"<@{ANA}> decided to go ahead; 0 of 6 answered" in everything
    assert not [words for words in ("bjection", "ur word", "We committed") if words in everything]


def test_who_decides_reads_in_which_asking_somebody_objected() -> None:
    objected, silent = result("10320", words=("More people",)), result("00000", chances=())
    form = json.dumps(deciding.decide_modal(shown(RoundState.DECIDING, results=(objected, silent))))
    first, second = (
        form.index("First asking: *6 of 6 answered*"),
        form.index("Second asking: *0 of 6 answered*"),
    )
    assert first < form.index("Somebody can't agree to it as it is.") < second
    assert "The objection, as you understood it" in form
    assert "More people" in form
    assert form.count("0 of 6 answered") == 1


@pytest.mark.parametrize(
    ("asking", "counted", "before"),
    [
        (1, 0, "the time to answer was over"),
        (1, 1, "we had talked it over"),
        (2, 1, "the time to answer was over"),
        (2, 2, "a steward decided"),
    ],
)
def test_what_a_cycle_ended_before_is_told_with_how_it_goes_on(
    asking: int, counted: int, before: str
) -> None:
    one = shown(RoundState.LAPSED, results=(MISSED,) * counted, asking=asking)
    for message in (asked.round_message(one), talk.lapsed(one.round)):
        told = json.dumps(message.blocks)
        assert f"The cycle ended before {before}" in told
        assert "Nothing was committed by it." in told
    assert f"<@{ANA}>" in talk.lapsed(one.round).text
    again = asked.round_message(shown(RoundState.LAPSED, results=(MISSED,), scope_of=UUID(int=1)))
    assert "The goal was carried over" in json.dumps(again.blocks)


@pytest.mark.parametrize("value", ["", "x", f"{UUID(int=1)}:6", f"{UUID(int=1)}:", str(UUID(int=1))])
def test_a_button_that_carries_no_step_is_answered_kindly(value: str) -> None:
    with pytest.raises(Exception, match="Nothing was changed"):
        forms.said(value)


@pytest.mark.parametrize(
    ("unmeasured", "said"),
    [
        (1, "1 goal had no indicator when this opened, so it isn't chosen; choose it once it has one."),
        (
            2,
            "2 goals had no indicator when this opened, so they aren't chosen; choose them once they have one.",
        ),
    ],
)
def test_goals_that_nothing_measures_are_left_for_the_asker_to_choose(unmeasured: int, said: str) -> None:
    known = tuple(goal(number, "x") for number in (1, 2, 3))
    offer = Offer(TEAM, known, frozenset(one.id for one in known[:unmeasured]), len(known))
    assert said in json.dumps(asking.ask_modal(offer))
    beyond = replace(offer, total=len(known) + unmeasured)
    waits = {1: "the others; 1 more waits.", 2: "the others; 2 more wait."}
    assert waits[unmeasured] in json.dumps(asking.ask_modal(beyond))
