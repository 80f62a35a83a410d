"""A check-in's message, its forms, the hint in direct messages, and the last word on goal cards."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, State, Surface
from bot.errors import NotFound
from bot.features.attention.service import notices
from bot.features.attention.surfaces import NoticeBoard
from bot.features.checkins.forms.prompts import AnswerStage
from bot.features.checkins.service import answers, digests, measuring, overtaken, prompts, replies
from bot.features.checkins.service.goals_asked import goals_asked, question_of, words_before
from bot.features.checkins.service.showing import as_it_stands, is_wanted
from bot.features.checkins.values.prompts import COURTESY, PROMPT, REQUEST, PromptState, PromptView
from bot.features.checkins.views import prompts as views
from bot.features.checkins.views import prompts_notes as notes
from bot.features.checkins.views import prompts_words as words
from bot.features.checkins.views.prompts_forms import AnswerForm
from bot.features.checkins.views.prompts_shown import GoalRow, ShownPrompt
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionView
from bot.features.planning.views import actions
from bot.features.teams import service as teams
from bot.slack import kit
from bot.slack.kit import Block, markup
from bot.slack.sections import Part
from bot.text import shorten

ACTIONS_MOST = 4
DONE_MOST, DONE_NAMED = 2, 60  # actions; characters of each
BLOCKS_MOST = 50  # Slack's limit of a message
HINTS = {COURTESY: notes.welcome, REQUEST: notes.where_to_ask}
SIZE_MOST = 12_500  # characters of JSON, of the 13,000 that a message may have


@dataclass(frozen=True, slots=True)
class PromptBoard:
    """Draws prompts with the notices that go along."""

    notices: NoticeBoard

    def draw(self, tx: Transaction, surface: Surface) -> Message | None:
        """The surface PROMPT; None while it isn't posted and is not to be any more: the day is over, or nobody is
        asked. What was posted stays."""
        prompt = prompts.prompt(tx, UUID(surface.subject))
        if prompt is None:
            return None
        if surface.ts is None and (surface.key != prompt.key or not _may_be_posted(tx, prompt)):
            return None
        if surface.key != prompt.key or not prompt.occasions:
            return _elsewhere(tx, prompt)
        shown = shown_prompt(tx, prompt)
        if not shown.prompt.occasions:
            return self._ended(tx, surface, prompt)
        face = views.prompt_message(shown).blocks
        return views.prompt_message(views.with_extra(shown, self._along(tx, surface, shown.prompt, face)))

    def _ended(self, tx: Transaction, surface: Surface, prompt: PromptView) -> Message:
        """Nobody asks any more, and nothing was answered that the person may still see."""
        said = notes.elsewhere(replace(prompt, state=PromptState.QUIET))
        return replace(said, blocks=(*said.blocks, *self._along(tx, surface, prompt, said.blocks)))

    def _along(
        self, tx: Transaction, surface: Surface, prompt: PromptView, face: Sequence[Block]
    ) -> tuple[Block, ...]:
        """What the person took on and has not done, unless the face asks after it, what they did of it since they
        were asked, then what Cairn wants to say by itself."""
        taken = (*(() if prompt.is_about_actions else _taken_on(tx, prompt)), *_done_since(tx, prompt))
        waiting = notices.riding(tx, PROMPT, surface.subject)
        if not waiting:
            return taken
        room = BLOCKS_MOST - len(face) - len(taken) - 1
        whole, brief = (
            (*taken, kit.divider(), *self.notices.blocks(tx, surface, waiting, most=most))
            for most in (room, min(room, 2 * len(waiting)))
        )
        return whole if len(json.dumps([*face, *whole])) <= SIZE_MOST else brief


def _elsewhere(tx: Transaction, prompt: PromptView) -> Message:
    """Where a prompt was before; whoever put it off finds it again, also where Slack didn't take the new message."""
    names = list(_names(tx, as_it_stands(tx, prompt)).values())
    never_came = overtaken.never_came(tx, prompt)
    return notes.elsewhere(prompt, names, part_of=overtaken.part_of(tx, prompt), never_came=never_came)


def shown_prompt(tx: Transaction, prompt: PromptView) -> ShownPrompt:
    """A prompt, as it stands now, with everything in it but what goes along."""
    prompt = as_it_stands(tx, prompt)
    mine = goals_asked(tx, prompt)
    before = words_before(tx, prompt, [goal.id for goal in mine])
    given = [one for one in answers.answers_to(tx, prompt.id) if one.team_id in prompt.team_ids]
    said = {answer.goal_id: answer for answer in given if answer.goal_id}
    words = {answer.team_id: answer for answer in given if answer.goal_id is None}
    others = [one for one in said if one not in {goal.id for goal in mine}]
    return ShownPrompt(
        prompt=prompt,
        teams=_names(tx, prompt),
        rows=[GoalRow(goal, before.get(goal.id), said.get(goal.id)) for goal in mine],
        asides=[GoalRow(goals.goal_on_record(tx, one), answer=said[one]) for one in reversed(others)],
        words=list(words.values()),
        questions={team_id: _question(tx, prompt, team_id) for team_id in prompt.team_ids},
        rhythm=prompts.rhythm_of(tx, prompt.user),
        away_until=prompts.away_until(tx, prompt.user),
        replies=replies.shown_replies(tx, prompt.id),
        late=prompts.late_days(tx, prompt),
        too_late=digests.too_late(tx, prompt),
        is_overtaken=overtaken.is_overtaken(tx, prompt),
        snoozes=prompts.snoozes(tx, prompt.user),
        actions=_asked_after(tx, prompt) if prompt.is_about_actions else (),
    )


def answer_form(
    tx: Transaction, prompt_id: UUID, goal_id: UUID | None, team_id: UUID | None = None
) -> AnswerForm:
    """What *Add more* begins with.

    Args:
        team_id: which team words that belong to no goal are for; None where the person is to choose.

    Raises:
        NotFound: the prompt isn't the actor's, the goal isn't for their eyes, or the team didn't ask them.
    """
    prompt = prompts.own_view(tx, prompt_id)
    goal = goals.goal(tx, goal_id) if goal_id else None
    mine = {one.id for one in goals_asked(tx, prompt)}
    asking = replies.teams_to_choose(tx, prompt)
    reader = None if goal else _reader(prompt, asking, team_id)
    is_for = goal.team_id if goal else reader
    names = _names(tx, prompt)
    return AnswerForm(
        stage=AnswerStage(prompt_id, goal_id, _question(tx, prompt, is_for) if is_for else "", reader),
        goal=goal,
        answer=answers.current(tx, prompt_id, goal_id, reader) if is_for else None,
        last=words_before(tx, prompt, [goal.id]).get(goal.id) if goal else None,
        others=[] if goal else _of_others(tx, mine, [reader] if reader else asking),
        teams={one: names[one] for one in asking} if len(names) > 1 else {},
        measured=measuring.measured_by(tx, goal_id) if goal_id in mine else (),
        drives=goal_id in mine,
        is_late=digests.too_late(tx, prompt) >= ({is_for} if is_for else set(asking)),
    )


def _reader(prompt: PromptView, asking: Sequence[UUID], wanted: UUID | None) -> UUID | None:
    """Who reads words that belong to no goal; None while that is to be chosen."""
    if wanted is not None and wanted not in asking:
        raise NotFound(prompts.GONE)
    return prompt.team_ids[0] if len(prompt.team_ids) == 1 else wanted


def where(tx: Transaction, prompt: PromptView) -> Message:
    """The answer to `/checkin now`: where the check-in is."""
    surface = prompts.surface_of(tx, prompt)
    if surface is None or surface.state != State.SHOWN:
        return notes.on_its_way()
    return notes.in_messages(surface.channel or "", surface.ts or "")


def draw_hint(_: Transaction, surface: Surface) -> Message:
    """The surface DM_HINT."""
    return HINTS.get(surface.subject, notes.hint)()


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The last word on each goal, on its card, and how its numbers differ from it."""
    said = answers.last_words(tx, goal_ids)
    differ = measuring.differences(tx, said)
    return {goal_id: words.card_part(word, differ.get(goal_id, "")) for goal_id, word in said.items()}


def _may_be_posted(tx: Transaction, prompt: PromptView) -> bool:
    return prompt.state is PromptState.SHOWN and tx.now < prompt.expires_at and is_wanted(tx, prompt)


def _names(tx: Transaction, prompt: PromptView) -> dict[UUID, str]:
    """The teams that ask, as one says them."""
    return {team_id: teams.team_by_id(tx, team_id).called for team_id in prompt.team_ids}


def _of_others(tx: Transaction, mine: Collection[UUID], team_ids: Sequence[UUID]) -> list[GoalView]:
    """The teams' goals that somebody else drives, or nobody; one's own have forms of their own."""
    return [goal for team_id in team_ids for goal in goals.standing_goals(tx, team_id) if goal.id not in mine]


def _question(tx: Transaction, prompt: PromptView, team_id: UUID) -> str:
    """The open question of the team's occasion."""
    asked = [one for one in prompt.occasions if one.team_id == team_id and not one.actions_only]
    return question_of(tx, asked[0]) if asked else ""


def _taken_on(tx: Transaction, prompt: PromptView) -> tuple[Block, ...]:
    """What the person took on in any of their teams, those that ask first."""
    asking = {one.team_id for one in prompt.occasions}
    found = sorted(planning.open_actions_of(tx, prompt.user), key=lambda action: action.team_id not in asking)
    heading = kit.section(markup("*What you took on*"))
    return (kit.divider(), heading, *_action_blocks(found)) if found else ()


def _done_since(tx: Transaction, prompt: PromptView) -> tuple[Block, ...]:
    """What was done of it since it was sent, so that it doesn't vanish under the hand."""
    done = planning.actions_done_of(tx, prompt.user, prompt.send_at)[:DONE_MOST]
    lines = [
        markup(":white_check_mark: {what} · done", what=shorten(action.text, DONE_NAMED)) for action in done
    ]
    return (kit.context(kit.lines(lines)),) if lines else ()


def _asked_after(tx: Transaction, prompt: PromptView) -> tuple[Block, ...]:
    """What the person took on in the teams that ask after it."""
    found = planning.open_actions_of(tx, prompt.user)
    return _action_blocks([action for action in found if action.team_id in prompt.team_ids])


def _action_blocks(found: Sequence[ActionView]) -> tuple[Block, ...]:
    return tuple(
        block
        for action in found[:ACTIONS_MOST]
        for block in (kit.section(actions.action_line(action)), kit.actions(*actions.action_buttons(action)))
    )
