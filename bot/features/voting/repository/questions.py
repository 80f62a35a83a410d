"""Statements that every vote asks, built once: building one takes longer than running it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, bindparam, exists, not_, or_, select
from sqlalchemy.orm import aliased

from bot.db.upsert import being_inserted
from bot.features.teams.models import Member
from bot.features.teams.rules import counting_kinds
from bot.features.voting.models import BallotRow, FactRow
from bot.features.voting.repository.ballots import BALLOT, FACT, IS_CURRENT, b, f
from bot.features.voting.rules import SKIN_TONE
from bot.features.voting.values import MUST
from bot.features.workspaces.models import Person

m = Member.__table__.c
p = Person.__table__.c
ON_SUBJECT = (
    select(*BALLOT)
    .where(b.workspace == bindparam("workspace"), b.subject == bindparam("subject"), IS_CURRENT)
    .with_for_update()
)


def _is_must(emoji: SQLColumnExpression[str]) -> ColumnElement[bool]:
    return or_(*(or_(emoji == name, emoji.startswith(name + SKIN_TONE)) for name in MUST.names))


IS_MUST = _is_must(f.emoji)
GIVEN, REACTED = aliased(FactRow), aliased(FactRow)
GAVE_A_MUST = exists().where(
    GIVEN.workspace == f.workspace,
    GIVEN.ballot_id == f.ballot_id,
    GIVEN.user == f.user,
    _is_must(GIVEN.emoji),
)


def gave_a_must_on(ballots: Collection[UUID]) -> ColumnElement[bool]:
    """Whether the fact's person ever gave a must on one of these: looked up person by person.

    As an IN or EXISTS, PostgreSQL reads all musts of these ballots for each fact while it knows little of the table.
    """
    theirs = select(GIVEN.emoji).where(
        GIVEN.workspace == f.workspace,
        GIVEN.ballot_id.in_(ballots),
        GIVEN.user == f.user,
        _is_must(GIVEN.emoji),
    )
    return theirs.limit(1).correlate(FactRow).scalar_subquery().is_not(None)


OF_MUST_GIVER = (
    select(*BALLOT, *FACT)
    .join_from(BallotRow, FactRow, and_(b.id == f.ballot_id, b.workspace == f.workspace))
    .where(b.workspace == bindparam("workspace"), b.team_id == bindparam("team_id"))
    .where(b.round == bindparam("round"), f.user == bindparam("user"), GAVE_A_MUST)
)
# One value each, and no EXISTS: PostgreSQL would join that, and read all of a ballot's facts for each vote.
their_reaction = (
    select(REACTED.emoji)
    .where(
        REACTED.workspace == being_inserted(FactRow, "workspace"),
        REACTED.ballot_id == being_inserted(FactRow, "ballot_id"),
        REACTED.user == m.user,
    )
    .limit(1)
    .correlate(Member)
    .scalar_subquery()
)
their_kind = (
    select(p.kind)
    .where(p.workspace == being_inserted(FactRow, "workspace"), p.user == m.user)
    .correlate(Member)
    .scalar_subquery()
)
COUNTS_SURELY = or_(*(their_kind == kind for kind in counting_kinds(counts_guests=False)))
# Neither answer may hang on the new row itself: whether a query beside it sees it differs among databases.
# The team's id alone, which no other workspace shares, leads SQLite to the team's members and not to everybody.
SOMEBODY_ELSE_IS_SILENT = exists().where(
    m.team_id == bindparam("team_id"),
    m.user != being_inserted(FactRow, "user"),
    their_reaction.is_(None),
    COUNTS_SURELY,
)
IS_THEIR_FIRST = not_(
    exists().where(
        GIVEN.workspace == being_inserted(FactRow, "workspace"),
        GIVEN.ballot_id == being_inserted(FactRow, "ballot_id"),
        GIVEN.user == being_inserted(FactRow, "user"),
        or_(*(getattr(GIVEN, own) != being_inserted(FactRow, own) for own in ("emoji", "stamp", "added"))),
    )
)
