"""From a set-up check-in to a cadence and back, and both in words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.clock.recurrence import Weekly, in_words, next_occurrence
from bot.features.cadences.rules import rhythm_in_words, zones_in_words
from bot.features.cadences.values import CadenceDraft, CadenceView, Kind, Rhythm, ZonePolicy
from bot.features.checkins.values.setup import Setup, SetupDraft, Who, ZonePreview

TUESDAY, TEN = 1, time(10)
WHO_IN_WORDS = {
    Who.DRIVERS: "people who drive a goal",
    Who.MEMBERS: "all members",
    Who.CHOSEN: "people chosen by name",
}
MOST_ZONES = 8  # in a preview; the rest is counted


def default_draft(team_id: UUID) -> SetupDraft:
    """Tuesday 10:00 in each person's zone for people who drive something (product.md, "Ten minutes to value")."""
    return SetupDraft(team_id, frozenset({TUESDAY}), 1, TEN, ZonePolicy.OWN, Who.DRIVERS)


def draft_of(setup: Setup) -> CadenceDraft:
    """The set-up as cadences keep it."""
    return CadenceDraft(
        team_id=setup.team_id,
        kind=Kind.CHECKIN,
        rhythm=setup.rhythm,
        who={"of": setup.who, "chosen": list(setup.chosen)},
        detail={"questions": list(setup.questions)},
    )


def setup_of(cadence: CadenceView) -> Setup:
    """The set-up that a cadence keeps."""
    who, chosen = cadence.who.get("of"), cadence.who.get("chosen")
    return Setup(
        team_id=cadence.team_id,
        rhythm=cadence.rhythm,
        who=Who(who) if isinstance(who, str) and who in set(Who) else Who.DRIVERS,
        chosen=_words(chosen),
        questions=_words(cadence.detail.get("questions")),
    )


def setup_from(draft: SetupDraft, *, before: Rhythm | None, now: datetime, zone: ZoneInfo) -> Setup:
    """The set-up that somebody entered, with the week from which it counts.

    That is as before when only days or hours changed, else the week of the next possible day.

    Args:
        before: the rhythm that is changed, None for a new one.
        zone: the team's, in which "next" is meant.
    """
    weekly = Weekly(draft.weekdays, every=draft.every, anchor=now.astimezone(zone).date())
    if before is not None and isinstance(before.schedule, Weekly) and before.schedule.every == draft.every:
        weekly = replace(weekly, anchor=before.schedule.anchor)
    elif first := next_occurrence(replace(weekly, every=1), draft.at, zone, after=now, done=None):
        weekly = replace(weekly, anchor=first.day)
    return Setup(
        team_id=draft.team_id,
        rhythm=Rhythm(weekly, draft.at, draft.zones),
        who=draft.who,
        chosen=draft.chosen if draft.who == Who.CHOSEN else (),
        questions=draft.questions,
    )


def draft_from(setup: Setup) -> SetupDraft:
    """The set-up as a form shows it."""
    schedule = setup.rhythm.schedule
    days, every = (
        (schedule.weekdays, schedule.every) if isinstance(schedule, Weekly) else (frozenset({TUESDAY}), 1)
    )
    return SetupDraft(
        team_id=setup.team_id,
        weekdays=days,
        every=every,
        at=setup.rhythm.at,
        zones=setup.rhythm.zones,
        who=setup.who,
        chosen=setup.chosen,
        questions=setup.questions,
    )


def shortened(previews: Sequence[ZonePreview]) -> tuple[tuple[ZonePreview, ...], int]:
    """What fits a preview, zones with most people first, and how many zones it leaves out."""
    ordered = sorted(previews, key=lambda one: (-one.people, one.zone))
    return tuple(ordered[:MOST_ZONES]), max(0, len(ordered) - MOST_ZONES)


def setup_in_words(setup: Setup) -> str:
    """ "every Tuesday at 10:00, in each person's own time zone, for people who drive a goal"."""
    return f"{rhythm_in_words(setup.rhythm)}, for {WHO_IN_WORDS[setup.who]}"


def people_in_words(setup: Setup) -> str:
    """ "in each person's own time zone, for people who drive a goal": what `name_of` leaves out."""
    return f"{zones_in_words(setup.rhythm)}, for {WHO_IN_WORDS[setup.who]}"


def name_of(setup: Setup) -> str:
    """What tells one check-in from another in a list: "Every Tuesday at 10:00"."""
    words = f"{in_words(setup.rhythm.schedule)} at {setup.rhythm.at:%H:%M}"
    return words[:1].upper() + words[1:]


def place_of(zone: str) -> str:
    """A zone as people call it: "Europe/Amsterdam" is Amsterdam."""
    return zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def is_by_the_teams_clock(setup: Setup) -> bool:
    """Whether everybody is asked at one moment."""
    return setup.rhythm.zones == ZonePolicy.TEAM


def _words(stored: object) -> tuple[str, ...]:
    return tuple(one for one in stored if isinstance(one, str)) if isinstance(stored, list | tuple) else ()
