from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from bot.delivery.values import Message
from bot.features.indicators.values import Direction, Origin, ReadingView, Status
from bot.features.thresholds.values import End, NoteView, Said, TalkView
from bot.features.thresholds.views import forms, talks
from bot.features.thresholds.views.talks import ShownTalk
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import ANA, BEN, CHANNEL, EXTREME_WORDS, NOON, TEAM, goal
from tests.features.indicators.factories import TODAY, indicator

TALK = TalkView(
    id=UUID(int=7),
    team_id=TEAM,
    goal_id=UUID(int=3),
    indicator_id=UUID(int=1),
    name="Reply time",
    unit="h",
    before=Status.GREEN,
    level=Status.RED,
    value=Decimal(14),
    day=TODAY,
    opened_at=NOON,
    facilitator=BEN,
    end=None,
    closed_by=None,
    why="",
)
MEASURED = indicator(latest=14, amber=Decimal(8), red=Decimal(12))
READINGS = [
    ReadingView(
        id=UUID(int=n),
        indicator_id=MEASURED.id,
        day=TODAY,
        value=Decimal(n),
        note="",
        origin=Origin.PERSON,
        entered_by=ANA,
        entered_at=NOON,
    )
    for n in range(6, 15)
]
SHOWN = ShownTalk(TALK, goal(), MEASURED, READINGS)
HELP = NoteView(
    id=UUID(int=8),
    talk_id=TALK.id,
    said=Said.HELP,
    words="An hour",
    author=ANA,
    asked=BEN,
    status=None,
    value=None,
    day=None,
)


def said(message: Message) -> str:
    return str(message.blocks)


def test_the_message_tells_the_facts_and_never_who_entered_them() -> None:
    told = said(talks.talk_message(SHOWN))
    for words in (
        "from green to red",
        "14 h on",
        "amber begins above 8 h",
        "to decrease to 4 h by",
        "10 h → 11 h",
    ):
        assert words in told
    assert ANA not in told


@pytest.mark.parametrize(
    ("before", "level", "went"),
    [
        (Status.NO_READING, Status.RED, "is red with its first reading"),
        (Status.AMBER, Status.RED, "went from amber to red"),
        (Status.RED, Status.RED, "is red"),  # as it was when its goal was committed to anew
        (Status.RED, Status.AMBER, "is amber"),
    ],
)
def test_a_crossing_says_where_from_only_where_it_was_better(
    before: Status, level: Status, went: str
) -> None:
    assert talks.went(before, level) == went


def test_what_was_read_since_stands_on_a_line_of_its_own_while_the_talk_is_open() -> None:
    assert "Now" not in said(talks.talk_message(SHOWN))
    for latest, now in ((3, ":large_green_circle: green: 3 h"), (9, ":large_yellow_circle: amber: 9 h")):
        shown = replace(SHOWN, indicator=replace(MEASURED, latest=Decimal(latest)))
        told = said(talks.talk_message(shown))
        assert ":red_circle: *Reply time* went from green to red" in told
        assert f"Now {now} on" in told
        closed = replace(shown, talk=replace(TALK, end=End.ACTION))
        assert "Now" not in said(talks.talk_message(closed))


@pytest.mark.parametrize("end", End)
def test_each_end_says_what_came_of_it_and_offers_nothing_more(end: End) -> None:
    closed = replace(TALK, end=end, why="We pause the newsletter")
    told = said(talks.talk_message(replace(SHOWN, talk=closed)))
    assert "white_check_mark" in told
    assert "button" not in told
    assert said(talks.facilitate(closed, CHANNEL)).count("white_check_mark") == 1


def test_what_is_to_stay_above_a_value_is_told_the_other_way_round() -> None:
    upward = replace(MEASURED, direction=Direction.STAY_ABOVE, amber=Decimal(90), red=None)
    told = said(talks.talk_message(replace(SHOWN, indicator=upward, talk=replace(TALK, facilitator=None))))
    assert "amber begins below 90 h" in told
    assert "to stay above 4 h until" in told
    assert "Nobody facilitates yet" in told


@pytest.mark.parametrize("words", EXTREME_WORDS.values(), ids=EXTREME_WORDS)
def test_whatever_people_write_slack_takes_it_and_nobody_is_paged(words: str) -> None:
    named = replace(TALK, name=words[:80], why=words[:500], unit=words[:12])
    shown = replace(SHOWN, talk=named, goal=goal(title=words[:150]))
    note = replace(HELP, words=words[:500])
    moved = replace(note, said=Said.WORSE, status=Status.RED, value=Decimal(3), day=TODAY)
    ended = replace(shown, talk=replace(named, end=End.WORDS, closed_by=ANA), indicator=None)
    for message in (
        talks.talk_message(shown),
        talks.talk_message(ended),
        talks.note_message(note, named),
        talks.note_message(moved, named),
        talks.facilitate(named, CHANNEL),
        talks.talked_about(named, CHANNEL),
        talks.help_asked(note, named, CHANNEL),
    ):
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "<!channel>" not in said(message)
    for view in (
        forms.action_modal(named),
        forms.decision_modal(shown),
        forms.help_modal(named),
        forms.close_modal(named),
        forms.help_was_asked(note),
        forms.closed(named),
    ):
        assert view_problems(view) == []
