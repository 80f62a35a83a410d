"""Logging, editing and finding decisions, on both databases."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import State, Surface
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.decisions import service
from bot.features.decisions.events import DecisionLogged
from bot.features.decisions.values import (
    DECISION_CARD,
    DECISION_GONE,
    DecisionDraft,
    DecisionView,
    Field,
)
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import ActivityView, PersonFacts, PersonKind
from tests.features.decisions.conftest import Clock
from tests.features.decisions.factories import MESSAGE, TODAY, draft
from tests.features.goals.factories import (
    ANA,
    BEN,
    CHANNEL,
    CYD,
    DEE,
    EXTREME_WORDS,
    WORKSPACE,
    team_at_work,
)
from tests.features.goals.factories import draft as goal_draft

As = Callable[[str], Edge]
OTHER_CHANNEL = "C0OTHER"


def cards(tx: Transaction, decision_id: UUID) -> list[Surface]:
    return surfaces_of(tx, DECISION_CARD, str(decision_id))


def notes(tx: Transaction, decision_id: UUID) -> list[Surface]:
    return surfaces_of(tx, DECISION_GONE, str(decision_id))


def history(tx: Transaction, decision_id: UUID) -> list[ActivityView]:
    return workspaces.history(tx, str(decision_id))


def wanted_version(tx: Transaction, decision_id: UUID) -> int:
    query = select(SurfaceRow.wanted_version).where(SurfaceRow.subject == str(decision_id))
    return tx.session.scalars(query).one()


def delete_card(tx: Transaction, decision_id: UUID) -> None:
    """As delivery records that somebody deleted the message."""
    subject = (SurfaceRow.kind == DECISION_CARD, SurfaceRow.subject == str(decision_id))
    tx.session.execute(update(SurfaceRow).where(*subject).values(state=State.GONE))
    service.card_gone(tx, decision_id)
    notices.release(tx, [service.decision_on_record(tx, decision_id).logged_by])


def log_many(tx: Transaction, team_id: UUID, count: int) -> None:
    for number in range(1, count + 1):
        service.log(tx, draft(f"Decision number {number}", team_id=team_id))


async def logged(as_: As, team: UUID, user: str = BEN, **words: Any) -> DecisionView:
    return (await as_(user).commit(service.log, draft(team_id=team, **words))).decision


async def test_a_decision_is_on_record_and_shown_once(team: UUID, as_: As) -> None:
    wanted = draft(" We answer\nin English ", team_id=team, rationale="They read it\n\n\n\nfirst")
    result = await as_(BEN).commit(service.log, wanted)
    known = result.decision
    assert result.is_new
    assert (known.number, known.title, known.rationale) == (
        1,
        "We answer in English",
        "They read it\n\nfirst",
    )
    assert (known.decider, known.logged_by, known.decided_on) == (BEN, BEN, TODAY)
    assert await as_(CYD).read(service.decision, known.id) == known
    shown = await as_(BEN).read(cards, known.id)
    assert [(card.audience, card.key) for card in shown] == [(CHANNEL, f"decision-card:{known.id}")]
    [entry] = await as_(BEN).read(history, known.id)
    assert (entry.kind, entry.actor, entry.detail["title"]) == (DecisionLogged.kind, BEN, known.title)


async def test_words_come_back_as_they_were_written(team: UUID, as_: As) -> None:
    for words in EXTREME_WORDS.values():
        known = await logged(as_, team, title=words[:150], rationale=words, context=words)
        assert (known.title, known.rationale, known.context) == (words[:150], words, words)
        found = await as_(BEN).read(service.page, team, words[:100])
        assert known in found.decisions


REFUSED: list[tuple[dict[str, Any], Field]] = [
    ({"title": "  \u200b "}, Field.TITLE),
    ({"title": "x" * 5000}, Field.TITLE),
    ({"rationale": ""}, Field.RATIONALE),
    ({"context": "x" * 5000}, Field.CONTEXT),
    ({"review_on": TODAY - timedelta(days=1)}, Field.REVIEW_ON),
]


async def test_what_cannot_be_kept_is_explained_and_nothing_is_written(team: UUID, as_: As) -> None:
    for words, field in REFUSED:
        with pytest.raises(Invalid) as raised:
            await logged(as_, team, **words)
        assert raised.value.field == field
    assert (await as_(BEN).read(service.page, team)).total == 0


async def test_the_day_is_the_one_where_the_person_is(team: UUID, as_: As, clock: Clock) -> None:
    clock.now = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # in Berlin it is the 3rd already
    known = await logged(as_, team, review_on=date(2026, 3, 3))
    assert (known.decided_on, known.review_on) == (date(2026, 3, 3), date(2026, 3, 3))
    with pytest.raises(Invalid):
        await logged(as_, team, review_on=date(2026, 3, 2))


@pytest.mark.each_database
async def test_numbers_count_within_the_team_also_for_two_at_once(team: UUID, as_: As) -> None:
    other = await as_(ANA).commit(team_at_work, OTHER_CHANNEL)
    both = await asyncio.gather(*(logged(as_, team, user) for user in (ANA, BEN, CYD)))
    assert sorted(known.number for known in both) == [1, 2, 3]
    assert (await logged(as_, other, ANA)).number == 1


async def test_observers_are_told_how_to_take_part(team: UUID, as_: As) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await logged(as_, team, DEE)


async def test_somebody_who_left_the_channel_while_writing_saves_nothing(team: UUID, as_: As) -> None:
    assert (await as_(CYD).read(service.to_log_in, CHANNEL)).id == team
    await as_(ANA).commit(teams.absent, CHANNEL, CYD)
    with pytest.raises(NotAllowed, match="Join"):
        await logged(as_, team, CYD)
    assert (await as_(ANA).read(service.page, team)).total == 0


async def test_a_channel_without_a_team_is_told_how_to_begin(team: UUID, as_: As) -> None:
    with pytest.raises(Conflict, match="/cairn start"):
        await as_(ANA).read(service.to_log_in, "C0NOTEAM")
    with pytest.raises(Conflict, match="/cairn start"):
        await as_(ANA).read(service.page_in, "C0NOTEAM", "")


async def test_a_private_teams_decisions_are_for_those_in_its_channel(as_: As) -> None:
    hidden = await as_(ANA).commit(lambda tx: team_at_work(tx, "C0HIDDEN", is_private=True))
    source = replace(MESSAGE, channel="C0HIDDEN")
    known = await logged(as_, hidden, source=source)
    assert await as_(BEN).read(service.from_message, "C0HIDDEN", source.ts) == known
    assert await as_(DEE).read(service.from_message, "C0HIDDEN", source.ts) is None
    for ask in (service.decision, service.to_edit, service.post_again):
        with pytest.raises(NotFound):
            await as_(DEE).commit(ask, known.id)
    for asked in (service.page, service.to_log):
        with pytest.raises(NotFound):
            await as_(DEE).read(asked, hidden)


async def test_another_workspace_sees_nothing(team: UUID, as_: As, database: Database) -> None:
    known = await logged(as_, team)
    with pytest.raises(NotFound):
        await database.edge("T0OTHER", BEN).read(service.decision, known.id)


@pytest.mark.parametrize("user", [DEE, "U0NOBODY", "!channel", "U0ANA|x>", "U" * 5000])
async def test_the_decider_is_a_member_of_the_team(team: UUID, as_: As, user: str) -> None:
    with pytest.raises(Invalid, match="a member of this team") as raised:
        await logged(as_, team, decider=user)
    assert raised.value.field == Field.DECIDER
    known = await logged(as_, team, decider=CYD)
    with pytest.raises(Invalid, match="a member of this team"):
        await as_(BEN).commit(service.edit, known.id, replace(known.draft(), decider=user), seen=None)


async def test_who_cannot_decide_is_told_apart(team: UUID, as_: As) -> None:
    kinds = {"U0BOT": PersonKind.BOT, "U0GONE": PersonKind.GONE}
    facts = [PersonFacts(user, user, "", WORKSPACE, kind) for user, kind in kinds.items()]
    await as_(ANA).commit(workspaces.remember, facts)
    await as_(ANA).commit(workspaces.install, name="Harbour", bot_user="U0CAIRN", bot_id="B0CAIRN")
    said = {
        "U0CAIRN": "Cairn can't decide for you",
        "U0BOT": "A bot can't",
        "U0GONE": "isn't in use any more",
    }
    for user, words in said.items():
        with pytest.raises(Invalid, match=words) as raised:
            await logged(as_, team, decider=user)
        assert raised.value.field == Field.DECIDER


async def test_goals_of_the_team_are_touched_in_their_order(team: UUID, as_: As) -> None:
    first, second = [
        await as_(BEN).commit(goals.propose, goal_draft(title, team_id=team)) for title in ("One", "Two")
    ]
    known = await logged(as_, team, goals=(second.id, first.id))
    assert [(goal.number, goal.title) for goal in known.goals] == [(1, "One"), (2, "Two")]
    await as_(BEN).commit(goals.withdraw, first.id)
    offered = await as_(BEN).read(service.goals_to_touch, team, known.draft().goals)
    assert [goal.title for goal in offered] == ["One", "Two"]
    assert [goal.title for goal in await as_(BEN).read(service.goals_to_touch, team, ())] == ["Two"]


async def test_goals_of_others_cannot_be_touched(team: UUID, as_: As) -> None:
    other = await as_(ANA).commit(team_at_work, OTHER_CHANNEL)
    theirs = await as_(ANA).commit(goals.propose, goal_draft(team_id=other))
    for goal_id in (theirs.id, UUID(int=5)):
        with pytest.raises(Invalid) as raised:
            await logged(as_, team, goals=(goal_id,))
        assert raised.value.field == Field.GOALS


TITLES = ("We answer in English", "Keep snake_case", "50% of the budget", "Straße gesperrt")
FOUND = {
    "": TITLES[::-1],
    "ENGLISH": ("We answer in English",),
    "strasse": ("Straße gesperrt",),
    "GESPERRT straße": ("Straße gesperrt",),
    "50%": ("50% of the budget",),
    "%": ("50% of the budget",),
    "snake_case": ("Keep snake_case",),
    "snakeXcase": (),
    "_": ("Keep snake_case",),
    "\\": (),
    "budget english": (),
    "\x00": TITLES[::-1],
    "'; drop table decision; --": (),
}


async def test_every_word_of_a_search_must_match(team: UUID, as_: As) -> None:
    for title in TITLES:
        await logged(as_, team, title=title)
    for words, titles in FOUND.items():
        found = await as_(CYD).read(service.page, team, words)
        assert tuple(decision.title for decision in found.decisions) == titles, words


async def test_a_search_looks_into_every_text(team: UUID, as_: As) -> None:
    await logged(as_, team, title="Something else")
    for field in ("title", "context", "options", "criteria", "outcome", "rationale"):
        known = await logged(as_, team, **{field: f"Where the Harbour's {field} is"})
        found = await as_(CYD).read(service.page, team, f"{field} harbour")
        assert [decision.id for decision in found.decisions] == [known.id]


async def test_a_search_of_5000_characters_is_answered(team: UUID, as_: As) -> None:
    await logged(as_, team)
    for words in ("x" * 5000, "a b c " * 800):
        assert (await as_(BEN).read(service.page, team, words)).words == words.strip()[:200].strip()


async def test_decisions_come_newest_first_ten_at_a_time(team: UUID, as_: As) -> None:
    await as_(BEN).commit(log_many, team, 23)
    pages = [
        (0, 0, range(23, 13, -1)),
        (10, 10, range(13, 3, -1)),
        (20, 20, range(3, 0, -1)),
        (90, 20, range(3, 0, -1)),
    ]
    for first, begins, numbers in pages:
        found = await as_(DEE).read(service.page, team, "", first)
        assert (found.total, found.first) == (23, begins)
        assert [decision.number for decision in found.decisions] == list(numbers)


async def test_who_logged_it_is_told_once_that_the_card_was_deleted_and_may_post_it_again(
    team: UUID, as_: As, clock: Clock
) -> None:
    known = await logged(as_, team)
    for _ in range(2):
        await as_(BEN).commit(delete_card, known.id)
    assert [note.audience for note in await as_(BEN).read(notes, known.id)] == [BEN]
    await as_(BEN).commit(service.post_again, known.id)
    assert [card.state for card in await as_(BEN).read(cards, known.id)] == [State.GONE, State.PENDING]
    with pytest.raises(Conflict, match="already"):
        await as_(BEN).commit(service.post_again, known.id)
    clock.now += timedelta(days=1)  # Cairn starts one message a day by itself
    await as_(BEN).commit(delete_card, known.id)
    assert len(await as_(BEN).read(notes, known.id)) == 2


async def test_a_draft_of_a_decision_says_what_it_says(team: UUID, as_: As) -> None:
    wanted: DecisionDraft = draft(team_id=team, decider=BEN, source=MESSAGE, review_on=TODAY)
    assert (await as_(BEN).commit(service.log, wanted)).decision.draft() == wanted
