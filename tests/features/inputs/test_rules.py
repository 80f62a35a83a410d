"""What may be asked and given, who may close and sort, and how replies are laid out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.inputs import rules
from bot.features.inputs.values.given import TEXT_MOST, InputDraft, Kind
from bot.features.inputs.values.rounds import QUESTION_MOST, USUAL
from tests.features.goals.factories import ANA, BEN, NOON

DAY = timedelta(days=1)
GOALS = [UUID(int=1), UUID(int=2), UUID(int=2**128 - 3)]
NUMBERS = {GOALS[0]: 7, GOALS[1]: 2}  # the third is not known any more
drafts = st.builds(
    InputDraft,
    goal_id=st.sampled_from([None, *GOALS]),
    kind=st.sampled_from(Kind),
    text=st.text(min_size=1, max_size=TEXT_MOST),
)


@pytest.mark.parametrize(
    ("members", "chosen", "expected"),
    [(4, None, False), (4, True, False), (5, None, True), (5, True, True), (5, False, False)],
)
def test_names_are_left_out_from_five_members_on_unless_they_are_wanted(
    members: int, chosen: bool | None, expected: bool
) -> None:
    assert rules.is_anonymous(members, chosen) is expected


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (datetime(2026, 3, 2, 12, 30, 59, tzinfo=UTC), datetime(2026, 3, 4, 12, 30, tzinfo=UTC)),
        (datetime(2026, 3, 6, 12, tzinfo=UTC), datetime(2026, 3, 10, 12, tzinfo=UTC)),  # over a weekend
        (datetime(2026, 3, 26, 12, tzinfo=UTC), datetime(2026, 3, 30, 11, tzinfo=UTC)),  # clocks go forward
    ],
)
def test_a_round_usually_takes_two_working_days(begins: datetime, ends: datetime) -> None:
    assert rules.usual_end(begins, ZoneInfo("Europe/Berlin")) == ends


@pytest.mark.parametrize("wished", [None, NOON, NOON - DAY, NOON + 91 * DAY])
def test_an_end_is_a_moment_to_come_and_not_far_away(wished: datetime | None) -> None:
    with pytest.raises(Invalid):
        rules.end_of(wished, NOON)
    assert rules.end_of(NOON + 90 * DAY, NOON) == NOON + 90 * DAY


def test_each_kind_is_asked_for_in_words_that_show_something() -> None:
    asked = rules.questions_of({**USUAL, Kind.HOPE: "  What\nelse?" + "x" * 300})
    assert asked[Kind.HOPE].startswith("What else?")
    assert len(asked[Kind.HOPE]) <= QUESTION_MOST
    with pytest.raises(Invalid) as found:
        rules.questions_of({**USUAL, Kind.CONSTRAINT: " \u200b "})
    assert found.value.field == rules.question_field(Kind.CONSTRAINT)


@pytest.mark.parametrize(
    ("texts", "field"),
    [(("", " "), Kind.PERSPECTIVE), (("fine", "x" * (TEXT_MOST + 1)), Kind.CONSTRAINT)],
)
def test_what_cannot_be_kept_is_refused_at_its_field(texts: tuple[str, ...], field: Kind) -> None:
    with pytest.raises(Invalid) as found:
        rules.words_of([InputDraft(None, kind, text) for kind, text in zip(Kind, texts, strict=False)])
    assert found.value.field == rules.text_field(field)


def test_what_is_left_empty_is_passed_over() -> None:
    kept = rules.words_of([InputDraft(None, Kind.HOPE, " a  b "), InputDraft(None, Kind.HOPE, "\u200b")])
    assert kept == [InputDraft(None, Kind.HOPE, "a b")]


def test_an_end_of_an_input_is_chosen_and_has_a_why() -> None:
    assert rules.outcome_of("parked").value == "parked"
    for chosen in ("won", None):
        with pytest.raises(Invalid):
            rules.outcome_of(chosen)
    with pytest.raises(Invalid):
        rules.why_of(" ")


@pytest.mark.parametrize(
    ("actor", "is_steward", "closes", "sorts"),
    [
        (ANA, False, True, False),
        (BEN, False, False, True),
        ("U0CYD", True, True, True),
        (None, False, False, False),
    ],
)
def test_who_asked_or_stewards_closes_and_who_proposed_or_stewards_sorts(
    actor: str | None, is_steward: bool, closes: bool, sorts: bool
) -> None:
    assert rules.may_close(actor, ANA, is_steward=is_steward) is closes
    assert rules.may_sort(actor, BEN, is_steward=is_steward) is sorts
    assert rules.may_sort(actor, None, is_steward=is_steward) is is_steward


@given(st.lists(drafts, max_size=40))
def test_every_input_is_in_one_reply_about_one_goal_by_kind_and_otherwise_as_given(
    shown: list[InputDraft],
) -> None:
    replies = rules.laid_out(shown, NUMBERS)
    assert sorted(place for reply in replies for place in reply) == list(range(len(shown)))
    for reply in replies:
        assert len({shown[place].goal_id for place in reply}) == 1
        assert len(reply) <= rules.PAGE_MOST
        assert len(reply) == 1 or sum(len(shown[place].text) for place in reply) <= rules.PAGE_ROOM
    for goal in (None, *GOALS):
        about = [place for reply in replies for place in reply if shown[place].goal_id == goal]
        assert about == sorted(about, key=lambda place: (rules.KINDS.index(shown[place].kind), place))


def test_goals_come_by_number_and_what_is_about_none_last() -> None:
    shown = [InputDraft(goal, Kind.HOPE, "x") for goal in (None, GOALS[2], GOALS[0], GOALS[1])]
    assert rules.laid_out(shown, NUMBERS) == [[3], [2], [1], [0]]
