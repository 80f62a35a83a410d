from dataclasses import replace
from uuid import UUID

import pytest

from bot.delivery.values import Json, Message
from bot.features.ownership.forms import RoleStage
from bot.features.ownership.values import (
    AreaView,
    Finding,
    Gap,
    GapThing,
    HandoverView,
    Holders,
    OfferState,
    OfferView,
    Owned,
    RetiredRole,
    Role,
    RoleDraft,
    Sharing,
    TeamRoleView,
)
from bot.features.ownership.views import card, driving, gaps, ids, offers, people, roles
from bot.features.ownership.views.roles import ShownRoles
from bot.features.teams.values import TeamState, TeamView
from bot.slack import kit
from bot.slack.limits import Problem, message_problems, view_problems
from bot.slack.menus import MENU
from bot.slack.payloads import list_at
from bot.slack.sections import Part
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, EXTREME_WORDS, NOON, TEAM, goal
from tests.features.ownership.factories import offer, thing

WORDS = [*EXTREME_WORDS.values(), "x" * 500]
MANY = tuple(f"U0P{number}" for number in range(40))


def labels(part: Part) -> list[str]:
    buttons = [button.action_id for button in part.buttons]  # type: ignore[attr-defined]  # Element is the base class
    return [*buttons, *(choice.action_id for choice in part.choices)]


def problems(shown: Message) -> list[Problem]:
    assert "<!channel>" not in str(shown)
    return message_problems({"text": shown.text, "blocks": list(shown.blocks)})


def notes(words: str) -> list[Message]:
    """Everything that is told of an offer."""
    made = [
        offer(state, title=words[:150], note=words, why=words, former=former, sort=sort)
        for state in OfferState
        for former in (None, CYD)
        for sort in ("goal", "role", "initiative")
    ]
    way = kit.button("Details", "x", "x")
    asked = [offers.offer_note(one, CHANNEL, 3, NOON) for one in made]
    return [
        *asked,
        *(offers.ended_note(one, way) for one in made),
        *map(offers.accepted, made),
        *map(offers.taken_back, made),
    ]


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_slack_can_show_it(words: str) -> None:
    long = goal(title=words[:150])
    messages = [
        driving.claimed(long),
        driving.several([long] * 30),
        driving.several([]),
        driving.claimable(Finding(Gap.UNDRIVEN, 0)),
        driving.handover_reply(HandoverView(long.id, long.id, BEN, BEN, CYD, words)),
        driving.handover_reply(HandoverView(long.id, long.id, BEN, CYD, None, "")),
        people.joined_in(long),
        people.stepped_back(thing(words[:150])),
        people.shared_note(people.goal_as_thing(long, CHANNEL), None),
        people.shared_note(people.goal_as_thing(long, CHANNEL), Role.CONSULTED),
        people.load_note(6, [long] * 9),
        *notes(words),
    ]
    assert [problems(message) for message in messages] == [[]] * len(messages)


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_fits_into_the_forms(words: str) -> None:
    long, asked, what = goal(title=words[:150]), offer(title=words[:150]), thing(words[:150])
    views: list[Json] = [
        driving.claim_modal(what, 3, callback_id=ids.CLAIM_FORM),
        driving.claim_modal(thing(sort="initiative"), 3, callback_id=ids.CLAIM_FORM),
        driving.claimed_again(long),
        driving.release_modal(long),
        driving.released(long),
        offers.offer_modal(what, driver=None, callback_id=ids.OFFER_FORM, carried="x"),
        offers.offer_modal(what, driver=BEN, callback_id=ids.OFFER_FORM, carried="x"),
        offers.offered(what, callback_id=ids.OFFER_FORM),
        offers.decline_modal(asked),
        offers.declined(asked),
        people.people_modal(
            Sharing(what, Holders(BEN, MANY, (CYD,)), MANY, "0" * 16), callback_id=ids.PEOPLE_FORM
        ),
        people.shared_again(long),
    ]
    assert [view_problems(view) for view in views] == [[]] * len(views)


@pytest.mark.parametrize(
    ("giver", "former", "taker", "said"),
    [
        (BEN, BEN, CYD, f"<@{BEN}> handed this goal over to <@{CYD}>."),
        (ANA, BEN, CYD, f"<@{ANA}> handed this goal over from <@{BEN}> to <@{CYD}>."),
        (ANA, BEN, None, f"<@{ANA}> released this goal, which <@{BEN}> drove until now."),
    ],
)
def test_the_record_says_who_did_it(giver: str, former: str, taker: str | None, said: str) -> None:
    one = goal()
    shown = driving.handover_reply(HandoverView(one.id, one.id, giver, former, taker, ""))
    assert shown.text.startswith(said)


FREE = Owned(subject_id=goal().id)
DRIVEN = Owned(subject_id=goal().id, holders=Holders(BEN))
LEFT = Owned(subject_id=goal().id, holders=Holders(BEN), has_left=True)
OVER = Owned(subject_id=goal().id, holders=Holders(BEN), is_open=False)
OFFERED = Owned(subject_id=goal().id, offer=offer())
PROMISED = Owned(subject_id=goal().id, holders=Holders(CYD), offer=offer(former=CYD))


@pytest.mark.parametrize(
    ("owned", "line", "buttons"),
    [
        (FREE, "*Driver* nobody yet", [ids.CLAIM, ids.OFFER]),
        (OFFERED, f"*Driver* nobody yet · offered to <@{BEN}>", [ids.CLAIM]),
        (DRIVEN, f"*Driver* <@{BEN}>", [ids.HAND_OVER, ids.RELEASE]),
        (PROMISED, f"*Driver* <@{CYD}> · offered to <@{BEN}>", [ids.RELEASE]),
        (
            LEFT,
            f"*Driver* <@{BEN}>, who left the team: whoever wants to can claim it",
            [ids.CLAIM, ids.OFFER],
        ),
        (OVER, f"*Driver* <@{BEN}>", []),
        (replace(OVER, has_left=True), f"*Driver* <@{BEN}>", []),
    ],
)
def test_the_card_says_who_drives_it_and_offers_what_comes_next(
    owned: Owned, line: str, buttons: list[str]
) -> None:
    part = card.card_part(owned)
    assert part.lines == (line,)
    assert labels(part) == buttons


def test_a_card_names_some_who_work_on_it_and_its_details_the_others() -> None:
    owned = Owned(subject_id=goal().id, holders=Holders(BEN, MANY[:7], (CYD,), (DEE,)))
    assert card.card_part(owned).lines[1] == ("*With* <@U0P0>, <@U0P1>, <@U0P2>, <@U0P3>, <@U0P4> and 2 more")
    assert card.details_part(owned, ANA, 3).lines == (
        "*Also with* <@U0P5>, <@U0P6>",
        f"*Consulted* <@{CYD}>",
        f"*Kept informed* <@{DEE}>",
    )


@pytest.mark.parametrize(
    ("owned", "reader", "buttons"),
    [
        (DRIVEN, BEN, [ids.PEOPLE]),
        (DRIVEN, CYD, [ids.PEOPLE, ids.JOIN_IN]),
        (Owned(subject_id=goal().id, holders=Holders(None, (), (CYD,))), CYD, [ids.PEOPLE, ids.STEP_BACK]),
        (OFFERED, BEN, [ids.ACCEPT, ids.OPEN_DECLINE, ids.PEOPLE, ids.JOIN_IN]),
        (OFFERED, ANA, [ids.TAKE_BACK, ids.PEOPLE, ids.JOIN_IN]),
        (OVER, CYD, []),
    ],
)
def test_details_offer_each_reader_what_is_theirs(owned: Owned, reader: str, buttons: list[str]) -> None:
    assert labels(card.details_part(owned, reader, 3)) == buttons


@pytest.mark.parametrize(("reader", "driven", "said"), [(BEN, 3, True), (BEN, 0, False), (ANA, 3, False)])
def test_who_is_asked_reads_in_the_details_how_much_it_would_be(reader: str, driven: int, said: bool) -> None:
    told = str(card.details_part(OFFERED, reader, driven).lines)
    assert ("this would be your 4th" in told) is said


def test_an_offer_says_how_much_its_reader_drives_already() -> None:
    assert "so this would be your 4th." in str(offers.offer_note(offer(), CHANNEL, 3, NOON).blocks)
    assert "would be your" not in str(offers.offer_note(offer(), CHANNEL, 0, NOON).blocks)
    assert "would be your" not in str(offers.offer_note(offer(sort="role"), CHANNEL, 3, NOON).blocks)


@pytest.mark.parametrize(
    "over",
    [*(offer(state) for state in OfferState if state is not OfferState.PENDING), offer(expires_at=NOON)],
)
def test_what_was_answered_or_is_over_asks_nothing_any_more(over: OfferView) -> None:
    assert ids.ACCEPT in str(offers.offer_note(offer(), CHANNEL, 0, NOON).blocks)
    assert ids.ACCEPT not in str(offers.offer_note(over, CHANNEL, 0, max(NOON, over.made_at)).blocks)


@pytest.mark.parametrize(
    ("state", "said", "again"),
    [
        (OfferState.LEFT, f"<@{BEN}> left the team", True),
        (OfferState.OVERTAKEN, "Somebody else took on", False),
        (OfferState.WITHDRAWN, "A steward took", True),
        (OfferState.EXPIRED, "five working days", True),
    ],
)
def test_who_offered_it_reads_why_it_ended_and_asks_again_where_nobody_has_it(
    state: OfferState, said: str, again: bool
) -> None:
    note = offers.ended_note(offer(state), kit.button("Details", "x", "x"))
    assert (said in note.text, ids.OFFER in str(note.blocks)) == (True, again)


def role(words: str = "Contact for the press", *, holders: tuple[str, ...] = ()) -> TeamRoleView:
    """A role whose every word is this."""
    return TeamRoleView(
        id=UUID(int=5),
        team_id=TEAM,
        name=words[:60],
        purpose=words[:300],
        alone=words,
        together=words,
        areas=tuple(f"{place}{words}"[:60] for place in range(10)),
        holders=holders,
        changed_at=NOON,
    )


def shown(*found: TeamRoleView, reader: str = CYD, may_describe: bool = False) -> ShownRoles:
    """Roles as somebody sees them."""
    here = TeamView(TEAM, CHANNEL, "answers", False, "Good answers", TeamState.ACTIVE, ANA, 3)
    return ShownRoles(team=here, roles=found, reader=reader, may_describe=may_describe)


@pytest.mark.parametrize("words", WORDS)
def test_roles_and_findings_fit_whatever_people_write(words: str) -> None:
    many = [role(words, holders=MANY)] * 12
    things = tuple(
        GapThing(id=UUID(int=1), title=words[:150], number=3, left=BEN, roles=(words[:60],) * 9)
        for _ in range(10)
    )
    findings = [Finding(gap, 99, things[:3]) for gap in Gap]
    others = [Part(lines=(kit.escaped(words),), blocks=(kit.section(kit.escaped(words)),) * 30)]
    messages = [
        *(roles.role_list(shown(*many, reader=ANA, may_describe=True), first=first) for first in (0, 5, 99)),
        roles.role_list(shown()),
        roles.role_list(shown(may_describe=True)),
        roles.taken(many[0]),
        roles.laid_down(many[0]),
        roles.area_settled(),
        roles.retired_note(UUID(int=5), words[:60]),
        roles.retired_roles([RetiredRole(id=UUID(int=5), name=words[:60], retired_at=NOON)] * 20),
        gaps.gap_list(TEAM, findings, others),
        gaps.gap_list(TEAM, []),
        *(gaps.gap_page(TEAM, Finding(gap, 99, things), 10, 10) for gap in Gap),
        gaps.gap_page(TEAM, Finding(Gap.UNHELD, 0), 0, 10),
    ]
    assert [problems(message) for message in messages] == [[]] * len(messages)
    area = AreaView(UUID(int=1), TEAM, words[:60], {UUID(int=5): words[:60]})
    views = [
        roles.role_modal(RoleStage(TEAM, UUID(int=5), NOON), many[0]),
        roles.role_modal(RoleStage(TEAM), RoleDraft(name="", purpose="")),
        roles.retire_modal(many[0]),
        roles.retired(),
        roles.area_modal(area, many * 20, "x"),
        roles.area_modal(area, [], "x"),
    ]
    assert [view_problems(view) for view in views] == [[]] * len(views)


@pytest.mark.parametrize(
    ("holders", "reader", "may_describe", "buttons"),
    [
        ((), CYD, False, [ids.TAKE_ROLE, ids.OFFER_ROLE, MENU]),
        ((BEN,), CYD, False, [MENU]),
        ((CYD,), CYD, False, [ids.LAY_DOWN, ids.OFFER_ROLE, MENU]),
        ((BEN,), ANA, True, [ids.OFFER_ROLE, MENU, ids.ADD_ROLE]),
    ],
)
def test_each_reader_of_roles_is_offered_what_is_theirs(
    holders: tuple[str, ...], reader: str, may_describe: bool, buttons: list[str]
) -> None:
    message = roles.role_list(shown(role(holders=holders), reader=reader, may_describe=may_describe))
    found = [element["action_id"] for block in message.blocks for element in list_at(block, "elements")]
    assert found == buttons


FINDINGS = [Finding(Gap.DEPARTED, 2), Finding(Gap.UNDRIVEN, 1), Finding(Gap.UNHELD, 3)]


def test_the_board_says_all_gaps_on_one_line_and_names_nobody() -> None:
    line = gaps.summary(FINDINGS, [Part(lines=(kit.markup("2 initiatives have no owner"),))])
    assert line == (
        "*Gaps* 2 goals were driven by somebody who left the team · 1 goal needs a driver · "
        "3 roles are held by nobody · 2 initiatives have no owner"
    )
    assert gaps.summary([]) is None
    due = gaps.board_part(TEAM, line, is_due=True)
    assert (due.lines, labels(due)) == ((line,), [ids.GAPS])
    assert gaps.board_part(TEAM, line, is_due=False) == Part(
        lines=(kit.markup("{line}: `/goal gaps`", line=line),)
    )
    assert gaps.board_part(TEAM, None, is_due=True) == Part()


def test_only_so_many_goals_are_offered_at_once_and_the_rest_is_counted() -> None:
    offered = driving.several([goal(number) for number in range(1, 14)])
    assert "3 more" in str(offered.blocks[-1])
