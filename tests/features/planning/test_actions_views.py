from datetime import date

import pytest

from bot.features.planning.values.actions import TEXT_MOST, ActionState, ActionView
from bot.features.planning.values.days import SaidBack
from bot.features.planning.views import actions as views
from bot.slack import kit
from bot.slack.limits import message_problems, view_problems
from bot.slack.payloads import list_at, text_at
from tests.features.goals.factories import ANA, BEN, EXTREME_WORDS, NOON
from tests.features.planning.factories import FRIDAY, action

WORDS = [*EXTREME_WORDS.values(), "x" * 5_000]
OPEN = ["Done", "New date", "Hand over", "Let go"]
STATES = [
    action(),
    action(owner=None, due=None),
    action(state=ActionState.DONE, done_at=NOON),
    action(state=ActionState.DROPPED),
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("known", STATES, ids=lambda known: f"{known.state}-{known.owner}")
def test_whatever_people_write_slack_can_show_it(words: str, known: ActionView) -> None:
    said = action(text=words[:TEXT_MOST], owner=known.owner, due=known.due, state=known.state)
    for message in (views.action_card(said), views.action_given(said, "C0TEAM")):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "<!channel>" not in str(message)
    back = SaidBack("12/3", FRIDAY, FRIDAY)
    form = kit.modal("Add action", list(views.action_fields(back)), callback_id="x", submit="Add")
    shows = (views.move_modal, views.moved, views.hand_over_modal, views.handed_over)
    for view in (form, views.move_modal(said, back), *(show(said) for show in shows)):
        assert view_problems(view) == []


@pytest.mark.parametrize(
    ("known", "said", "labels"),
    [
        (
            STATES[0],
            f":arrow_right: *Ask newcomers what they missed* · <@{BEN}> · by Fri 6 Mar",
            OPEN,
        ),
        (STATES[1], "nobody has taken it on yet · no date", ["Take it on", *OPEN]),
        (
            STATES[2],
            f":white_check_mark: *Ask newcomers what they missed* · done by <@{BEN}>",
            ["Open again"],
        ),
        (STATES[3], "· let go", ["Open again"]),
    ],
)
def test_a_card_says_what_who_and_when_and_what_can_be_done(
    known: ActionView, said: str, labels: list[str]
) -> None:
    card = views.action_card(known)
    assert said in card.text
    (row,) = [block for block in card.blocks if block["type"] == "actions"]
    assert [text_at(button, "text", "text") for button in list_at(row, "elements")] == labels


def test_a_day_of_another_year_says_which() -> None:
    assert "by Thu 7 Jan 2027" in views.action_card(action(due=date(2027, 1, 7))).text


def test_to_whom_it_was_given_it_says_who_put_it_on_record() -> None:
    given = views.action_given(action(made_by=ANA), "C0TEAM")
    assert given.text.startswith(f"An action in <#C0TEAM> is yours now; <@{ANA}> put it on record.")


def test_a_day_in_words_is_said_back_in_the_form() -> None:
    assert "initial" not in str(views.action_fields())
    assert "“friday” is *Friday 6 March 2026*" in str(views.action_fields(SaidBack("friday", FRIDAY)))
    assert "2026-03-06" in str(views.move_modal(action()))
