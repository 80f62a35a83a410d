"""The Slack door of goals: proposing, editing, ending, listing and showing them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.features.goals import forms, service
from bot.features.goals.coach import Remark, coach
from bot.features.goals.forms import Stage
from bot.features.goals.surfaces import GoalBoard
from bot.features.goals.values import GoalDraft
from bot.features.goals.views import ids, proposal, words
from bot.features.parts import Keeps, Shows
from bot.features.teams import service as teams
from bot.features.teams.views import no_team
from bot.slack.visits import Answer, Command, FieldErrors, Modal, Press, Replaced, Submission, Visit, identity
from bot.text import clean_line


async def open_proposal(command: Command) -> Answer:
    """`/goal propose`, with the words after it as the title."""
    team = await command.read(service.to_propose_in, command.channel)
    if team is None:
        return _no_team(command)
    return await _form(command, *forms.new_stage(team.id, command.rest))


async def open_proposal_for(press: Press) -> Answer:
    """*Propose a goal*, for the team that the button names."""
    team = await press.read(service.to_propose, identity(press.value))
    return await _form(press, *forms.new_stage(team.id, ""))


async def open_more(press: Press) -> Answer:
    """*More* in the form."""
    stage = forms.STAGES.read(press.carried)
    return await _form(press, stage.more(), forms.entered(press.form, stage))


async def open_suggestion(press: Press) -> Answer:
    """*Use this*: the coach's title takes the place of the one typed."""
    stage = forms.STAGES.read(press.carried)
    typed = forms.entered(press.form, stage)
    suggested = replace(typed, title=clean_line(press.value))
    return await _form(press, stage.using(typed.title), suggested)


async def submit_proposal(submission: Submission) -> Answer:
    """The form: field errors, or the coach's one remark with nothing written yet, or the goal on record."""
    stage = forms.STAGES.read(submission.carried)
    draft = forms.entered(submission.form, stage)
    if problems := forms.problems_in(draft, stage):
        return FieldErrors(problems)
    remark = None if stage.coached else _remark(draft)
    if remark is not None:
        return await _form(submission, stage.remarked(remark), draft)
    await submission.commit(service.propose, draft)
    return None


async def open_edit(press: Press) -> Answer:
    """*Edit*."""
    goal = await press.read(service.to_edit, identity(press.value))
    return await _form(press, forms.edit_stage(goal), goal.draft())


async def submit_edit(submission: Submission) -> Answer:
    """The edited goal."""
    stage = forms.STAGES.read(submission.carried)
    draft = forms.entered(submission.form, stage)
    if problems := forms.problems_in(draft, stage):
        return FieldErrors(problems)
    goal_id = identity(str(stage.goal_id))
    await submission.commit(service.edit, goal_id, draft, seen=stage.seen)
    return None


async def submit_withdrawal(submission: Submission) -> Answer:
    """The confirmed withdrawal; the form carries the goal's id."""
    await submission.commit(service.withdraw, identity(submission.carried))
    return None


async def on_post_again(press: Press) -> Answer:
    """*Post it again*, in the note to the proposer of a deleted card; the note itself shows that it is done."""
    await press.commit(service.post_again, identity(press.value))
    return None


async def open_words(press: Press) -> Answer:
    """*All its words*."""
    return Modal(words.words_modal(await press.read(service.goal, identity(press.value))))


@dataclass(frozen=True, slots=True)
class GoalDoor:
    """What is answered with goals as the rooms above extend them."""

    board: GoalBoard
    keepers: Sequence[Keeps] = ()
    shows: Sequence[Shows] = ()

    async def open_list(self, command: Command) -> Answer:
        """`/goal list`."""
        team = await command.read(teams.team_in, command.channel)
        return await command.read(self.board.page, team.id, 0) if team else _no_team(command)

    async def open_page(self, press: Press) -> Answer:
        """*More* and *Back* in the list."""
        return Replaced(await press.read(self.board.page, *_page_of(press.value)))

    async def open_found(self, command: Command) -> Answer:
        """`/goal show 3`, `/goal show some words`; rooms above know their own things by other names."""
        for show in self.shows:
            if (answer := await show(command)) is not None:
                return answer
        team = await command.read(teams.team_in, command.channel)
        meant = clean_line(command.rest)
        return await command.read(self.board.found, team.id, meant) if team else _no_team(command)

    async def open_details(self, press: Press) -> Answer:
        """*Show* in a list."""
        return await press.read(self.board.details, identity(press.value))

    async def open_choice(self, press: Press) -> Answer:
        """The ⋯ menu of a card."""
        choice, goal_id = _choice_of(press.value)
        if choice == ids.WITHDRAW:
            return Modal(await press.read(self.board.withdrawal, goal_id))
        if choice == ids.END:
            return Modal(await press.read(self.board.ending, goal_id, self.keepers))
        if choice == ids.REOPEN:
            await press.commit(service.reopen, goal_id, keepers=self.keepers)
            return None
        return await press.read(self.board.details, goal_id)

    async def submit_end(self, submission: Submission) -> Answer:
        """What became of the goal; the form carries its id."""
        outcome, learned = forms.ending(submission.form)
        goal_id = identity(submission.carried)
        await submission.commit(service.end, goal_id, outcome, learned, keepers=self.keepers)
        return None

    async def open_rescope(self, press: Press) -> Answer:
        """*Change scope*."""
        goal = await press.read(service.to_rescope, identity(press.value), self.keepers)
        aims = await press.read(service.aims_of, goal.team_id, kept=goal.aim_id)
        return Modal(proposal.scope_modal(forms.edit_stage(goal), goal.draft(), aims))

    async def submit_rescope(self, submission: Submission) -> Answer:
        """The changed scope, with the reason."""
        stage = forms.STAGES.read(submission.carried)
        draft = forms.entered(submission.form, stage)
        if problems := forms.problems_in(draft, stage):
            return FieldErrors(problems)
        await submission.commit(
            service.rescope,
            identity(str(stage.goal_id)),
            draft,
            forms.change_why(submission.form),
            seen=stage.seen,
            keepers=self.keepers,
        )
        return None

    async def open_saved(self, submission: Submission, outcome: str | None) -> Answer:
        """The form came a second time: show what the first one saved."""
        return await submission.read(self.board.saved, identity(outcome or ""))


async def _form(visit: Visit, stage: Stage, draft: GoalDraft) -> Modal:
    aims = await visit.read(service.aims_of, stage.team_id, kept=draft.aim_id) if stage.unfolded else []
    return Modal(proposal.proposal_modal(stage, draft, aims))


def _no_team(command: Command) -> Answer:
    return no_team(command.channel, command.channel_name)


def _remark(draft: GoalDraft) -> Remark | None:
    return coach(draft.title, beneficiary=draft.beneficiary, why=draft.why, must_do=draft.must_do)


def _page_of(value: str) -> tuple[UUID, int]:
    """The team and the place at which a page of its goals begins, as a list's buttons carry them."""
    team, _, first = value.partition(":")
    return identity(team), forms.place_of(first)


def _choice_of(value: str) -> tuple[str, UUID]:
    """What was chosen from a goal's menu, and the goal."""
    choice, _, goal = value.partition(":")
    return choice, identity(goal)
