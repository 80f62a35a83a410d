from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import create_engine

from bot.db.transaction import Transaction
from bot.slack.kit import Markup
from bot.slack.sections import Draw, Part, Sections

TX = Transaction(create_engine("sqlite://").connect(), "T1", None, datetime(2026, 3, 1, tzinfo=UTC))
A, B = uuid4(), uuid4()


def drawing(line: str, *only: UUID) -> Draw:
    """Adds this line to these subjects, or to all."""

    def draw(_: Transaction, subjects: Sequence[UUID]) -> Mapping[UUID, Part]:
        return {subject: Part(lines=(Markup(line),)) for subject in subjects if subject in (only or subjects)}

    return draw


def test_parts_stand_in_the_order_of_their_places_whoever_registered_first() -> None:
    sections = Sections()
    sections.add("card", 30, drawing("driver"))
    sections.add("card", 10, drawing("tally"))
    sections.add("card", 20, drawing("rank", B))
    sections.add("list", 1, drawing("elsewhere"))
    lines = {
        subject: [part.lines[0] for part in parts]
        for subject, parts in sections.parts("card", TX, [A, B]).items()
    }
    assert lines == {A: ["tally", "driver"], B: ["tally", "rank", "driver"]}


def test_a_view_that_nobody_adds_to_has_no_parts() -> None:
    assert Sections().parts("card", TX, [A]) == {A: []}
