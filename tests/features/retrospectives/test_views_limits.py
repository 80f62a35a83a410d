"""Whatever people write in a look back, Slack takes what Cairn makes of it, and nobody is called."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.values import Json, Message
from bot.features.planning.forms.actions import ActionStage
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import GroupStage
from bot.features.retrospectives.values.formats import OWN, Column, Format
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.reflections import TITLE_MOST
from bot.features.retrospectives.values.retro import RetroDraft, StartChoices
from bot.features.retrospectives.values.shown import LastActions, Page, Summary, Workbench
from bot.features.retrospectives.views import acting, collecting, grouping, notices, parent, thread
from bot.features.retrospectives.views.starting import start_modal
from bot.features.retrospectives.views.summary import summary_message
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import BEN, EXTREME_WORDS
from tests.features.retrospectives.factories import (
    RETRO_ID,
    TEAM,
    group,
    retro,
)
from tests.features.retrospectives.views_side import action, many, payload, said

STAGE = GroupStage(retro_id=RETRO_ID)
PHASES = [phase for phase in Phase if phase is not Phase.WAITING]
WORDS = [*EXTREME_WORDS.values(), "x" * 5_000, '"\n' * 2_500, "\\" * 5_000, "&" * 5_000]
ANYTHING = st.text() | st.sampled_from(WORDS)


def own_format(words: str) -> Format:
    columns = tuple(Column(f"{OWN}-{number}", words[:TITLE_MOST] or "-") for number in range(1, 6))
    return Format(OWN, " · ".join(column.title for column in columns), columns)


def messages_about(words: str) -> Sequence[Message]:
    """Every message that can carry these words."""
    kind, title = own_format(words), words[:TITLE_MOST] or "-"
    shown = retro(Phase.DISCUSS, format=kind, facilitator=BEN)
    crowd = group(1, title, *many(words, 60), dots=7, rank=1)
    groups = tuple(group(number, title, *many(words, 2), dots=number) for number in range(1, 21))
    actions = tuple(action(words[:300] or "-") for _ in range(40))
    return (
        *(parent.retro_message(retro(phase, format=kind)) for phase in PHASES),
        thread.last_actions(LastActions(shown, actions)),
        thread.last_actions(LastActions(shown, ())),
        thread.revealed(Page(shown, 1, 3, many(words, 10))),
        thread.group(crowd, shown),
        thread.discussion(crowd, shown),
        summary_message(Summary(shown, groups, many(words, 30), actions)),
        summary_message(Summary(shown, (), (), ())),
        notices.running(shown, "https://slack.com/archives/C0TEAM/p1"),
        notices.too_many_dots(),
        notices.parent_gone(shown, "C0TEAM", is_back=False),
        notices.parent_gone(shown, "C0TEAM", is_back=True),
    )


def modals_about(words: str) -> Sequence[Json]:
    """Every modal that can carry these words."""
    kind, title = own_format(words), words[:TITLE_MOST] or "-"
    shown, loose = retro(format=kind), many(words, 70)
    groups = tuple(group(number, title, *many(words, 3, first=100 * number)) for number in range(1, 21))
    bench = Workbench(shown, groups, loose)
    stage = GroupStage(retro_id=RETRO_ID, reflection_id=loose[0].id, group_id=groups[0].id)
    draft = RetroDraft(team_id=TEAM, format=OWN, columns=tuple(words[:80] for _ in range(5)))
    return (
        start_modal(StartChoices(TEAM, True, True, 3, 2), draft),
        start_modal(StartChoices(TEAM, False, False, 0, 0), RetroDraft(team_id=TEAM)),
        collecting.add_modal(shown, words=words),
        collecting.add_modal(replace(shown, is_anonymous=True)),
        collecting.kept(forms.add_stage(shown)),
        collecting.kept_before(forms.add_stage(shown)),
        collecting.uncounted(forms.add_stage(shown)),
        *(grouping.bench_modal(bench, replace(STAGE, first=first)) for first in (0, 20, 120, 900)),
        grouping.title_modal(stage, bench),
        acting.action_modal(ActionStage(RETRO_ID)),
        acting.added(action(words[:300] or "-")),
        notices.started(shown),
    )


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_slack_can_show_it_and_nobody_is_called(words: str) -> None:
    for message in messages_about(words):
        assert message_problems(payload(message)) == []
        assert "<!channel>" not in said(message)
    for view in modals_about(words):
        assert view_problems(view) == []


@given(ANYTHING)
def test_the_same_for_words_that_nobody_thought_of(words: str) -> None:
    shown = retro(Phase.DISCUSS, format=own_format(words))
    for message in (
        thread.revealed(Page(shown, 1, 1, many(words, 10))),
        thread.group(group(1, words[:TITLE_MOST] or "-", *many(words, 30)), shown),
        summary_message(Summary(shown, (group(),), many(words, 9), (action(words[:300] or "-"),))),
    ):
        assert message_problems(payload(message)) == []
