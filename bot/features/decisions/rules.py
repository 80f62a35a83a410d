"""Pure decisions on a decision's words: cleaning, what is wrong with them, what changed, what a search compares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from bot.dates.spans import TOO_FAR, is_far
from bot.features.commitments.events import RoundDecided
from bot.features.decisions.values import TEXT_MOST, TITLE_MOST, DecisionDraft, DecisionView, Field, Words
from bot.text import clean_line, clean_text, has_visible, listing, shorten

TEXTS = {
    "rationale": Field.RATIONALE,
    "context": Field.CONTEXT,
    "options": Field.OPTIONS,
    "criteria": Field.CRITERIA,
    "outcome": Field.OUTCOME,
}
NO_TITLE = "Say in a line what was decided, so that others find it."
NO_RATIONALE = "Say why, in a few words: that is what people will look for later."
PAST = "This day has passed where you are. Choose today or a later day, or leave it empty."


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit changes, by the draft's field."""

    before: Words
    after: Words


def cleaned(draft: DecisionDraft) -> DecisionDraft:
    """The draft without what nobody sees or what could disturb others' text; nothing visible at all is empty."""
    return replace(
        draft,
        title=_visible(clean_line(draft.title)),
        rationale=_visible(clean_text(draft.rationale)),
        context=_visible(clean_text(draft.context)),
        options=_visible(clean_text(draft.options)),
        criteria=_visible(clean_text(draft.criteria)),
        outcome=_visible(clean_text(draft.outcome)),
    )


def problems_of(draft: DecisionDraft, today: date, known: DecisionView | None = None) -> dict[Field, str]:
    """What has to change in a cleaned draft before it can be kept: a sentence by field.

    Args:
        today: the day it is for the person who sends it.
        known: the decision that is edited; the review date that it has may have passed.
    """
    found: dict[Field, str] = {}
    if not draft.title:
        found[Field.TITLE] = NO_TITLE
    if not draft.rationale:
        found[Field.RATIONALE] = NO_RATIONALE
    if len(draft.title) > TITLE_MOST:
        found[Field.TITLE] = _too_long(draft.title, TITLE_MOST)
    for name, field in TEXTS.items():
        if len(text := getattr(draft, name)) > TEXT_MOST:
            found[field] = _too_long(text, TEXT_MOST)
    is_kept = known is not None and known.review_on == draft.review_on
    if draft.review_on is not None and draft.review_on < today and not is_kept:
        found[Field.REVIEW_ON] = PAST
    if draft.review_on is not None and is_far(draft.review_on, today):
        found[Field.REVIEW_ON] = TOO_FAR
    return found


def of_commitment(event: RoundDecided, numbers: Mapping[UUID, int], *, decider: str) -> DecisionDraft:
    """What a steward decided on a goal set, as a decision: the objection, or silence, led to it, and the reply is why.

    Args:
        numbers: of its goals.
    """
    chosen, rest = _numbered(event.goal_ids, numbers), _numbered(event.left_out, numbers)
    title, outcome = _decided(chosen, rest, is_scope=event.is_scope, objected=bool(event.objection))
    asked = f"The team was asked twice; {event.heard} of {event.of} answered the second time, and it was no commitment."
    return DecisionDraft(
        team_id=event.team_id,
        title=shorten(title, TITLE_MOST),
        rationale=event.reply,
        context=shorten(
            f"{asked}\nThe objection: {event.objection}" if event.objection else asked, TEXT_MOST
        ),
        outcome=outcome,
        decider=decider,
        goals=(*event.goal_ids, *event.left_out),
    )


def changes(known: DecisionView, draft: DecisionDraft) -> Changes:
    """What a cleaned draft would change in the decision."""
    before, after = _words(known.draft()), _words(draft)
    names = [name for name in before if before[name] != after[name]]
    return Changes({name: before[name] for name in names}, {name: after[name] for name in names})


def searchable(draft: DecisionDraft) -> str:
    """All words of a decision as a search compares them, whatever their case and script."""
    return "\n".join(
        [draft.title, draft.context, draft.options, draft.criteria, draft.outcome, draft.rationale]
    ).casefold()


def _numbered(goal_ids: Iterable[UUID], numbers: Mapping[UUID, int]) -> str:
    return listing([f"#{number}" for number in sorted(numbers[one] for one in goal_ids if one in numbers)])


def _decided(chosen: str, rest: str, *, is_scope: bool, objected: bool) -> tuple[str, str]:
    """What was decided in a line, and what follows."""
    if is_scope and chosen:
        return f"{chosen} stays committed as it is now", f"{chosen} stays committed."
    if is_scope:
        return f"{rest} doesn't stay committed as it is now", f"{rest} is a proposal again."
    if not chosen:
        return f"We don't commit to {rest}", "What was asked about stays a proposal."
    left = f" Left out: {rest}." if rest else ""
    despite = "despite an objection" if objected else "although too few answered"
    return f"Go ahead with {chosen}, {despite}", f"Committed for this cycle: {chosen}.{left}"


def _words(draft: DecisionDraft) -> Words:
    return {
        "title": draft.title,
        **{name: getattr(draft, name) for name in TEXTS},
        "decider": draft.decider,
        "goals": sorted(map(str, draft.goals)),
        "review_on": draft.review_on.isoformat() if draft.review_on else None,
    }


def _visible(text: str) -> str:
    return text if has_visible(text) else ""


def _too_long(text: str, most: int) -> str:
    return f"There is room for {most:,} characters; this has {len(text):,}. Shorten it a little and send it again."
