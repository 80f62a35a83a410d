"""What indicators add to goals, and their modals as they are now."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message
from bot.features.cycles import service as cycles
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import service
from bot.features.indicators.forms import ReadingStage, Stage, fingerprint, near, typed_number
from bot.features.indicators.rules.days import Dated
from bot.features.indicators.rules.pasting import pasted
from bot.features.indicators.rules.said import Said, said
from bot.features.indicators.rules.seen import as_seen
from bot.features.indicators.values import IndicatorDraft, IndicatorView, ReadingView, Recorded
from bot.features.indicators.views import form, ids, lines, overview, pasting, readings
from bot.slack import kit
from bot.slack.sections import Part


def add_to_card(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What indicators add to a goal's card: a line each, and what is useful next: *Add indicator*, or *Reading*."""
    standings = service.standings_of(tx, goal_ids)
    standing = {goal.id: goal for goal in goals.goals_by_id(tx, goal_ids).values() if goals.is_open(goal)}
    return {
        goal_id: Part(
            lines=lines.card_lines(standings.get(goal_id, ())),
            buttons=(_next_button(standing[goal_id], goal_id in standings),) if goal_id in standing else (),
        )
        for goal_id in goal_ids
    }


def add_to_details(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What indicators add to all that is on record of a goal: how they went, and *Indicators*."""
    measured = service.of_goals(tx, goal_ids)
    every = [one.id for some in measured.values() for one in some]
    known = service.newest_readings(tx, every, most=lines.CHARTED)
    return {
        goal_id: Part(
            blocks=_trends(some, known), buttons=(kit.button("Indicators", ids.OVERVIEW, str(goal_id)),)
        )
        for goal_id, some in measured.items()
    }


def add_to_list(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What indicators add to a list of goals: how each stands."""
    return {
        goal_id: Part(lines=(lines.goal_line(stands),))
        for goal_id, stands in service.status_of(tx, goal_ids).items()
    }


def form_modal(tx: Transaction, stage: Stage, typed: IndicatorDraft | None = None) -> Json:
    """The form at this stage; raises as `service.to_add` does.

    Args:
        typed: what stands in it; else what is on record.
    """
    goal = service.to_add(tx, stage.goal_id)
    known = service.indicator(tx, stage.indicator_id) if stage.indicator_id else None
    others = [one for one in service.primary_of(tx, goal.team_id) if one.id != stage.indicator_id]
    theirs = goals.goals_by_id(tx, {one.goal_id for one in others})
    ends_on = cycles.current(tx, goal.team_id).ends_on
    return form.indicator_modal(
        stage,
        goal,
        known=typed or known,
        due=ends_on if ends_on >= service.today_of(tx, goal.team_id) else None,
        primaries=others,
        numbers={goal_id: found.number for goal_id, found in theirs.items()},
    )


def overview_modal(tx: Transaction, goal_id: UUID) -> Json:
    """A goal's indicators."""
    standings = service.standings_of(tx, [goal_id]).get(goal_id, ())
    return overview.overview_modal(goals.goal(tx, goal_id), standings)


def saved_modal(tx: Transaction, indicator_id: UUID) -> Json:
    """What was just saved, said back, with what the coach has to ask."""
    saved = service.indicator(tx, indicator_id)
    standings = service.standings_of(tx, [saved.goal_id])[saved.goal_id]
    return overview.saved_modal(goals.goal(tx, saved.goal_id), standings, service.sort_to_suggest(tx, saved))


def reading_modal(tx: Transaction, goal_id: UUID, *, typed: str = "", why: str = "") -> Json | Message:
    """The form that takes readings of a goal's indicators, or how to begin where it has none.

    Args:
        typed: what was said already: a value, and perhaps a word about it.
        why: why that can't be put on record as it is.
    """
    goal = service.to_read(tx, goal_id)
    measured = service.of_goals(tx, [goal_id]).get(goal_id, ())
    if not measured:
        return readings.not_measured(goal)
    known, of = _in_fields(measured, typed, service.today_of(tx, goal.team_id))
    return readings.reading_modal(goal, measured, of.day, typed=known, note=of.note, why=why or of.why)


def recorded(
    tx: Transaction, goal_id: UUID, kept: Recorded | None = None, *, is_answer: bool = False
) -> Message:
    """How the goal's indicators stand after a reading.

    Args:
        kept: what was put on record just now.
        is_answer: to a command, where there is room to go on from.
    """
    standings = service.standings_of(tx, [goal_id]).get(goal_id, ())
    return readings.recorded(goals.goal(tx, goal_id), standings, kept, is_answer=is_answer)


def trend(tx: Transaction, indicator_id: UUID) -> Message:
    """How an indicator's readings went, after some of them changed."""
    one = service.indicator(tx, indicator_id)
    return readings.trend(one, _newest(tx, indicator_id))


def readings_modal(tx: Transaction, indicator_id: UUID) -> Json:
    """An indicator's readings so far."""
    one = service.indicator(tx, indicator_id)
    known = _newest(tx, indicator_id)
    is_pursued = goals.is_open(goals.goal(tx, one.goal_id))
    correctable = service.correctable(tx, one.team_id, known) if is_pursued else ()
    return readings.readings_modal(one, known, correctable)


def correction_modal(tx: Transaction, reading_id: UUID, *, is_changed: bool = False) -> Json:
    """The form that corrects a reading; raises as `service.to_correct` does.

    Args:
        is_changed: it changed while the form was open.
    """
    reading, one = service.to_correct(tx, reading_id)
    return readings.correction_modal(one, reading, is_changed=is_changed)


def paste_modal(tx: Transaction, indicator_id: UUID, text: str = "", *, is_changed: bool = False) -> Json:
    """The form that takes many readings; with a text, what is understood of it.

    Args:
        is_changed: readings of its days changed while a preview was open.
    """
    one = service.indicator(tx, indicator_id)
    service.to_read(tx, one.goal_id)
    if not text:
        return pasting.paste_modal(ReadingStage(goal_id=one.goal_id, indicator_id=one.id), one)
    understood = pasted(text, service.today_of(tx, one.team_id), unit=one.unit, near=near(one))
    reads, by = {read.day: read for read in understood.reads}, tx.actor or ""
    known = service.readings_of(tx, [one.id]).get(one.id, ())
    replaced = [reading for reading in known if reading.day in reads]
    told = [known for known in replaced if not lines.says_the_same(known, reads[known.day], by=by)]
    stage = ReadingStage(
        goal_id=one.goal_id,
        indicator_id=one.id,
        shown="" if understood.problems else fingerprint(understood.reads),
        seen=as_seen(replaced),
    )
    return pasting.paste_modal(stage, one, understood, replaced=told, by=by, is_changed=is_changed)


def _in_fields(measured: Sequence[IndicatorView], typed: str, today: date) -> tuple[dict[UUID, str], Dated]:
    """What was typed as values by indicator, and its day and note.

    A value stands with the first indicator whose unit it has, else with the first; nobody's words are lost.
    """
    read = {one.id: said(typed, today, unit=one.unit, near=near(one)) for one in measured}
    values = {indicator_id: found for indicator_id, found in read.items() if isinstance(found, Said)}
    if values:
        fits = min(values, key=lambda indicator_id: len(values[indicator_id].of.note))
        return {fits: typed_number(values[fits].value)}, values[fits].of
    day_alone = next((found for found in read.values() if isinstance(found, Dated)), None)
    return ({}, day_alone) if day_alone else ({measured[0].id: typed}, Dated(today, ""))


def _newest(tx: Transaction, indicator_id: UUID) -> Sequence[ReadingView]:
    return service.newest_readings(tx, [indicator_id], most=lines.CHARTED).get(indicator_id, ())


def _next_button(goal: GoalView, is_measured: bool) -> kit.Element:
    if is_measured:
        return kit.button("Reading", ids.READ, str(goal.id))
    return overview.add_button(goal)


def _trends(
    indicators: Sequence[IndicatorView], known: dict[UUID, tuple[ReadingView, ...]]
) -> tuple[kit.Block, ...]:
    told = lines.trend_lines(indicators, known)
    return (kit.section(kit.lines(told)),) if told else ()
