"""Decisions for tests: drafts, decisions on record, pages, and what a person enters in the form."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from bot.features.decisions.values import (
    DecisionDraft,
    DecisionView,
    GoalTouched,
    Page,
    Source,
)
from bot.slack.payloads import FormState
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, NOON, TEAM

TODAY = date(2026, 3, 2)  # where Ana is, at NOON
MESSAGE = Source(channel=CHANNEL, ts="1772452800.000100", author=BEN)
REPLY = replace(MESSAGE, ts="1772452900.000200", thread="1772452800.000100")
TYPES = {"decider": "selected_user", "review_on": "selected_date"}


def draft(title: str = "We answer in English first", *, team_id: UUID = TEAM, **words: Any) -> DecisionDraft:
    """A draft that says why; `words` are its other fields."""
    return replace(DecisionDraft(team_id=team_id, title=title, rationale="Most members read it"), **words)


def decision(number: int = 4, title: str = "We answer in English first", **words: Any) -> DecisionView:
    """A decision on record; `words` are its other fields."""
    known = DecisionView(
        id=UUID(int=number),
        team_id=TEAM,
        number=number,
        title=title,
        rationale="Most members read it",
        context="",
        options="",
        criteria="",
        outcome="",
        decider=BEN,
        logged_by=ANA,
        decided_on=TODAY,
        review_on=None,
        source=None,
        logged_at=NOON,
        changed_at=NOON,
    )
    return replace(known, **words)


def full_decision(words: str = "words") -> DecisionView:
    """A decision with all of its fields filled."""
    goals = tuple(GoalTouched(UUID(int=number), number, words[:150] or "-") for number in range(1, 9))
    text = words[:1500] or "-"
    return decision(
        title=words[:150] or "-",
        rationale=text,
        context=text,
        options=text,
        criteria=text,
        outcome=text,
        review_on=date(2026, 6, 1),
        decider=CYD,
        source=REPLY,
        goals=goals,
    )


def page(total: int, *, first: int = 0, words: str = "") -> Page:
    """A page of that many decisions."""
    shown = tuple(decision(number) for number in range(total - first, max(total - first - 10, 0), -1))
    return Page(team_id=TEAM, words=words, first=first, total=total, decisions=shown)


def form(**entered: object) -> FormState:
    """What a person entered, by the last word of the block id."""
    return FormState({f"decisions.form.{name}": {"action": _entry(name, entered[name])} for name in entered})


def _entry(name: str, entered: object) -> Mapping[str, object]:
    if name == "goals" and isinstance(entered, list):
        return {"selected_options": [{"value": value} for value in entered]}
    return {TYPES.get(name, "value"): entered}
