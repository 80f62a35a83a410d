"""What people see of a look back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.features.planning.values.actions import ActionState
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import GroupStage
from bot.features.retrospectives.values.formats import FORMATS
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.reflections import DOTS
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.shown import LastActions, Page, Summary, Workbench
from bot.features.retrospectives.views import collecting, grouping, parent, thread
from bot.features.retrospectives.views.summary import summary_message
from bot.slack.payloads import list_at, text_at
from tests.features.goals.factories import ANA, BEN, NOON
from tests.features.retrospectives.factories import (
    ENDS,
    NEXT,
    RETRO_ID,
    group,
    quoted,
    reflection,
    retro,
)
from tests.features.retrospectives.views_side import action, many, payload, said
from tests.shown import labels_of

STAGE = GroupStage(retro_id=RETRO_ID)
PHASES = [phase for phase in Phase if phase is not Phase.WAITING]


def test_a_reply_shows_all_it_was_given_when_people_write_as_people_do() -> None:
    page = Page(retro(Phase.GROUP), 1, 1, many("All of us were heard in time. " * 16, 10))
    assert said(thread.revealed(page)).count("heard in time") == 16 * 10
    crowd = thread.group(group(1, "Heard", *many("All of us were heard in time. " * 16, 40)), page.retro)
    assert "more, further up in the thread" in said(crowd)


LABELS = {
    Phase.COLLECT: {"Add a reflection", "Next: reveal"},
    Phase.GROUP: {"Group", "Add action", "Next: vote"},
    Phase.VOTE: {"Add action", "Next: discuss"},
    Phase.DISCUSS: {"Add action", "Close"},
    Phase.CLOSED: {"Add action"},
}


@pytest.mark.parametrize("phase", PHASES)
def test_the_message_offers_what_can_be_done_in_its_phase(phase: Phase) -> None:
    assert labels_of(payload(parent.retro_message(retro(phase)))) == LABELS[phase]


@pytest.mark.parametrize("phase", [Phase.COLLECT, Phase.GROUP, Phase.VOTE, Phase.DISCUSS])
def test_moving_on_is_asked_once_more_and_names_the_phase_that_was_seen(phase: Phase) -> None:
    row = next(
        block for block in parent.retro_message(retro(phase)).blocks if text_at(block, "type") == "actions"
    )
    button = list_at(row, "elements")[-1]
    assert text_at(button, "confirm", "title", "text")
    assert forms.phase_of(text_at(button, "value")) == (phase, RETRO_ID)


def test_before_anonymous_words_would_be_erased_the_question_says_so() -> None:
    few = parent.retro_message(retro(is_anonymous=True, contributors=2))
    enough = parent.retro_message(retro(is_anonymous=True, contributors=3))
    signed = parent.retro_message(retro(contributors=2))
    assert [parent.TOO_FEW in said(shown) for shown in (few, enough, signed)] == [True, False, False]
    assert [parent.PERHAPS_TOO_FEW in said(shown) for shown in (few, enough, signed)] == [False, True, False]


def test_steps_tell_what_is_over_what_it_is_now_and_until_when() -> None:
    over, now, *later = parent.steps(retro(Phase.GROUP)).split("\n")
    assert over == ":white_check_mark: *Collect* what each of us noticed"
    assert now.startswith(":arrow_right: *Group* what says the same, until <!date^")
    assert [line.split()[0] for line in later] == [":white_small_square:"] * 2


NOTHING_SHOWN = replace(ENDS, group=ENDS.collect, vote=ENDS.collect)
ALL_ERASED = replace(NOTHING_SHOWN, discuss=ENDS.collect)


def test_steps_that_did_not_happen_are_passed_over() -> None:
    first, *others = parent.steps(retro(Phase.CLOSED, ends=ALL_ERASED, was_erased=True)).split("\n")
    assert first.startswith(":white_check_mark:")
    assert [line.endswith(": passed over") for line in others] == [True] * 3
    assert ":white_check_mark:" not in "".join(others)
    talking = parent.steps(retro(Phase.DISCUSS, ends=NOTHING_SHOWN))
    assert talking.count("passed over") == 2
    assert "passed over" not in parent.steps(retro(Phase.CLOSED))


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (retro(), "Nobody has added anything yet"),
        (retro(contributors=1), "*1 person has added something.*"),
        (retro(contributors=4), "*4 people have added something.*"),
        (retro(Phase.GROUP, is_revealed=False), "is being revealed"),
        (retro(Phase.GROUP), f"<@{ANA}> puts together"),
        (retro(Phase.GROUP, leader=None), "A steward puts together"),
        (
            retro(Phase.GROUP, was_erased=True),
            "erased unread, as promised.\nWhat was added is in this thread",
        ),
        (retro(Phase.VOTE), "Each group has its reply"),
        (retro(Phase.DISCUSS), "What got most dots has a reply each"),
        (
            retro(Phase.DISCUSS, has_no_dots=True),
            "Nobody put dots this time, and that is fine: what most was said",
        ),
        (retro(Phase.DISCUSS, ends=NOTHING_SHOWN), "Nothing was added this time, and that is fine."),
        (
            retro(Phase.CLOSED, ends=ALL_ERASED, was_erased=True),
            "this look back is over.\nIf something needs saying",
        ),
        (retro(Phase.CLOSED), "the summary, pinned in this thread"),
    ],
)
def test_what_goes_on_now(shown: RetroView, words: str) -> None:
    assert words in parent.now(shown)


def test_the_message_names_who_leads_and_how_names_are_kept() -> None:
    led = said(parent.retro_message(retro(facilitator=BEN, leader=BEN, is_anonymous=True, plan=Plan.LIVE)))
    assert f"Started by <@{ANA}> · <@{BEN}> facilitates" in led
    assert "nothing that is kept ties anybody to what they wrote" in led
    assert "about 45 minutes" in led
    by_clock = said(parent.retro_message(retro(starter=None, leader=None)))
    assert "Started by the team's rhythm" in by_clock
    assert "With names" in by_clock


def test_no_message_names_who_wrote_an_anonymous_reflection_and_each_names_who_signed() -> None:
    page = Page(retro(Phase.GROUP), 1, 1, (reflection(text="Quiet"), quoted("Loud")))
    shown = said(thread.revealed(page))
    assert "*Worked*\\n> Quiet" in shown
    assert f"|a message> by <@{BEN}>, noted by <@{ANA}>" in shown


def test_who_gives_an_anonymous_reflection_reads_the_promise_and_its_limits_first() -> None:
    anonymous, signed = (collecting.add_modal(retro(is_anonymous=known)) for known in (True, False))
    first, second, *_ = list_at(anonymous, "blocks")
    assert "Your name isn't kept with this*, nor the time" in text_at(first, "text", "text")
    limits = str(second)
    for limit in (
        "backups",
        "before the reveal",
        "watching it live",
        "your own turn of phrase",
        "can't change it",
        "Below 3 contributors",
    ):
        assert limit in limits
    assert "Your name will stand beside this" in text_at(list_at(signed, "blocks")[0], "text", "text")


def test_a_form_asks_the_questions_of_the_format_and_says_when_the_words_are_for_later() -> None:
    view = collecting.add_modal(retro(Phase.WAITING))
    labels = [text_at(block, "label", "text") for block in list_at(view, "blocks") if "label" in block]
    assert labels == [column.title for column in FORMATS[0].columns]
    assert "It waits for the team's next look back" in str(view)
    assert "It waits" not in str(collecting.add_modal(retro()))


def test_a_group_shows_its_dots_once_the_vote_is_over_and_none_before() -> None:
    voting = thread.group(group(dots=4, can_vote=True), retro(Phase.VOTE))
    over = thread.group(group(dots=4, rank=1), retro(Phase.DISCUSS))
    assert voting.seeds == over.seeds == DOTS
    assert "4 dots" not in said(voting)
    assert "*Faster answers* · 4 dots" in said(over)


def test_a_reflection_that_stands_alone_is_not_said_twice() -> None:
    alone = group(1, "The tap works", reflection(text="The tap works", author=BEN))
    shown = said(thread.group(alone, retro(Phase.VOTE)))
    assert shown.count("The tap works") == 2  # in the notification and in the title
    assert f"*Worked* · <@{BEN}>" in shown
    lines = group(1, "The tap · The hose", reflection(text="The tap\nThe hose"))
    assert "> The tap" not in said(thread.group(lines, retro(Phase.VOTE)))
    renamed = said(thread.group(replace(alone, title="Water"), retro(Phase.VOTE)))
    assert "> The tap works" in renamed


def test_the_facilitator_sees_group_by_group_and_may_put_a_reflection_anywhere_else() -> None:
    here, there = group(1, "Here", reflection(1, "In it")), group(2, "There")
    bench = Workbench(retro(Phase.GROUP), (here, there), (reflection(2, "Alone"),))
    entries = [
        block for block in list_at(grouping.bench_modal(bench, STAGE), "blocks") if "accessory" in block
    ]
    offered = {
        text_at(block, "text", "text").split("\n")[-1]: [
            text_at(option, "text", "text") for option in list_at(block, "accessory", "options")
        ]
        for block in entries
    }
    assert offered["> In it"] == ["There", "A new group …", "Out of this group"]
    assert offered["> Alone"] == ["Here", "There", "A new group …"]
    assert offered["*Here* · 1 reflection"] == ["Rename …", "Take apart"]


def test_a_reflection_that_was_moved_has_a_new_menu_with_nothing_chosen() -> None:
    moved = reflection(1, "Moved")
    loose = Workbench(retro(Phase.GROUP), (group(1, "Here"),), (moved,))
    placed = Workbench(retro(Phase.GROUP), (group(1, "Here", moved),), ())
    before, after = (
        text_at(list_at(grouping.bench_modal(bench, STAGE), "blocks")[-1], "block_id")
        for bench in (loose, placed)
    )
    assert before != after


def test_more_reflections_than_fit_come_page_by_page_and_a_page_past_the_end_is_the_last() -> None:
    bench = Workbench(retro(Phase.GROUP), (), many("words", 45))
    pages = [grouping.bench_modal(bench, replace(STAGE, first=first)) for first in (0, 20, 40, 400)]
    assert [labels_of(page) for page in pages] == [{"More"}, {"Back", "More"}, {"Back"}, {"Back"}]
    assert pages[2] == pages[3]


def test_the_summary_tells_themes_changes_and_actions() -> None:
    themes = (group(1, "Water", dots=3, rank=1), group(2, "Gloves", dots=0))
    change = reflection(text="Lock the shed\nMend it", column=NEXT)
    shown = summary_message(Summary(retro(Phase.CLOSED), themes, (change,), (action(),)))
    assert shown.pin
    for words in (
        "1. Water · 3 dots",
        "1 more group got no dots",
        "• Lock the shed · Mend it",
        "*Mend the hose*",
    ):
        assert words in said(shown)
    assert "Gloves" not in said(shown)
    nobody_voted = said(summary_message(Summary(retro(Phase.CLOSED), themes[1:], (), ())))
    assert "*What was noticed*\\n• Gloves" in nobody_voted
    assert "dots" not in nobody_voted


def test_it_opens_with_what_became_of_last_times_actions() -> None:
    actions = (action("One"), action("Two", ActionState.DONE), action("Three", ActionState.DROPPED))
    assert "1 of 3 done" in said(thread.last_actions(LastActions(retro(), actions)))


def test_how_a_look_back_reads(snapshot: SnapshotAssertion) -> None:
    water = group(
        1, "Water for all", reflection(1, "The tap was free"), quoted("The tap works"), dots=3, rank=1
    )
    shown = retro(contributors=3, is_anonymous=True, facilitator=BEN, leader=BEN)
    talked = replace(shown, phase=Phase.DISCUSS, ends=replace(ENDS, discuss=NOON + timedelta(days=5)))
    told = [
        parent.retro_message(shown),
        thread.last_actions(LastActions(shown, (action(),))),
        thread.revealed(Page(talked, 1, 1, water.reflections)),
        thread.group(water, talked),
        thread.discussion(water, talked),
        summary_message(Summary(talked, (water,), (reflection(3, "Lock the shed"),), (action(),))),
    ]
    assert [payload(message) for message in told] == snapshot
