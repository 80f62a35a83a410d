"""A check-in that asks after actions alone: no empty part for goals, and within Slack's limits."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.delivery.values import Json
from bot.features.checkins.surfaces.prompts import ACTIONS_MOST
from bot.features.checkins.values.prompts import OccasionState, OccasionView, PromptState, PromptView
from bot.features.checkins.views.prompts import prompt_message
from bot.features.checkins.views.prompts_shown import ShownPrompt
from bot.features.planning.views.actions import action_card
from bot.slack.limits import message_problems
from tests.features.goals.factories import ANA, EXTREME_WORDS, NOON, TEAM
from tests.features.planning.factories import action
from tests.shown import labels_of, words_of

LATER = {"Skip this one", "I'm away until …"}


def _prompt(*actions_only: bool, state: OccasionState = OccasionState.OPEN) -> PromptView:
    """A prompt of as many teams, each of which asks after actions alone or how it is going."""
    day = date(2026, 3, 3)
    return PromptView(
        id=UUID(int=9),
        user=ANA,
        day=day,
        send_at=NOON,
        expires_at=NOON + timedelta(hours=12),
        state=PromptState.SHOWN,
        turn=0,
        is_unfolded=False,
        asks_rhythm=False,
        has_response=False,
        occasions=tuple(
            OccasionView(
                UUID(int=number), UUID(int=9), UUID(int=number), _team(number), ANA, day, state, only
            )
            for number, only in enumerate(actions_only)
        ),
    )


def _team(number: int) -> UUID:
    return UUID(int=TEAM.int + number)


def _asking(*texts: str) -> ShownPrompt:
    blocks = [block for text in texts for block in action_card(action(text=text)).blocks]
    return ShownPrompt(prompt=_prompt(True), teams={TEAM: "#garden"}, actions=blocks)


def _json(shown: ShownPrompt) -> Json:
    message = prompt_message(shown)
    return {"text": message.text, "blocks": list(message.blocks)}


def test_it_asks_after_actions_and_can_be_put_off() -> None:
    json = _json(_asking("Mend the hose"))
    said = words_of(json)
    assert "Snooze" in str(json)
    assert "Check-in for #garden: what became of what you took on?" in said
    assert said.index("Mend the hose") < said.index("Skip this one")
    assert {"Done", "New date", "Add words", *LATER} <= labels_of(json)
    assert "goal" not in said


def test_with_nothing_left_it_says_thank_you_and_offers_nothing_to_put_off() -> None:
    json = _json(_asking())
    assert "Thank you: nothing that you took on in #garden is open any more." in str(json)
    assert labels_of(json) == {"Add words"}
    assert "Snooze" not in str(json)


def test_let_pass_it_can_be_answered_after_all() -> None:
    skipped = replace(_asking("Mend the hose"), prompt=_prompt(True, state=OccasionState.SKIPPED))
    assert "Answer after all" in labels_of(_json(skipped))


@pytest.mark.parametrize("words", EXTREME_WORDS.values(), ids=EXTREME_WORDS)
def test_whatever_people_took_on_it_fits(words: str) -> None:
    assert message_problems(_json(_asking(*[words[:300] or "x"] * ACTIONS_MOST))) == []


def test_only_teams_that_ask_how_it_is_going_are_for_words_while_there_are_any() -> None:
    assert _prompt(True, False).team_ids == (_team(1),)
    assert _prompt(True, True).team_ids == (_team(0), _team(1))
    assert [_prompt(*each).is_about_actions for each in ((True, True), (True, False), ())] == [
        True,
        False,
        False,
    ]
