"""Pasting readings as lines of a table, and what was understood of them before anything is saved."""

from collections.abc import Iterator, Sequence

from bot.delivery.values import Json
from bot.features.indicators.forms import READING_STAGES, ReadingStage
from bot.features.indicators.rules.numbers import amount_words
from bot.features.indicators.rules.pasting import Pasted
from bot.features.indicators.values import Field, IndicatorView, ReadingView
from bot.features.indicators.views import ids
from bot.features.indicators.views.lines import replaced_words
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import day_in_words, listing, plural

LINES_SHOWN = 8
CHANGED = markup(
    ":warning: Readings of these days changed meanwhile. Look again at whose places yours would take."
)
PASTE_MOST = 3_000  # characters: Slack's limit of a field


def paste_modal(
    stage: ReadingStage,
    one: IndicatorView,
    understood: Pasted | None = None,
    *,
    replaced: Sequence[ReadingView] = (),
    by: str = "",
    is_changed: bool = False,
) -> Json:
    """A field for lines, and above it what was understood of those that were sent.

    Args:
        replaced: the readings whose places they would take.
        by: who pastes.
        is_changed: those are others than a preview said before.
    """
    blocks = [
        kit.section(markup("*{name}*", name=one.name)),
        *((kit.section(CHANGED),) if is_changed else ()),
        *(_understood(one, understood, replaced, by) if understood else ()),
        fields.line_input(
            Field.PASTED,
            "Readings",
            placeholder="2026-03-02, 14.5, after the new rota began",
            hint="A line each: day, value and perhaps a note, as copied from a sheet. "
            "A day may be “Friday” or “3 June”, too. Up to 3,000 characters.",
            most=PASTE_MOST,
            paragraph=True,
        ),
    ]
    is_sound = understood is not None and not understood.problems and understood.reads
    save = f"Save {plural(len(understood.reads), 'reading')}" if is_sound and understood else "Preview"
    return kit.modal(
        "Paste readings",
        blocks,
        callback_id=ids.SUBMIT_PASTE,
        submit=save,
        close="Cancel",
        carried=READING_STAGES.write(stage),
    )


def _understood(
    one: IndicatorView, understood: Pasted, replaced: Sequence[ReadingView], by: str
) -> Iterator[Block]:
    if understood.problems:
        lines = [
            markup("Line {line}: {says}", line=problem.line, says=problem.says)
            for problem in understood.problems[:LINES_SHOWN]
        ]
        left = len(understood.problems) - LINES_SHOWN
        rest = [markup("And {more}", more=plural(left, "more line"))] if left > 0 else []
        needs = "This line needs" if len(understood.problems) == 1 else "These lines need"
        heading = markup(":warning: Nothing is saved yet. {needs} another look:", needs=needs)
        yield kit.section(kit.lines([heading, *lines, *rest]))
        return
    shown = [
        f"{amount_words(read.value, one.unit)} on {day_in_words(read.day, year_of=one.changed_at)}"
        for read in understood.reads[:LINES_SHOWN]
    ]
    left = len(understood.reads) - LINES_SHOWN
    said = listing([*shown, f"{left} more"] if left > 0 else shown) or "no reading"
    yield kit.section(markup("Understood: {said}. Nothing is saved yet.", said=said))
    if replaced:
        taken = plural(
            len(replaced),
            "day has a reading already, whose place this takes",
            "days have readings already, whose places these take",
        )
        heading = markup("{taken}; *History* keeps what was there:", taken=taken)
        shown_first = [
            markup(
                "{day}: {words}",
                day=day_in_words(reading.day, year_of=one.changed_at),
                words=replaced_words(reading, one.unit, by=by),
            )
            for reading in replaced[:LINES_SHOWN]
        ]
        left = len(replaced) - LINES_SHOWN
        rest = [markup("And {left} more", left=left)] if left > 0 else []
        yield kit.context(kit.lines([heading, *shown_first, *rest]))
