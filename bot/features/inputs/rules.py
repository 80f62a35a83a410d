"""Pure decisions of input rounds: what may be asked and given, who may close and sort, how replies are laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from math import inf
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.clock.workdays import add_working_days
from bot.db.unsigned import ANONYMOUS_FROM
from bot.errors import Invalid
from bot.features.inputs.values.given import TEXT_MOST, WHY_MOST, InputDraft, Kind, Outcome
from bot.features.inputs.values.rounds import QUESTION_MOST, Field, Questions
from bot.text import clean_line, clean_text, has_visible, shorten

WORKING_DAYS = 2  # that a round is usually open
LONGEST = timedelta(days=90)
COUNTING = timedelta(seconds=3)  # many times what it takes to count somebody whose words are kept
KINDS = tuple(Kind)
PAGE_ROOM, PAGE_MOST = 4_000, 8  # characters and inputs in one reply, which shows a why beside each
NO_MOMENT = "Choose a moment to come, at most 90 days away."
NO_QUESTION = "Say in a few words what you ask for."
NO_WORDS = "Write a line or two under one of these, or close this; nothing is kept yet."
TOO_LONG = f"Please keep it to {TEXT_MOST} characters; nothing is kept yet, and your words stay here."
NO_WHY = "Say why in a few words: whoever gave this reads it here."
NO_OUTCOME = "Choose what becomes of it."


def is_anonymous(member_count: int, chosen: bool | None) -> bool:
    """Whether a round keeps no names: from five members on, unless its starter wants names (P22)."""
    return member_count >= ANONYMOUS_FROM and chosen is not False


def usual_end(now: datetime, zone: ZoneInfo) -> datetime:
    """When a round closes unless its starter says otherwise: two working days on, at the same time of day."""
    return add_working_days(now.replace(second=0, microsecond=0), WORKING_DAYS, zone)


def end_of(wished: datetime | None, now: datetime) -> datetime:
    """When a round closes.

    Raises:
        Invalid: that is no moment to come, or one too far away to be meant.
    """
    if wished is None or not now < wished <= now + LONGEST:
        raise Invalid(Field.CLOSES, NO_MOMENT)
    return wished


def shows_at(closes_at: datetime) -> datetime:
    """When a round that ended then closes by the clock, and shows what was given.

    Its end decides what is kept. Who gave words without their name just before that is counted a moment later, in a
    transaction apart (docs/decisions/0006); would it close in between, they would be missing among the three people
    without whom nothing is shown.
    """
    return closes_at + COUNTING


def questions_of(raw: Questions) -> dict[Kind, str]:
    """What is asked, each on a line.

    Raises:
        Invalid: one of them shows nothing.
    """
    asked = {kind: shorten(clean_line(raw.get(kind, "")), QUESTION_MOST) for kind in KINDS}
    for kind, question in asked.items():
        if not has_visible(question):
            raise Invalid(question_field(kind), NO_QUESTION)
    return asked


def words_of(drafts: Sequence[InputDraft]) -> list[InputDraft]:
    """What somebody gives, cleaned; empty ones are passed over.

    Raises:
        Invalid: there is nothing to keep, or one is too long to be kept whole.
    """
    given = [one for one in (replace(draft, text=clean_text(draft.text)) for draft in drafts) if _says(one)]
    if not given:
        raise Invalid(text_field(drafts[0].kind if drafts else KINDS[0]), NO_WORDS)
    too_long = next((one.kind for one in given if len(one.text) > TEXT_MOST), None)
    if too_long is not None:
        raise Invalid(text_field(too_long), TOO_LONG)
    return given


def why_of(raw: str) -> str:
    """Why an input ends as it does.

    Raises:
        Invalid: there is nothing to read.
    """
    why = shorten(clean_line(raw), WHY_MOST)
    if not has_visible(why):
        raise Invalid(Field.WHY, NO_WHY)
    return why


def outcome_of(raw: str | None) -> Outcome:
    """What an input ends as.

    Raises:
        Invalid: nothing was chosen.
    """
    found = next((outcome for outcome in Outcome if outcome.value == raw), None)
    if found is None:
        raise Invalid(Field.OUTCOME, NO_OUTCOME)
    return found


def question_field(kind: Kind) -> str:
    """The block id of the field for what is asked."""
    return f"{Field.QUESTION}.{kind}"


def text_field(kind: Kind) -> str:
    """The block id of the field for an answer."""
    return f"{Field.TEXT}.{kind}"


def may_close(actor: str | None, starter: str, *, is_steward: bool) -> bool:
    """Whether this person ends a round before its time: its starter and the stewards."""
    return actor == starter or is_steward


def may_sort(actor: str | None, proposer: str | None, *, is_steward: bool) -> bool:
    """Whether this person says what becomes of an input: stewards, and whoever proposed the goal it is about."""
    return is_steward or (proposer is not None and actor == proposer)


def laid_out(given: Sequence[InputDraft], numbers: Mapping[UUID, int]) -> list[list[int]]:
    """The replies that show these: for each, the places of its inputs among the given.

    A reply is about one goal, and what is about none comes last; in it they stand by kind and otherwise as given.

    Args:
        numbers: of each goal, its number in the team.
    """

    def rank(place: int) -> tuple[bool, float, str, int]:
        one = given[place]
        number = numbers.get(one.goal_id, inf) if one.goal_id else inf
        return (one.goal_id is None, number, str(one.goal_id), KINDS.index(one.kind))

    replies: list[list[int]] = []
    for _, about in groupby(sorted(range(len(given)), key=rank), key=lambda place: given[place].goal_id):
        replies.extend(_packed(list(about), [len(one.text) for one in given]))
    return replies


def _packed(places: Sequence[int], sizes: Sequence[int]) -> list[list[int]]:
    packed: list[list[int]] = []
    room = 0
    for place in places:
        room -= sizes[place]
        if not packed or room < 0 or len(packed[-1]) == PAGE_MOST:
            packed.append([])
            room = PAGE_ROOM - sizes[place]
        packed[-1].append(place)
    return packed


def _says(draft: InputDraft) -> bool:
    return has_visible(draft.text)
