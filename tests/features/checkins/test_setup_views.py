"""What people see of how a team checks in: within Slack's limits whatever is written in it."""

import json

import pytest

from bot.delivery.values import Json
from bot.features.cadences.values import CadenceState, ZonePolicy
from bot.features.checkins.forms.setup import Stage
from bot.features.checkins.values.setup import Who
from bot.features.checkins.views.setup import board_modal, card_part, saved, stopped
from bot.features.checkins.views.setup_form import form_of, new_form, setup_modal
from bot.slack import kit
from bot.slack.limits import message_problems, view_problems
from bot.slack.payloads import list_at
from tests.features.cadences.factories import ANA, march
from tests.features.checkins.setup_room import TEAM, board, cadence, checkin, entered, preview, setup
from tests.features.goals.factories import EXTREME_WORDS
from tests.shown import labels_of, says

PAUSED = checkin(cadence=cadence(state=CadenceState.PAUSED), next_day=None)
MANY_ZONES = [preview(f"Etc/GMT+{number}", number) for number in range(1, 13)]
VIEWS = {
    "nothing": board_modal(board()),
    "nothing to read": board_modal(board(may_change=False)),
    "list": board_modal(board(checkin(), PAUSED, checkin(left_out=march(3), next_day=march(10)))),
    "many": board_modal(board(*[checkin(preview=tuple(MANY_ZONES))] * 40, may_change=False)),
    "new": new_form(TEAM),
    "change": form_of(checkin()),
    "paused": form_of(PAUSED),
    "left out": form_of(checkin(left_out=march(3), next_day=march(10))),
    "preview": setup_modal(Stage(team_id=TEAM), entered(), preview=MANY_ZONES),
    "nobody": setup_modal(Stage(team_id=TEAM), entered(), preview=[preview(people=0)]),
    "saved": saved(checkin()),
    "saved while paused": saved(PAUSED),
    "stopped": stopped(cadence(state=CadenceState.STOPPED)),
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_slack_takes_every_view(view: Json) -> None:
    assert view_problems(view) == []


@pytest.mark.parametrize("words", [*EXTREME_WORDS.values(), "x" * 5_000], ids=[*EXTREME_WORDS, "5,000"])
def test_questions_of_any_kind_fit_and_call_nobody(words: str) -> None:
    people = tuple(f"U{number:08}" for number in range(100))
    draft = entered(who=Who.CHOSEN, chosen=people, questions=(words,) * 5)
    view = setup_modal(Stage(team_id=TEAM), draft)
    assert view_problems(view) == []
    assert "<!channel>" not in json.dumps([one for one in list_at(view, "blocks") if one["type"] != "input"])


def test_the_form_shows_what_is_kept_and_what_can_be_done() -> None:
    view = form_of(checkin())
    assert labels_of(view) == {"Preview", "Skip Tue 3 Mar", "Pause", "Stop", "All check-ins"}
    assert says(view, "Asks 2 people: every Tuesday at 10:00")
    assert says(view, "*Next* on Tue 3 Mar")
    left_out = form_of(checkin(left_out=march(3), next_day=march(10)))
    assert says(left_out, "*Skipped*: Tue 3 Mar.")
    assert says(left_out, "*Next* on Tue 10 Mar.")
    assert "Don't skip Tue 3 Mar" in labels_of(left_out)
    assert {"Resume", "Stop", "All check-ins", "Preview"} == labels_of(form_of(PAUSED))


def test_a_list_says_when_only_once() -> None:
    listed = str(board_modal(board(checkin())))
    assert "*Every Tuesday at 10:00*" in listed
    assert "Asks 2 people, in each person's own time zone, for people who drive a goal." in listed
    assert listed.lower().count("every tuesday at 10:00") == 1


def test_a_member_reads_and_finds_no_buttons() -> None:
    view = board_modal(board(checkin(), may_change=False))
    assert labels_of(view) == set()
    assert "submit" not in view
    assert says(view, f"<@{ANA}>")
    days = ("Tue 3 Mar 10:00", "Tue 10 Mar 10:00")
    unbroken = " · ".join(day.replace(" ", "\N{NO-BREAK SPACE}") for day in days)
    assert says(view, f"*Amsterdam time* (2 people): {unbroken}")


def test_the_preview_tells_zones_with_most_people_first_and_counts_the_rest() -> None:
    view = setup_modal(Stage(team_id=TEAM), entered(), preview=MANY_ZONES)
    assert says(view, "*GMT+12 time* (12 people)")
    assert says(view, "… and in 4 time zones more")
    by_team = entered(zones=ZonePolicy.TEAM)
    assert says(setup_modal(Stage(team_id=TEAM), by_team, preview=[preview()]), "Amsterdam time, the team's")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (Who.DRIVERS, "As soon as somebody drives a goal"),
        (Who.MEMBERS, "Who joins the team"),
        (Who.CHOSEN, "choose at least one member of the team"),
    ],
)
def test_the_preview_says_why_nobody_takes_part(who: Who, said: str) -> None:
    view = setup_modal(Stage(team_id=TEAM), entered(who=who), preview=[preview(people=0)])
    assert says(view, said)
    assert says(form_of(checkin(people=0)), "Asks nobody yet: every Tuesday")


def test_the_card_tells_the_rhythm_and_how_to_change_it() -> None:
    usual = (cadence(), setup())
    [line] = card_part(TEAM, [usual]).lines
    assert line == (
        "*Check-in*: every Tuesday at 10:00, in each person's own time zone, for people who drive a goal"
        " · see or change it with `/checkin`"
    )
    assert "none at the moment" in card_part(TEAM, []).lines[0]
    part = card_part(TEAM, [usual] * 5)
    assert "2 more" in part.lines[-1]
    paused = (cadence(state=CadenceState.PAUSED), setup())
    assert "(paused)" in card_part(TEAM, [paused]).lines[0]
    told = kit.message(kit.lines(part.lines), kit.section(kit.lines(part.lines)), kit.actions(*part.buttons))
    assert message_problems({"text": told.text, "blocks": list(told.blocks)}) == []
