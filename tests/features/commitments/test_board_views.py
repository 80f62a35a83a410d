"""What cards, boards, menus and the closing of a cycle say of commitments."""

import json
from dataclasses import replace

import pytest

from bot.features.commitments.values.rounds import Committed, RoundState
from bot.features.commitments.values.words import Progress
from bot.features.commitments.views import board, notices
from bot.features.cycles.values import CycleSettings, Phase
from bot.slack import kit
from tests.features.commitments.factories import MISSED, shown
from tests.features.cycles.factories import BY_HAND, STRICT, view
from tests.features.goals.factories import NOON
from tests.shown import labels_of


def test_before_the_cycle_closes_it_is_told_what_becomes_of_the_question() -> None:
    one, so_far = shown().round, Progress(3, 6, likely=3)
    talking = replace(one, state=RoundState.TALKING)
    assert "ends uncounted, 3 of 6 answered" in notices.closing_part([(one, so_far)]).lines[0]
    assert "ends undecided" in notices.closing_part([(talking, so_far)]).lines[0]
    assert "2 questions" in notices.closing_part([(one, so_far), (talking, so_far)]).lines[0]


def test_cards_boards_and_menus_say_it_in_a_line() -> None:
    assert notices.card_part(Committed(NOON, 60)).lines[0].endswith("chance 60 %")
    assert "chance" not in notices.card_part(Committed(NOON, None)).lines[0]
    open_round, talking = shown().round, shown(RoundState.TALKING, results=(MISSED,)).round
    assert "3 of 6" in notices.board_part(open_round, Progress(3, 6, likely=3)).lines[0]
    assert "thread" in notices.board_part(talking, Progress(0, 6, likely=0)).lines[0]
    part = notices.menu_part([open_round, open_round], [talking])
    assert (len(part.lines), len(part.buttons)) == (3, 2)


@pytest.mark.parametrize(
    ("committed", "proposed", "settings", "says", "label"),
    [
        (0, 2, STRICT, "takes it on", "Ask for commitment"),
        (0, 0, BY_HAND, "`/goal propose` puts one up", None),
        (0, 0, STRICT, "move the cycle back", None),
        (2, 0, BY_HAND, "Next is running: when a steward moves on with *Cycle*", "Cycle"),
        (1, 3, STRICT, "Next is running: by itself Wed 11 Mar, or when a steward moves on", "Cycle"),
    ],
)
def test_while_it_is_time_to_commit_the_board_offers_the_next_useful_step_alone(
    committed: int, proposed: int, settings: CycleSettings, says: str, label: str | None
) -> None:
    cycle = view(Phase.COMMITTING, settings=settings)
    part = board.part(cycle, committed=committed, proposed=proposed)
    assert says in json.dumps(part.blocks)
    assert labels_of({"blocks": [kit.actions(*part.buttons)]} if part.buttons else {}) == {label} - {None}
    assert len(part.lines) == bool(committed)
