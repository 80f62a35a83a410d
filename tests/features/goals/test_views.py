"""What people see of goals: within Slack's limits whatever is written in it, and calling nobody."""

import json
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from bot.delivery.values import Message
from bot.features.goals import forms
from bot.features.goals.coach import Remark
from bot.features.goals.events import GoalProposed, GoalRescoped
from bot.features.goals.forms import Stage
from bot.features.goals.values import GOAL, AimView, GoalDraft, GoalState, Outcome, ScopeChange
from bot.features.goals.views import ending, ids
from bot.features.goals.views.card import ShownGoal, goal_card, goal_details
from bot.features.goals.views.ending import end_modal, scope_changed
from bot.features.goals.views.lists import goal_list, propose_button, which_one
from bot.features.goals.views.notices import (
    card_gone,
    none_found,
    saved,
    withdrawal_modal,
)
from bot.features.goals.views.proposal import proposal_modal, scope_modal
from bot.features.goals.views.words import words_modal
from bot.features.workspaces.values import ActivityView
from bot.slack import histories, kit
from bot.slack.histories import history_page
from bot.slack.kit import markup
from bot.slack.limits import message_problems, view_problems
from bot.slack.menus import MENU, Choice
from bot.slack.sayings import Sayings, by_actor
from bot.slack.sections import Part
from tests.features.goals.factories import ANA, ENDLESS, NOON, TEAM, draft, goal

REMARK = Remark("effect", "What will be different, for whom?", "Members can … because we ship 5 features")
PART = Part(
    lines=(markup(":raised_hand: Driven by somebody"),),
    blocks=(kit.section(markup("5 of 7 heard")),),
    buttons=(kit.button("Claim", "ownership.claim"),),
    seeds=("fire", "+1"),
)
FULL = ShownGoal(goal(words="words", must_do=True), (PART,), is_editable=True)
STAGES = [
    Stage(team_id=TEAM),
    Stage(team_id=TEAM, unfolded=True),
    Stage(team_id=TEAM, unfolded=True).remarked(REMARK),
    Stage(team_id=TEAM).remarked(REMARK).using("Ship 5 features"),
    forms.edit_stage(goal()),
]


SAYINGS = Sayings()
SAYINGS.on(GoalProposed, by_actor("proposed it"))
SAYINGS.on(GoalRescoped, ending.rescoped)


def problems(message: Message) -> list[object]:
    return [*message_problems({"text": message.text, "blocks": list(message.blocks)})]


def blocks_of(view: dict[str, object]) -> list[dict[str, object]]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return blocks


def block_ids(view: dict[str, object]) -> list[object]:
    return [block["block_id"] for block in blocks_of(view) if "block_id" in block]


def crowd(words: str) -> Part:
    """As much as the rooms above add to one goal's details."""
    lines = tuple(kit.brief(words, 1_400) for _ in range(3))
    rows = tuple(kit.button("Something to do", f"above.{number}", str(TEAM)) for number in range(10))
    choices = tuple(Choice("Something rare", f"above.{number}", str(TEAM)) for number in range(3))
    return Part(lines=lines, blocks=(kit.section(kit.brief(words, 1_500)),), buttons=rows, choices=choices)


def past(words: str) -> list[ActivityView]:
    """A long history whose every line carries these words."""
    change: dict[str, object] = {
        "before": {"title": words[:150]},
        "after": {"title": words[:150]},
        "why": words[:1000],
    }
    return [
        ActivityView(UUID(int=number), NOON, ANA, GoalRescoped.kind, "goal", change) for number in range(30)
    ]


def crowded(words: str) -> ShownGoal:
    """A goal as full of these words as it can be."""
    full = replace(goal(words=words[:1000]), title=words[:150] or "-", learned=words[:1000])
    return ShownGoal(full, (PART, crowd(words)), is_editable=True, history=past(words), address="https://a")


def details_of(shown: ShownGoal) -> Sequence[Message]:
    """Its details while it is under way, at its end, and withdrawn."""
    ended = replace(shown.goal, state=GoalState.ENDED, outcome=Outcome.REACHED)
    return [
        goal_details(replace(shown, goal=one), SAYINGS) for one in (shown.goal, ended, withdrawn(shown).goal)
    ]


def withdrawn(shown: ShownGoal) -> ShownGoal:
    """The same, given up by who proposed it."""
    return replace(shown, goal=replace(shown.goal, state=goal(is_withdrawn=True).state))


def messages_about(words: str) -> Sequence[Message]:
    """Every message that can carry these words."""
    shown = crowded(words)
    full = shown.goal
    return (
        goal_card(shown),
        *details_of(shown),
        history_page(full.title, shown.history, SAYINGS, GOAL, full.id, first=10),
        goal_list(TEAM, [shown] * 10, first=10, total=25),
        which_one([shown.goal] * 12, words),
        none_found(words),
        saved(shown),
        saved(withdrawn(shown)),
        card_gone(shown.goal, "C0TEAM", is_back=False),
        card_gone(shown.goal, "C0TEAM", is_back=True),
    )


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_slack_takes_every_message_whatever_the_words(words: str) -> None:
    for message in messages_about(words):
        assert problems(message) == []


@given(st.text('&<>"\\\n a', max_size=1000), st.integers(1, 1000))
def test_slack_takes_details_whatever_finds_no_room(words: str, times: int) -> None:
    for message in details_of(crowded(words * times)):
        assert problems(message) == []


def test_ordinary_words_are_all_in_the_details() -> None:
    words = ("We answer within a day. " * 50)[:1000].strip()
    details = goal_details(ShownGoal(replace(goal(words=words), learned=words)), SAYINGS)
    said = json.dumps(details.blocks)
    assert said.count(words) == 4
    assert ids.WORDS not in said


@pytest.mark.parametrize("words", ["&" * 1000, "a < b & c > d " * 70, "\n" * 500 + "x"])
def test_what_finds_no_room_is_a_press_away(words: str) -> None:
    full = replace(goal(words=words), learned=words)
    shown = ShownGoal(full, (crowd("&" * 1000),), history=past(words))
    pressed = {block["action_id"] for block in _buttons(goal_details(shown, SAYINGS))}
    assert {ids.WORDS, histories.SHOW} <= pressed
    modal = words_modal(full)
    assert view_problems(modal) == []
    said = "".join(str(block["text"]["text"]) for block in blocks_of(modal))  # type: ignore[index]
    assert said.count(kit.escaped(words)) == 4


def _buttons(message: Message) -> list[dict[str, str]]:
    found = [block.get("accessory") for block in message.blocks]
    rows = [element for block in message.blocks for element in block.get("elements", ())]  # type: ignore[attr-defined]
    return [element for element in (*found, *rows) if element and "action_id" in element]


@given(st.text(max_size=2000))
def test_no_words_can_call_a_channel(words: str) -> None:
    for message in messages_about(f"<!channel> <@U0BEN> {words}"):
        sent = json.dumps([message.text, [_parsed(block) for block in message.blocks]])
        assert "<!channel" not in sent
        assert "<@U0BEN" not in sent


def _parsed(part: object) -> object:
    """What of a block Slack parses: mrkdwn; plain text is shown to the letter."""
    if isinstance(part, list):
        return [_parsed(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "mrkdwn":
        assert part["verbatim"] is True
        return part["text"]
    return [] if part.get("type") == "plain_text" else [_parsed(each) for each in part.values()]


@pytest.mark.parametrize("stage", STAGES, ids=["new", "more", "remark", "used", "edit"])
@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_slack_takes_the_form_at_every_stage(stage: Stage, words: str) -> None:
    wanted = GoalDraft(
        team_id=TEAM,
        title=words,
        beneficiary=words,
        why=words,
        constraints=words,
        must_be_true=words,
        aim=words,
    )
    aims = [
        AimView(id=UUID(int=number), title=words[:150] or "-", team_id=TEAM if number % 2 else None)
        for number in range(30)
    ]
    view = proposal_modal(stage, wanted, aims)
    assert view_problems(view) == []
    for field in (block["element"] for block in blocks_of(view) if block["type"] == "input"):
        assert isinstance(field, dict)
        assert len(field.get("initial_value", "")) <= field.get("max_length", 0)


def test_slack_takes_the_other_modals_and_notices() -> None:
    assert view_problems(withdrawal_modal(goal())) == []
    asked = withdrawal_modal(goal(), [Part(lines=(markup("It is asked about."),))], ["C0OTHER", ""])
    assert "It is asked about.\\n:link: Adopted as an aim by <#C0OTHER>, another team" in json.dumps(asked)
    assert "voted on it in this round" in json.dumps(asked)
    assert problems(goal_list(TEAM, [])) == []


def test_typed_words_stay_because_fields_keep_their_ids() -> None:
    folded = proposal_modal(STAGES[0], draft())
    unfolded = proposal_modal(STAGES[1], draft())
    remarked = proposal_modal(STAGES[2], draft())
    assert block_ids(folded) == [forms.TITLE, forms.BENEFICIARY]
    assert block_ids(unfolded)[:2] == block_ids(folded)
    assert block_ids(remarked) == block_ids(unfolded)


def test_a_suggestion_takes_a_new_id_so_that_slack_shows_it() -> None:
    view = proposal_modal(STAGES[3], draft("Members can do more"))
    assert block_ids(view)[0] == f"{forms.TITLE}#1"
    assert "You had: Ship 5 features" in json.dumps(view)


@pytest.mark.parametrize(
    ("stage", "submit", "callback"),
    [
        (STAGES[0], "Propose", ids.SUBMIT),
        (STAGES[2], "Keep mine", ids.SUBMIT),
        (STAGES[3], "Propose", ids.SUBMIT),
        (STAGES[4], "Save", ids.SUBMIT_EDIT),
    ],
)
def test_the_forms_button_says_what_it_does(stage: Stage, submit: str, callback: str) -> None:
    view = proposal_modal(stage, draft())
    assert view["callback_id"] == callback
    assert view["submit"] == {"type": "plain_text", "text": submit, "emoji": True}


def test_the_form_at_its_stages(snapshot: SnapshotAssertion) -> None:
    aims = [
        AimView(id=UUID(int=1), title="People stay", team_id=TEAM),
        AimView(id=UUID(int=2), title="People pay"),
    ]
    assert [proposal_modal(stage, draft(why="They ask"), aims) for stage in STAGES] == snapshot


def test_the_card(snapshot: SnapshotAssertion) -> None:
    assert goal_card(FULL) == snapshot


def test_the_details(snapshot: SnapshotAssertion) -> None:
    assert goal_details(FULL, SAYINGS) == snapshot


def test_a_page_of_the_list(snapshot: SnapshotAssertion) -> None:
    shown = [ShownGoal(goal(number), (PART,)) for number in (11, 12)]
    assert goal_list(TEAM, shown, first=10, total=12) == snapshot


def action_ids(message: Message) -> list[str]:
    return [
        element["action_id"]
        for block in message.blocks
        if block["type"] == "actions" and isinstance(elements := block["elements"], list)
        for element in elements
    ]


def test_a_card_that_was_voted_on_offers_no_edit_and_no_withdrawal() -> None:
    voted = goal_card(replace(FULL, is_editable=False))
    assert action_ids(goal_card(FULL)) == ["ownership.claim", ids.EDIT, MENU]
    assert action_ids(voted) == ["ownership.claim", MENU]
    assert "Withdraw" not in json.dumps(voted.blocks)


def test_what_rooms_offer_rarely_stands_in_the_menu_of_card_and_details() -> None:
    release = Choice("Release", "ownership.open_release", "id")
    shown = replace(FULL, parts=(*FULL.parts, Part(choices=(release,))))
    for message in (goal_card(shown), goal_details(shown, SAYINGS)):
        assert problems(message) == []
        assert action_ids(message)[-1] == MENU
        assert "ownership.open_release id" in json.dumps(message.blocks[-1])


IN_STATES = {
    "proposed": (ShownGoal(goal(), is_editable=True), "Withdraw", []),
    "voted on": (ShownGoal(goal()), "End this goal", []),
    "committed": (ShownGoal(replace(goal(), state=GoalState.COMMITTED)), "End this goal", ["*Committed*"]),
    "carried": (
        ShownGoal(replace(goal(), carried_from=3), is_editable=True),
        "End this goal",
        ["Carried over from cycle 3"],
    ),
    "ended": (
        ShownGoal(
            replace(goal(), state=GoalState.ENDED, outcome=Outcome.LET_GO, learned="Ask first\n<!here>")
        ),
        "Open again",
        ["*Let go*", "> Ask first"],
    ),
}


@pytest.mark.parametrize(("shown", "offers", "says"), IN_STATES.values(), ids=IN_STATES.keys())
def test_a_card_says_and_offers_what_fits_where_the_goal_stands(
    shown: ShownGoal, offers: str, says: list[str]
) -> None:
    for message in (goal_card(shown), goal_details(shown, SAYINGS)):
        sent = json.dumps(message.blocks)
        assert problems(message) == []
        assert [each in sent for each in ("Withdraw", "End this goal", "Open again")].count(True) == 1
        assert offers in sent
        assert all(each in sent for each in says)
        assert ("Change scope" in sent) == (shown.goal.state is GoalState.COMMITTED)
        assert "<!here>" not in sent


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_the_words_around_a_committed_goal_fit(words: str) -> None:
    full = goal(words=words[:1000])
    change = ScopeChange(
        "U0ANA", {"why": words[:1000], "must_do": True}, {"why": "", "must_do": False}, words[:1000]
    )
    reply = scope_changed(full, change)
    assert problems(reply) == []
    assert r"Before: yes\nNow: no" in json.dumps(reply.blocks)
    asked = end_modal(full, [Part(lines=(markup("2 open initiatives stay."),))])
    assert [*view_problems(asked)] == []
    assert "2 open initiatives stay." in json.dumps(asked)
    assert [*view_problems(scope_modal(forms.edit_stage(full), full.draft(), []))] == []


def test_a_withdrawn_goal_offers_nothing_and_says_why_it_went() -> None:
    gone = goal_details(ShownGoal(goal(is_withdrawn=True)), SAYINGS)
    assert "nobody had voted on it in that round" in json.dumps(gone.blocks)
    assert action_ids(goal_details(ShownGoal(goal(is_withdrawn=True), (PART,)), SAYINGS)) == []
    assert action_ids(saved(ShownGoal(goal(is_withdrawn=True)))) == []


def test_a_list_says_which_goals_were_carried_over() -> None:
    carried = ShownGoal(replace(goal(), carried_from=3))
    assert "carried over from cycle 3" in json.dumps(goal_list(TEAM, [carried], total=1).blocks)
    assert "carried over" not in json.dumps(goal_list(TEAM, [ShownGoal(goal())], total=1).blocks)


def test_a_list_pages_both_ways() -> None:
    goals = [ShownGoal(goal(number)) for number in range(1, 11)]
    pages = [goal_list(TEAM, goals, first=first, total=25) for first in (0, 10, 20)]
    assert [action_ids(page) for page in pages] == [
        [ids.PAGE_AFTER],
        [ids.PAGE_BEFORE, ids.PAGE_AFTER],
        [ids.PAGE_BEFORE],
    ]
    assert [page.text for page in pages][1] == "*25 goals in this team* · 11 to 20"


def test_an_empty_list_invites() -> None:
    empty = goal_list(TEAM, [])
    assert "no goal here yet" in empty.text
    assert action_ids(empty) == [ids.PROPOSE]


def test_too_many_hits_ask_for_another_word() -> None:
    assert "And 2 others" in json.dumps(which_one([goal(number) for number in range(12)], "answer").blocks)
    assert "others" not in json.dumps(which_one([goal(number) for number in range(10)], "answer").blocks)


def test_the_propose_button_names_its_team() -> None:
    assert propose_button(TEAM)._resolve()["value"] == str(TEAM)
