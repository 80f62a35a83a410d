"""A check-in as Slack shows it: within its limits whatever people write, calm, and complete."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.delivery.values import Json, Message
from bot.errors import Invalid
from bot.features.checkins.forms.prompts import AnswerStage, away_until, entered
from bot.features.checkins.rules.prompts import monday_of
from bot.features.checkins.values.prompts import (
    AnswerView,
    Confidence,
    LastWord,
    OccasionState,
    OccasionView,
    PromptState,
    PromptView,
    Reading,
    ReplyView,
    RhythmChoice,
    RhythmView,
)
from bot.features.checkins.views import prompts_forms as modals
from bot.features.checkins.views import prompts_notes as notes
from bot.features.checkins.views.prompts import prompt_message
from bot.features.checkins.views.prompts_shown import GoalRow, ShownPrompt
from bot.features.checkins.views.prompts_words import card_part, last_word, standing
from bot.slack.limits import message_problems, view_problems
from bot.slack.payloads import FormState, list_at
from tests.features.checkins.digests_factories import answer
from tests.features.goals.factories import ANA, ENDLESS, NOON, TEAM, goal
from tests.shown import labels_of

GREEN, YELLOW, RED = Confidence.GREEN, Confidence.YELLOW, Confidence.RED
DAY = date(2026, 3, 3)
LONG = "long " * 1_000


def prompt(*states: OccasionState, state: PromptState = PromptState.SHOWN, **more: Any) -> PromptView:
    occasions = tuple(
        OccasionView(UUID(int=number), UUID(int=9), UUID(int=7), TEAM, ANA, DAY, each)
        for number, each in enumerate(states or (OccasionState.OPEN,))
    )
    bare = PromptView(
        id=UUID(int=9),
        user=ANA,
        day=DAY,
        send_at=NOON,
        expires_at=NOON + timedelta(hours=12),
        state=state,
        turn=0,
        is_unfolded=False,
        asks_rhythm=False,
        has_response=False,
        occasions=occasions,
    )
    return replace(bare, **more)


def shown(*rows: GoalRow, of: PromptView | None = None, **more: Any) -> ShownPrompt:
    bare = ShownPrompt(
        prompt=of or prompt(), teams={TEAM: "#garden"}, rows=rows, questions={TEAM: "What did you learn?"}
    )
    return replace(bare, **more)


def said(number: int = 1, **words: Any) -> AnswerView:
    return answer(**{"goal_id": UUID(int=number), **words})


def words_in(message: Message) -> str:
    return str(message.blocks)


def test_what_one_says_of_a_colleagues_goal_stands_there_and_can_be_changed() -> None:
    spoken = GoalRow(goal(2, "Mend the shed"), answer=said(2, words="The lock is loose", is_private=True))
    message = prompt_message(shown(GoalRow(goal(1, "Water"), None), asides=[spoken]))
    assert "Besides, about *#2 Mend the shed*:" in words_in(message)
    assert "The lock is loose" in words_in(message)
    assert f"{prompt().id}:{spoken.goal.id}" in words_in(message)


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_whatever_people_write_it_fits(words: str) -> None:
    full = said(
        confidence=RED, before=GREEN, progress=0, why=words, words=words, wants_change=True, is_private=True
    )
    rows = [GoalRow(goal(number, words[:150] or "x"), None, full) for number in range(1, 30)]
    reply = ReplyView(UUID(int=5), words, (Reading(full.id, UUID(int=1), progress=60),))
    waiting = [ReplyView(UUID(int=number), words, awaits_team=True) for number in range(6, 12)]
    rhythm = RhythmView(RhythmChoice.ASKED, NOON, monday_of(DAY))
    teams = {UUID(int=number): words[:80] or "x" for number in range(TEAM.int, TEAM.int + 5)}
    message = prompt_message(
        shown(
            *rows,
            of=prompt(is_unfolded=True, asks_rhythm=True),
            teams=teams,
            words=[answer(goal_id=None, team_id=team_id, words=words) for team_id in teams],
            questions=dict.fromkeys(teams, words[:150]),
            replies=[*waiting, reply],
            asides=rows,
            rhythm=rhythm,
        )
    )
    assert message_problems(_json(message)) == []
    form = modals.AnswerForm(
        stage=AnswerStage(UUID(int=9), UUID(int=1), words[:150]),
        goal=goal(1, words[:150] or "x"),
        answer=full,
    )
    beside = replace(form, goal=None, others=[row.goal for row in rows] * 5)
    joint = replace(beside, stage=AnswerStage(UUID(int=9)), teams=teams)
    for modal in (modals.answer_modal(form), modals.answer_modal(beside), modals.answer_modal(joint)):
        assert view_problems(modal) == []


def _json(message: Message) -> Json:
    return {"text": message.text, "blocks": list(message.blocks)}


@pytest.mark.parametrize(
    "message",
    [
        notes.hint(),
        notes.welcome(),
        notes.where_to_ask(),
        notes.on_its_way(),
        notes.in_messages("D0ANA", "17.1"),
        notes.elsewhere(prompt(state=PromptState.WAITING)),
        notes.elsewhere(prompt(state=PromptState.QUIET)),
        notes.elsewhere(prompt()),
        prompt_message(shown()),
        prompt_message(shown(of=prompt(OccasionState.SKIPPED))),
    ],
)
def test_short_messages_are_sound(message: Message) -> None:
    assert message_problems(_json(message)) == []


def test_the_away_form_is_sound() -> None:
    assert view_problems(modals.away_modal(str(UUID(int=9)), DAY)) == []
    assert view_problems(modals.saved()) == []


def test_three_goals_at_first_and_the_rest_under_more() -> None:
    rows = [GoalRow(goal(number)) for number in range(1, 6)]
    folded, unfolded = (prompt_message(shown(*rows, of=prompt(is_unfolded=is_on))) for is_on in (False, True))
    assert "2 more goals" in labels_of(_json(folded))
    assert words_in(folded).count("Nothing was said of it yet") == 3
    assert words_in(unfolded).count("Nothing was said of it yet") == 5


def test_each_goal_says_its_last_word() -> None:
    last = LastWord(UUID(int=1), ANA, YELLOW, 40, NOON)
    message = prompt_message(shown(GoalRow(goal(1), last)))
    assert "Last: 🟡 unsure · 40 %" in words_in(message)


def test_answered_it_thanks_and_offers_no_snooze() -> None:
    row = GoalRow(goal(1), None, said(confidence=GREEN))
    message = prompt_message(shown(row, of=prompt(OccasionState.ANSWERED)))
    assert "Thank you" in message.text
    assert not {"Skip this one", "I'm away until …"} & labels_of(_json(message))
    assert "🟢 Confident" in labels_of(_json(message))


def test_when_confidence_fell_it_asks_why_until_that_is_told() -> None:
    fallen = said(confidence=RED, before=GREEN)
    assert "Say why" in labels_of(_json(prompt_message(shown(GoalRow(goal(1), None, fallen)))))
    told = replace(fallen, why="The pump broke")
    assert "Add more" in labels_of(_json(prompt_message(shown(GoalRow(goal(1), None, told)))))
    form = modals.AnswerForm(stage=AnswerStage(UUID(int=9), UUID(int=1)), goal=goal(1), answer=fallen)
    assert "less confident" in str(modals.answer_modal(form))
    risen = replace(form, answer=said(confidence=GREEN, before=RED))
    assert "less confident" not in str(modals.answer_modal(risen))


def test_the_number_begins_with_the_last_one() -> None:
    form = modals.AnswerForm(
        stage=AnswerStage(UUID(int=9), UUID(int=1)),
        goal=goal(1),
        last=LastWord(UUID(int=1), ANA, YELLOW, 40, NOON),
    )
    assert "'initial_value': '40'" in str(modals.answer_modal(form))


def test_who_drives_nothing_is_asked_the_open_question() -> None:
    message = prompt_message(shown())
    assert "What did you learn?" in words_in(message)
    assert "Add words" in labels_of(_json(message))


def test_who_drives_goals_sees_the_question_too_until_there_are_words() -> None:
    asked = prompt_message(shown(GoalRow(goal(1), None, said(confidence=GREEN))))
    assert "If you like, in a few words: What did you learn?" in words_in(asked)
    assert "Something else" in labels_of(_json(asked))
    for told in (shown(GoalRow(goal(1), None, said(words="A lot"))), shown(GoalRow(goal(1)), words=[said()])):
        assert "in a few words" not in words_in(prompt_message(told))


def test_a_form_begins_with_what_was_just_said_and_says_who_reads_it() -> None:
    form = modals.AnswerForm(
        stage=AnswerStage(UUID(int=9), UUID(int=1)), goal=goal(1), answer=said(confidence=GREEN), drives=True
    )
    opened = str(modals.answer_modal(form))
    assert "🟢 confident" in opened
    assert "Nothing was said" not in opened
    assert "Who reads this?" in opened
    assert "With it nobody but you reads it" in opened
    assert "'max_length': 300" not in opened
    for other in (replace(form, drives=False), modals.AnswerForm(stage=AnswerStage(UUID(int=9)))):
        assert "only you where it is about no goal" in str(modals.answer_modal(other))
    [private] = [block for block in list_at(modals.answer_modal(form), "blocks") if "'private'" in str(block)]
    assert "needs changing" not in str(private)


@pytest.mark.parametrize("is_private", [True, False])
def test_who_drives_nothing_is_thanked_for_what_they_say_of_a_colleagues_goal(is_private: bool) -> None:
    spoken = GoalRow(goal(2, "Mend the shed"), answer=said(2, words="Loose", is_private=is_private))
    told = words_in(prompt_message(shown(asides=[spoken])))
    assert "Thank you, that's your check-in" in told
    assert "how is it going?" not in told
    assert "About *#2 Mend the shed*" in told
    assert "Besides" not in told


def test_what_is_private_says_who_reads_it() -> None:
    private: dict[str, Any] = {"words": "I worry", "is_private": True}
    own = prompt_message(shown(GoalRow(goal(1), answer=said(**private))))
    assert ":lock: only you read this" in words_in(own)
    colleagues = prompt_message(shown(asides=[GoalRow(goal(2), answer=said(2, **private))]))
    assert ":lock: only the goal's driver and you read this" in words_in(colleagues)
    beside = prompt_message(shown(words=[answer(goal_id=None, **private)]))
    assert ":lock: only you read this" in words_in(beside)


def test_words_are_besides_only_beside_something() -> None:
    alone = prompt_message(shown(words=[answer(goal_id=None, words="All well")]))
    assert "You wrote:" in words_in(alone)
    beside = prompt_message(shown(GoalRow(goal(1)), words=[answer(goal_id=None, words="All well")]))
    assert "Besides, you wrote:" in words_in(beside)


@pytest.mark.parametrize(
    ("choice", "labels"),
    [
        (RhythmChoice.ASKED, {"Keep it", "Every second week", "Pause for me"}),
        (RhythmChoice.EVERY_SECOND, {"Ask me every time"}),
        (RhythmChoice.PAUSED, {"Ask me every time"}),
        (RhythmChoice.KEEP, set()),
    ],
)
def test_what_can_be_said_about_the_rhythm(choice: RhythmChoice, labels: set[str]) -> None:
    rhythm = RhythmView(choice, NOON, monday_of(DAY))
    message = prompt_message(shown(of=prompt(asks_rhythm=True), rhythm=rhythm))
    every = {"Keep it", "Every second week", "Pause for me", "Ask me every time"}
    assert labels_of(_json(message)) & every == labels


def test_what_asked_nothing_about_the_rhythm_says_nothing_of_it_while_another_asks() -> None:
    asked = RhythmView(RhythmChoice.ASKED, NOON, monday_of(DAY))
    assert prompt_message(shown(rhythm=asked)) == prompt_message(shown())


def test_kept_as_it_is_the_rhythm_leaves_a_line() -> None:
    kept = RhythmView(RhythmChoice.KEEP, NOON, monday_of(DAY))
    assert "I keep asking as before." in words_in(
        prompt_message(shown(of=prompt(asks_rhythm=True), rhythm=kept))
    )
    assert prompt_message(shown(rhythm=kept)) == prompt_message(shown())


def test_skipped_it_says_which_one_where_that_is_not_todays_of_the_one_team() -> None:
    skipped = shown(of=prompt(OccasionState.SKIPPED))
    assert "Skipped, and that's fine" in prompt_message(skipped).text
    joint = replace(skipped, teams={TEAM: "#garden", UUID(int=5): "#shed"})
    assert "Skipped the check-in for #garden, #shed, and that's" in prompt_message(joint).text
    late = replace(skipped, late=[DAY])
    assert "Skipped the check-in of Tue 3 Mar for #garden, and that's" in prompt_message(late).text


def test_a_last_word_on_the_card() -> None:
    (line,) = card_part(LastWord(UUID(int=1), ANA, GREEN, 60, NOON)).lines
    assert line.startswith("🟢 confident · 60 % · <!date^")
    assert standing(None, None) == ""
    assert last_word(None)


def _form(**fields: str) -> FormState:
    blocks = {f"checkins.answer.{name}": {"x": {"value": value}} for name, value in fields.items()}
    return FormState(blocks)


@pytest.mark.parametrize(
    ("typed", "percent"), [("60", 60), (" 60 % ", 60), ("0", 0), ("100%", 100), ("", None)]
)
def test_a_percentage(typed: str, percent: int | None) -> None:
    assert entered(_form(progress=typed), AnswerStage(UUID(int=9), UUID(int=1))).progress == percent


@pytest.mark.parametrize("typed", ["101", "-1", "half", "6.5", "٦٠", "1000000000"])
def test_no_percentage(typed: str) -> None:
    with pytest.raises(Invalid):
        entered(_form(progress=typed), AnswerStage(UUID(int=9), UUID(int=1)))


def test_a_question_is_kept_with_the_words_that_answer_it() -> None:
    stage = AnswerStage(UUID(int=9), UUID(int=1), "What did you learn?")
    assert entered(_form(words="That taps leak"), stage).question == "What did you learn?"
    assert entered(_form(words=""), stage).question == ""


def test_until_when_somebody_is_away() -> None:
    with pytest.raises(Invalid):
        away_until(FormState({}))
