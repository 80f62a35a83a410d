"""What happened to a goal's indicators, in a line each."""

import re
from collections.abc import Mapping
from datetime import date
from typing import LiteralString

from bot.features.indicators.values import MOST_PRIMARY, Origin
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.sayings import Entry, actor_of
from bot.text import day_in_words, listing, plural

CALLED = {
    "name": "its name",
    "sort": "its sort",
    "category": "its category",
    "is_primary": "whether it is primary",
    "direction": "its direction",
    "baseline": "the baseline",
    "first_reading_by": "the day of the first reading",
    "commit": "what the team is sure of",
    "target": "the target",
    "stretch": "the stretch",
    "unit": "the unit",
    "amber": "amber",
    "red": "red",
    "path": "the milestones",
    "due_on": "the day of the target",
}
GAVE_WAY: LiteralString = "{name} became secondary: the team's goals have {most} primary indicators already"
READ: LiteralString = "{who} read {name}: {value}"
UNNAMED: LiteralString = (
    "{name} was read: {value}"  # a check-in promises that its numbers come without a name
)
REPLACED_MOST = 3  # of a pasted table; the rest is counted
FROM_SOURCE: LiteralString = "a reading of {name} came from its source: {value}"
CORRECTED = {"replaced": "value_before", "replaced_note": "note_before", "replaced_of": "of"}
WITH_VALUES = ("target", "baseline", "due_on", "amber", "red", "commit", "stretch")
IN_BRACKETS = re.compile(r"\([^()]*\)")


def added(entry: Entry) -> Markup:
    """An indicator came."""
    return markup("{who} added the indicator {name}", who=actor_of(entry), name=_text(entry, "name"))


def changed(entry: Entry) -> Markup:
    """What of an indicator was changed, numbers with both values."""
    if entry.detail.get("gave_way"):
        return markup(GAVE_WAY, name=_text(entry, "name"), most=MOST_PRIMARY)
    before, after = _mapping(entry, "before"), _mapping(entry, "after")
    names = [name for name in CALLED if name in after]
    told = [
        f"{CALLED[name]} from {_said(before.get(name))} to {_said(after[name])}"
        if name in WITH_VALUES
        else CALLED[name]
        for name in names
    ]
    return markup(
        "{who} changed {name}: {what}",
        who=actor_of(entry),
        name=_text(entry, "name"),
        what=listing(told) or "its numbers",
    )


def removed(entry: Entry) -> Markup:
    """An indicator went."""
    return markup("{who} removed the indicator {name}", who=actor_of(entry), name=_text(entry, "name"))


def recorded(entry: Entry) -> Markup:
    """A value was read, by a person or from where the indicator is connected to."""
    said = markup(
        {Origin.SOURCE: FROM_SOURCE, Origin.CHECK_IN: UNNAMED}.get(_origin(entry), READ),
        who=actor_of(entry),
        name=_of_day(entry),
        value=_text(entry, "value"),
    )
    earlier = entry.detail.get("earlier")
    if isinstance(earlier, list) and earlier:
        count = plural(len(earlier), "reading of an earlier day", "readings of earlier days")
        said = markup("{said}, with {count}", said=said, count=count)
    every = [entry.detail, *(earlier if isinstance(earlier, list) else [])]
    taken = [one for one in every if isinstance(one, Mapping) and one.get("replaced")]
    if not taken:
        return said
    told = kit.joined(", ", [_replaced(one) for one in taken[:REPLACED_MOST]])
    left = len(taken) - REPLACED_MOST
    rest = markup(" and {left} more", left=left) if left > 0 else markup("")
    return markup("{said}, in place of {told}{rest}", said=said, told=told, rest=rest)


def corrected(entry: Entry) -> Markup:
    """A value on record was wrong."""
    after = _text(entry, "value_after")
    return markup(
        "{who} corrected {name}: {before} → {after}",
        who=actor_of(entry),
        name=_of_day(entry),
        before=_replaced({name: entry.detail.get(key) for name, key in CORRECTED.items()}),
        after=after or "no reading",
    )


def _replaced(detail: Mapping[str, object]) -> Markup:
    """A value whose place was taken, with its note, and who had entered it when that was somebody else."""
    value, note, of = (detail.get(name) for name in ("replaced", "replaced_note", "replaced_of"))
    said = markup("{value}", value=str(value))
    if isinstance(of, str):
        said = markup("{value} from {who}", value=said, who=kit.mention(of) if of else markup("its source"))
    if not isinstance(note, str) or not note:
        return said
    aside = note if IN_BRACKETS.fullmatch(note) else f"({note})"
    return markup("{said} {aside}", said=said, aside=aside)


def _of_day(entry: Entry) -> str:
    """The indicator, and the day that was read where that is an earlier one than the entry's."""
    name, day = _text(entry, "name"), _text(entry, "day")
    if not day or date.fromisoformat(day) >= entry.at.date():
        return name
    return f"{name} of {day_in_words(date.fromisoformat(day), year_of=entry.at)}"


def _origin(entry: Entry) -> Origin:
    return Origin(_text(entry, "origin") or Origin.PERSON)


def _text(entry: Entry, name: str) -> str:
    found = entry.detail.get(name)
    return found if isinstance(found, str) else ""


def _said(value: object) -> str:
    return "none" if value is None else str(value)


def _mapping(entry: Entry, name: str) -> Mapping[str, object]:
    found = entry.detail.get(name)
    return found if isinstance(found, Mapping) else {}
