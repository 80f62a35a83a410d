"""Whatever people write, Slack can show it; and what is shown says what can be done next."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.features.goals.values import GoalState
from bot.features.ownership.values import Holders, OfferView, Owned
from bot.features.planning.forms.initiatives import Stage, edit_stage
from bot.features.planning.forms.milestones import MilestoneForm, MilestoneStage, milestone_stage
from bot.features.planning.rules.backlog import look_of
from bot.features.planning.rules.timeline import stretches
from bot.features.planning.values.backlog import (
    NOBODY,
    PAGE,
    BacklogPage,
    Due,
    Look,
    Row,
    Shown,
    Wanted,
)
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.dependencies import Unsettled
from bot.features.planning.values.initiatives import (
    DESCRIPTION_MOST,
    TITLE_MOST,
    InitiativeDraft,
    InitiativeState,
    InitiativeView,
    Progress,
)
from bot.features.planning.values.milestones import MilestoneState, MilestoneView
from bot.features.planning.values.shown import GoalChoice, ShownInitiative
from bot.features.planning.values.timeline import Timeline
from bot.features.planning.views import parts
from bot.features.planning.views.backlog import backlog_message
from bot.features.planning.views.history import edited
from bot.features.planning.views.initiative_forms import initiative_form, let_go_form
from bot.features.planning.views.initiatives import details, due_line, initiative_line
from bot.features.planning.views.timeline import milestone_form, timeline_modal
from bot.features.workspaces.values import ActivityView
from bot.slack import kit
from bot.slack.limits import message_problems, view_problems
from bot.slack.payloads import list_at, text_at
from bot.slack.sayings import Sayings
from tests.features.goals.factories import ANA, BEN, CYD, DEE, EXTREME_WORDS, NOON, goal
from tests.features.ownership.factories import offer
from tests.features.planning.factories import FRIDAY, TEAM, initiative

WORDS = [*EXTREME_WORDS.values(), "x" * 5_000]
TODAY = NOON.date()
SAID = SaidBack("12/3", date(2027, 3, 12), date(2026, 12, 3))


def message_is_fine(message: object) -> bool:
    text, blocks = getattr(message, "text", ""), getattr(message, "blocks", ())
    assert "<!channel>" not in text
    return message_problems({"text": text, "blocks": list(blocks)}) == []


def goals_called(words: str, count: int) -> list[GoalChoice]:
    return [GoalChoice(UUID(int=number), number, words[:TITLE_MOST]) for number in range(1, count + 1)]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("state", InitiativeState)
def test_an_initiative_fits(words: str, state: InitiativeState) -> None:
    one = initiative(title=words[:TITLE_MOST], description=words[:DESCRIPTION_MOST], state=state)
    shown = ShownInitiative(
        initiative=one,
        owned=owned_by(BEN, offer=offer(title=words[:TITLE_MOST])),
        reader=BEN,
        driven=3,
        today=TODAY,
        goal=goal(3, words[:TITLE_MOST]),
    )
    forms = (
        details(shown, Sayings()),
        initiative_form(Stage(team_id=TEAM, said=SAID), InitiativeDraft(team_id=TEAM, title=words), []),
        initiative_form(edit_stage(one), one.draft(), goals_called(words, 100)),
        initiative_form(Stage(team_id=TEAM), one.draft(), goals_called(words, 1), no_goal="There is none."),
        let_go_form(one, 2),
    )
    assert [view_problems(view) for view in forms] == [[]] * len(forms)


def owned_by(driver: str | None, *others: str, offer: OfferView | None = None, is_open: bool = True) -> Owned:
    """Driven by one person, with others of every sort."""
    holders = Holders(driver, others, others, others)
    return Owned(subject_id=initiative().id, holders=holders, offer=offer, is_open=is_open)


MANY = tuple(f"U0P{number}" for number in range(300))


def test_its_details_name_everybody_with_a_part_in_it() -> None:
    holders = Holders(BEN, (CYD, ANA), (DEE,), ())
    shown = ShownInitiative(
        initiative=initiative(), owned=Owned(subject_id=initiative().id, holders=holders), today=TODAY
    )
    facts = str(details(shown, Sayings()))
    for line in (f"*Driver* <@{BEN}>", f"*With* <@{CYD}>, <@{ANA}>", f"*Consulted* <@{DEE}>"):
        assert line in facts
    assert "Kept informed" not in facts
    crowd = replace(shown, owned=owned_by(BEN, *MANY))
    assert view_problems(details(crowd, Sayings())) == []


@pytest.mark.parametrize(
    ("owned", "reader", "labels"),
    [
        (owned_by(None), CYD, ["Claim", "Offer to …", "People …", "Join in"]),
        (owned_by(BEN), BEN, ["Release", "Offer to …", "People …"]),
        (owned_by(BEN, CYD), CYD, ["Release", "Offer to …", "People …", "Step back"]),
        (owned_by(None, offer=offer()), BEN, ["Accept", "Decline …", "People …", "Join in"]),
        (owned_by(CYD, offer=offer()), CYD, ["Release", "Take the offer back", "People …"]),
        (replace(owned_by(BEN), has_left=True), CYD, ["Claim", "Offer to …", "People …", "Join in"]),
    ],
)
def test_its_details_offer_each_reader_what_is_theirs(owned: Owned, reader: str, labels: list[str]) -> None:
    one = initiative(state=InitiativeState.UNDER_WAY)
    shown = ShownInitiative(initiative=one, owned=owned, reader=reader, today=TODAY)
    always = {"Done", "Edit", "Needs something", "Let go"}
    assert [label for label in labels_in(shown) if label not in always] == labels


def test_what_is_offered_says_how_much_its_reader_drives_and_what_has_ended_offers_nothing() -> None:
    asked = ShownInitiative(
        initiative=initiative(), owned=owned_by(None, offer=offer()), reader=BEN, driven=3, today=TODAY
    )
    assert "this would be your 4th" in str(details(asked, Sayings()))
    for quiet in (replace(asked, driven=0), replace(asked, reader=ANA)):
        assert "would be your" not in str(details(quiet, Sayings()))
    over = initiative(state=InitiativeState.DONE)
    ended = ShownInitiative(
        initiative=over, owned=owned_by(BEN, CYD, is_open=False), reader=CYD, driven=3, today=TODAY
    )
    assert labels_in(ended) == ["Open again"]


@pytest.mark.parametrize(("driven", "said"), [(2, False), (3, True)])
def test_who_puts_one_on_record_for_themself_reads_how_much_it_would_be(driven: int, said: bool) -> None:
    empty = InitiativeDraft(team_id=TEAM, title="")
    form = str(initiative_form(Stage(team_id=TEAM), empty, [], driven=driven))
    assert ("the 4th thing that you drive" in form) is said


def labels_in(shown: ShownInitiative) -> list[str]:
    rows = list_at(details(shown, Sayings()), "blocks")
    return [text_at(element, "text", "text") for row in rows for element in list_at(row, "elements")]


@pytest.mark.parametrize("words", WORDS)
def test_a_backlog_fits(words: str) -> None:
    rows = tuple(
        Row(
            initiative(number, words[:TITLE_MOST]),
            BEN if number % 2 else "",
            3,
            goal_state=GoalState.WITHDRAWN,
        )
        for number in range(PAGE)
    )
    look = Look(team_id=TEAM, wanted=Wanted(goal=9_999, owner="W" * 11, due=Due.OVERDUE), first=99_990)
    requests = {row.initiative.id: [replace(unsettled(words), offered=FRIDAY)] * 9 for row in rows}
    page = BacklogPage(look=look, total=99_999 + PAGE, rows=rows, unread=words, requests=requests)
    for is_member in (True, False):
        message = backlog_message(page, goals_called(words, 6), reader=ANA, today=TODAY, is_member=is_member)
        assert message_is_fine(message)


@pytest.mark.parametrize("words", WORDS)
def test_a_timeline_and_its_milestones_fit(words: str) -> None:
    stones = tuple(milestone(number, words[:TITLE_MOST]) for number in range(20))
    rows = tuple(
        Row(
            initiative(number, words[:TITLE_MOST], due=FRIDAY + timedelta(weeks=number)),
            BEN,
            3,
            goal_state=GoalState.WITHDRAWN,
        )
        for number in range(35)
    )
    entered = MilestoneForm(words[:TITLE_MOST], None, EnteredDay("12/3", FRIDAY))
    for view in (
        milestone_form(replace(milestone_stage(stones[0]), said=SAID), goals_called(words, 100), entered),
        milestone_form(MilestoneStage(team_id=TEAM), []),
        timeline_modal(
            replace(
                timeline(stones, rows, left_out=7), requests=(replace(unsettled(words), offered=FRIDAY),) * 10
            )
        ),
    ):
        assert view_problems(view) == []


def unsettled(what: str = "A room", channel: str | None = "C0PLATFORM") -> Unsettled:
    return Unsettled(
        initiative_id=UUID(int=12), number=12, what=what[:150], needed_by=FRIDAY, channel=channel
    )


@pytest.mark.parametrize(("channel", "team"), [("C0PLATFORM", "<#C0PLATFORM>"), (None, "another team")])
def test_a_request_without_an_answer_stands_where_its_team_plans(channel: str | None, team: str) -> None:
    asked = unsettled(channel=channel)
    told = str(timeline_modal(replace(timeline(), requests=(asked,), requests_left_out=2)))
    assert f":hourglass_flowing_sand: Fri 6 Mar · A room for i12 · waits for an answer from {team}" in told
    assert "And 2 requests more, later." in told
    row = Row(initiative())
    for requests, end in (
        ([asked], "wanted by Fri 6 Mar'"),
        ([asked] * 3, "wanted by Fri 6 Mar, and 2 more'"),
    ):
        page = BacklogPage(
            look=Look(team_id=TEAM), total=1, rows=(row,), requests={row.initiative.id: requests}
        )
        shown = str(backlog_message(page, [], reader=ANA, today=TODAY, is_member=True).blocks)
        assert f"waits for an answer from {team}: “A room”, {end}" in shown


def milestone(number: int = 1, title: str = "Launch", day: date = FRIDAY) -> MilestoneView:
    return MilestoneView(
        id=UUID(int=number),
        team_id=TEAM,
        goal_id=None,
        title=title,
        day=day,
        state=MilestoneState.AHEAD,
        made_by=ANA,
        changed_at=NOON,
    )


def timeline(
    milestones: tuple[MilestoneView, ...] = (), rows: tuple[Row, ...] = (), left_out: int = 0
) -> Timeline:
    return Timeline(
        team_id=TEAM,
        today=TODAY,
        number=1,
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=41),
        milestones=milestones,
        rows=rows,
        left_out=left_out,
        is_member=True,
    )


def test_a_timeline_is_told_week_by_week() -> None:
    due = {"late": -3, "today": 0, "friday": 4, "next": 8, "in three weeks": 21, "after": 60}
    rows = tuple(
        Row(initiative(number, title, due=TODAY + timedelta(days=days)))
        for number, (title, days) in enumerate(due.items())
    )
    told = [
        (
            part.name,
            [
                one.title if isinstance(one, MilestoneView) else one.initiative.title
                for one in part.entries
                if not isinstance(one, Unsettled)
            ],
        )
        for part in stretches(timeline((milestone(),), rows))
    ]
    assert told == [
        ("Before today", ["late"]),
        ("This week", ["today", "Launch", "friday"]),
        ("Next week", ["next"]),
        ("Week of Mon 23 Mar", ["in three weeks"]),
        ("After this cycle", ["after"]),
    ]


@pytest.mark.parametrize(
    ("milestones", "rows", "said"),
    [
        (0, 0, None),
        (7, 0, "And 7 milestones more, later."),
        (1, 2, "And 1 milestone and 2 initiatives more, later."),
    ],
)
def test_a_timeline_says_what_it_leaves_out(milestones: int, rows: int, said: str | None) -> None:
    shown = replace(timeline((milestone(),), left_out=rows), milestones_left_out=milestones)
    told = str(timeline_modal(shown))
    assert ("more, later" in told) is bool(said)
    assert (said or "") in told


def test_a_day_of_another_year_says_which_on_the_timeline() -> None:
    later = date(2027, 1, 4)
    told = str(timeline_modal(timeline((milestone(day=later),), (Row(initiative(due=later)),))))
    assert told.count("Mon 4 Jan 2027") == 3  # the milestone, its choice, the initiative
    before = replace(timeline((), ()), starts_on=date(2025, 12, 1), ends_on=date(2026, 1, 9))
    assert "Mon 1 Dec 2025 to Fri 9 Jan'" in str(timeline_modal(before))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (initiative(due=None), "no date"),
        (initiative(), "by Fri 6 Mar"),
        (initiative(due=TODAY - timedelta(days=1), expected=TODAY), "overdue since Sun 1 Mar"),
        (
            initiative(due=TODAY - timedelta(days=1), expected=date(2026, 3, 20)),
            "overdue since Sun 1 Mar, expected Fri 20 Mar",
        ),
        (initiative(expected=date(2026, 3, 20)), "by Fri 6 Mar, expected Fri 20 Mar"),
        (initiative(due=date(2027, 1, 4)), "by Mon 4 Jan 2027"),
        (initiative(due=TODAY - timedelta(days=9), state=InitiativeState.DONE), "by Sat 21 Feb"),
    ],
)
def test_when_it_is_due_is_said(known: InitiativeView, said: str) -> None:
    assert due_line(known, TODAY) == said
    line = str(timeline_modal(timeline((), (Row(known),))))
    assert (f":white_circle: {said.removeprefix('by ')} · i12" in line) is known.is_open


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Wanted(), "*1 initiative* · open"),
        (Wanted(owner=ANA), "open · yours"),
        (Wanted(owner=NOBODY, shown=Shown.PLANNED), "planned · that nobody drives yet"),
        (Wanted(goal=3, due=Due.OVERDUE, owner=BEN), f"open, overdue and for goal #3 · of <@{BEN}>"),
    ],
)
def test_a_backlog_says_what_is_looked_for(look: Wanted, said: str) -> None:
    page = BacklogPage(look=Look(team_id=TEAM, wanted=look), total=1, rows=(Row(initiative()),))
    assert said in backlog_message(page, [], reader=ANA, today=TODAY, is_member=True).text


@pytest.mark.parametrize(
    ("wanted", "is_member", "said"),
    [
        (Wanted(), True, "*Add an initiative*, or `/goal initiative 3"),
        (Wanted(), False, "Nothing is open here."),
        (Wanted(goal=7), True, "`/goal initiative 7 Write a guide`"),
        (Wanted(goal=7), False, "Nothing is open for goal #7."),
        (Wanted(goal=99), True, "Nothing is open for goal #99. `/goal backlog` shows"),
        (Wanted(due=Due.OVERDUE), True, "Choose something else"),
        (Wanted(goal=7, shown=Shown.DONE), True, "Choose something else"),
    ],
)
def test_an_empty_backlog_says_how_to_begin_and_one_that_is_narrow_how_to_widen_it(
    wanted: Wanted, is_member: bool, said: str
) -> None:
    page = BacklogPage(look=Look(team_id=TEAM, wanted=wanted), total=0, rows=())
    known = goals_called("x", 7)
    told = str(backlog_message(page, known, reader=ANA, today=TODAY, is_member=is_member).blocks)
    assert said in told
    assert is_member or "initiative 3" not in told


@pytest.mark.parametrize(
    ("first", "total", "moves"),
    [
        (0, 1, []),
        (0, 2, ["↓ Down"]),
        (5, 9, ["↑ Up", "↓ Down", "⤒ To the top"]),
        (8, 9, ["↑ Up", "⤒ To the top"]),
    ],
)
def test_a_row_is_moved_only_where_there_is_room(first: int, total: int, moves: list[str]) -> None:
    page = BacklogPage(look=Look(team_id=TEAM, first=first), total=total, rows=(Row(initiative()),))
    told = str(backlog_message(page, [], reader=ANA, today=TODAY, is_member=True).blocks)
    assert [label for label in ("↑ Up", "↓ Down", "⤒ To the top") if label in told] == moves


@pytest.mark.parametrize(("count", "said"), [(1, "here. Choose another, or"), (0, "here.'")])
def test_the_form_says_beneath_the_goal_that_there_is_none_of_that_number(count: int, said: str) -> None:
    draft = InitiativeDraft(team_id=TEAM, title="Build a fence")
    form = initiative_form(
        Stage(team_id=TEAM), draft, goals_called("x", count), no_goal="There is no goal #9 here."
    )
    told = list_at(form, "blocks")[1 + count]
    assert said in str(told)
    assert "goal #9" in str(told)


def test_the_menus_say_what_is_looked_for_now() -> None:
    wanted = Wanted(owner=NOBODY, due=Due.NO_DATE, goal=3)
    page = BacklogPage(look=Look(team_id=TEAM, wanted=wanted), total=1, rows=(Row(initiative()),))
    told = str(backlog_message(page, goals_called("x", 1), reader=ANA, today=TODAY, is_member=True).blocks)
    for placeholder in ("State: open", "Whose: nobody's yet", "Due: without date", "Goal: #3"):
        assert f"'{placeholder}'" in told or f'"{placeholder}"' in told


@pytest.mark.parametrize("state", [InitiativeState.DONE, InitiativeState.LET_GO])
def test_what_has_ended_is_not_said_to_wait_for_anybody(state: InitiativeState) -> None:
    over = initiative(state=state, due=None)
    assert initiative_line(Row(over, offered=BEN), TODAY).endswith("*i12* Write the welcome guide")
    assert f"<@{BEN}>" in initiative_line(Row(over, BEN), TODAY)
    told = str(
        details(ShownInitiative(initiative=over, owned=owned_by(None, is_open=False), today=TODAY), Sayings())
    )
    assert "nobody" not in told
    assert "no date" not in told


def test_letting_go_says_how_many_will_hear_why() -> None:
    assert "count" not in str(let_go_form(initiative(), 0)["blocks"])
    assert "1 initiative counts on it; whoever asked for it will hear why" in str(
        let_go_form(initiative(), 1)
    )
    assert "2 initiatives count on it" in str(let_go_form(initiative(), 2))


def test_a_goal_whose_initiatives_are_all_done_leads_to_those() -> None:
    for progress, shown in ((Progress(done=2), Shown.DONE), (Progress(done=2, planned=1), Shown.OPEN)):
        row = kit.actions(*parts.card_part(goal(3), progress, today=TODAY).buttons)
        (button,) = list_at(row, "elements")
        assert look_of(text_at(button, "value")).wanted == Wanted(goal=3, shown=shown)


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(planned=1), "1 initiative"),
        (
            Progress(planned=1, under_way=1, done=1, next_due=FRIDAY),
            "3 initiatives: 1 done and 1 under way; next due Fri 6 Mar",
        ),
        (Progress(planned=1, next_due=TODAY), "1 initiative; next due Mon 2 Mar"),
        (
            Progress(planned=1, first_due=TODAY - timedelta(days=1), next_due=FRIDAY),
            "1 initiative; overdue since Sun 1 Mar",
        ),
    ],
)
def test_a_goals_card_tells_how_its_initiatives_stand(progress: Progress, said: str) -> None:
    part = parts.card_part(goal(3), progress, today=TODAY)
    assert part.lines == (said,)
    row = kit.message(kit.escaped("x"), kit.actions(*part.buttons))
    assert message_is_fine(row)


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        (Progress(planned=1, first_due=TODAY - timedelta(days=1)), "1 initiative: 1 still open"),
        (Progress(planned=1, under_way=1, done=1, next_due=FRIDAY), "3 initiatives: 1 done and 2 still open"),
        (Progress(done=2), "2 initiatives: 2 done"),
    ],
)
def test_a_goal_that_is_over_claims_nothing_late(progress: Progress, said: str) -> None:
    over = replace(goal(3), state=GoalState.ENDED)
    assert parts.card_part(over, progress, today=TODAY).lines == (said,)


def test_the_history_says_what_of_which_initiative_was_changed() -> None:
    detail: dict[str, object] = {"title": "Write a guide", "after": {"due": None, "title": "Write a guide"}}
    entry = ActivityView(UUID(int=3), NOON, ANA, "planning.initiative_edited", "x", detail)
    assert edited(entry) == f"<@{ANA}> changed “Write a guide”: its words and its due date"
