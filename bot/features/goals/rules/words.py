"""People's words about goals and aims: cleaned, what is wrong with them, what changed, what matches a search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from bot.features.goals.values import LINE_MOST, TEXT_MOST, GoalDraft, GoalView, ScopeChange
from bot.text import clean_line, clean_text, has_visible, searched_words

Words = dict[str, str | bool]
LINES = {"title": "A title", "beneficiary": "Who benefits", "aim": "An aim"}
TEXTS = {"why": "The why", "constraints": "This", "must_be_true": "This"}
HOLE = "…"  # what a suggestion leaves for the person to say
AROUND_A_HOLE = ",.;:!?“”\"'"
UNFILLED = "Fill in the “…” with your own words, then propose."
NO_TITLE = "Give the goal a title, so that others know what they vote on: what will be different?"


@dataclass(frozen=True, slots=True)
class Changes:
    """The words that an edit changes, by the draft's field."""

    before: Words
    after: Words


def cleaned(draft: GoalDraft) -> GoalDraft:
    """The draft without what nobody sees or what could disturb others' text; nothing visible at all is empty."""
    return replace(
        draft,
        title=line_cleaned(draft.title),
        beneficiary=line_cleaned(draft.beneficiary),
        aim=line_cleaned(draft.aim),
        why=text_cleaned(draft.why),
        constraints=text_cleaned(draft.constraints),
        must_be_true=text_cleaned(draft.must_be_true),
    )


def problems_of(draft: GoalDraft) -> dict[str, str]:
    """What has to change in a cleaned draft before it can be proposed: a sentence by the draft's field."""
    too_long = {
        name: _too_long(called, getattr(draft, name), most)
        for limits, most in ((LINES, LINE_MOST), (TEXTS, TEXT_MOST))
        for name, called in limits.items()
        if len(getattr(draft, name)) > most
    }
    return too_long if draft.title else {"title": NO_TITLE, **too_long}


def is_unfilled(title: str, suggestion: str) -> bool:
    """Whether a title still has a hole of the coach's suggestion: a lone "…" in its middle, or the suggestion's last.

    People may end a title of their own in "…", and write what they like where nothing was suggested.
    """
    words, suggested = title.split(), suggestion.split()
    holes = [place for place, word in enumerate(words, start=1) if word.strip(AROUND_A_HOLE) == HOLE]
    is_inside = any(place < len(words) for place in holes)
    return bool(suggested and holes) and (is_inside or words[-2:] == suggested[-2:])


def changes(goal: GoalView, draft: GoalDraft) -> Changes:
    """What a cleaned draft would change in the goal."""
    known = goal.draft()
    names = [name for name in (*LINES, *TEXTS, "must_do") if getattr(known, name) != getattr(draft, name)]
    return Changes(
        {name: getattr(known, name) for name in names}, {name: getattr(draft, name) for name in names}
    )


def scope_change(by: str, detail: Mapping[str, object]) -> ScopeChange:
    """A change of scope as the activity log keeps it."""
    before, after = (_words(detail.get(name)) for name in ("before", "after"))
    return ScopeChange(by, before, after, str(detail.get("why", "")))


def text_cleaned(raw: str) -> str:
    """A longer answer without what nobody sees or what could disturb others' text."""
    return _visible(clean_text(raw))


def line_cleaned(raw: str) -> str:
    """A line without what nobody sees or what could disturb others' text; nothing visible at all is empty."""
    return _visible(clean_line(raw))


def line_too_long(called: str, line: str) -> str:
    """What to change in a line that has no room; empty when it has."""
    return _too_long(called, line, LINE_MOST) if len(line) > LINE_MOST else ""


def too_long(text: str) -> str:
    """What to change in a longer answer that has no room; empty when it has."""
    return _too_long("This", text, TEXT_MOST) if len(text) > TEXT_MOST else ""


def matching(titles: Iterable[tuple[UUID, str]], words: str) -> list[UUID]:
    """The goals whose titles hold all of the words, in any script; without words, all of them."""
    wanted = searched_words(words)
    return [goal_id for goal_id, title in titles if all(word in title.casefold() for word in wanted)]


def _words(value: object) -> Words:
    if not isinstance(value, Mapping):
        return {}
    return {str(name): said for name, said in value.items() if isinstance(said, str | bool)}


def _visible(text: str) -> str:
    return text if has_visible(text) else ""


def _too_long(called: str, text: str, most: int) -> str:
    return f"{called} has room for {most:,} characters; this has {len(text):,}. Shorten it a little and send it again."
