"""Changing a committed goal's scope, on both databases: with its reason, and nobody's words overwritten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.db.base import new_id
from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_by_key
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.goals import service
from bot.features.goals.surfaces import draw_scope_change
from bot.features.goals.values import CHANGE_WHY, SCOPE_CHANGE, GoalView
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD

As = Callable[[str], Edge]


@pytest.fixture
async def committed(proposed: GoalView, as_: As) -> GoalView:
    """A goal of Ana's to which the team committed."""
    (found,) = await as_(BEN).commit(service.commit, [proposed.id], new_id())
    return found


async def test_a_change_is_told_under_the_card_with_its_reason(committed: GoalView, as_: As) -> None:
    wanted = replace(committed.draft(), title="Members get an answer in two days", must_do=True)
    changed = await as_(ANA).commit(service.rescope, committed.id, wanted, " The law changed ")
    assert (changed.title, changed.must_do, changed.state) == (wanted.title, True, committed.state)
    (change,) = await as_(BEN).read(service.scope_changes, committed.id)
    assert (change.by, change.why) == (ANA, "The law changed")
    assert (change.before, change.after) == (
        {"title": committed.title, "must_do": False},
        {"title": wanted.title, "must_do": True},
    )

    def said(tx: Transaction) -> tuple[str, str]:
        told = surface_by_key(tx, f"scope-change:{committed.id}:0")
        assert told is not None
        shown = draw_scope_change(tx, told)
        assert shown is not None
        return told.kind, str(shown.blocks)

    kind, words = await as_(BEN).read(said)
    assert kind == SCOPE_CHANGE
    assert "Now: Members get an answer in two days" in words
    assert "> The law changed" in words


async def test_what_another_changed_meanwhile_is_not_overwritten(
    committed: GoalView, as_: As, clock: Clock
) -> None:
    seen, first = committed.changed_at, replace(committed.draft(), title="First")
    clock.now += timedelta(minutes=1)
    await as_(ANA).commit(service.rescope, committed.id, first, "Why", seen=seen)
    with pytest.raises(Conflict, match="nothing of theirs"):
        await as_(ANA).commit(service.rescope, committed.id, committed.draft(), "Why", seen=seen)
    assert (await as_(BEN).read(service.goal, committed.id)).title == "First"


async def test_what_is_asked_of_a_change(proposed: GoalView, as_: As) -> None:
    with pytest.raises(Conflict, match="isn't committed"):
        await as_(ANA).commit(service.rescope, proposed.id, proposed.draft(), "Why")
    await as_(BEN).commit(service.commit, [proposed.id], new_id())
    wanted = replace(proposed.draft(), title="Other")
    for why, sentence in (("\u200b ", "Say why"), ("x" * 1001, "1,001")):
        with pytest.raises(Invalid, match=sentence) as refused:
            await as_(ANA).commit(service.rescope, proposed.id, wanted, why)
        assert refused.value.field == CHANGE_WHY
    with pytest.raises(NotAllowed, match="Ana"):
        await as_(CYD).commit(service.rescope, proposed.id, wanted, "Why")
    assert (
        await as_(ANA).commit(service.rescope, proposed.id, proposed.draft(), "Why")
    ).title == proposed.title
    assert await as_(ANA).read(service.scope_changes, proposed.id) == []
