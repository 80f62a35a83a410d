"""The Slack door of aims and of the map."""

from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.features.goals import forms, service
from bot.features.goals.forms import AIM_STAGES, AimStage
from bot.features.goals.values import GOAL_MAP, AimView
from bot.features.goals.views import aims as views
from bot.features.goals.views import ids
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.features.teams.views import no_team
from bot.slack.sections import Sections
from bot.slack.visits import Answer, Command, Modal, Press, Replaced, Submission, Visit, identity


@offering_a_team
async def open_aims(command: Command) -> Answer:
    """`/goal aims`."""
    return await command.read(_aims_in, command.channel)


async def open_aims_page(press: Press) -> Answer:
    """*More* and *Back* in the list of aims."""
    team, _, first = press.value.partition(":")
    return Replaced(await press.read(_aims, identity(team), forms.place_of(first)))


async def open_new_aim(press: Press) -> Answer:
    """*Add an aim*."""
    return await _form(press, AimStage(identity(press.value)), None)


async def submit_aim(submission: Submission) -> Answer:
    """The new aim; the form shows that it is on record."""
    stage, entered = AIM_STAGES.read(submission.carried), forms.aim_entered(submission.form)
    added = await submission.commit(
        service.add_aim,
        stage.team_id,
        entered.title,
        is_everybodys=entered.is_everybodys,
        parent_id=entered.parent_id,
    )
    return Modal(views.aim_saved(added))


async def on_choice(press: Press) -> Answer:
    """The ⋯ menu of an aim."""
    choice, aim, team, first = (press.value.split(":") + [""] * 4)[:4]
    if choice == ids.CHANGE_AIM:
        found = await press.read(service.to_change, identity(aim))
        return await _form(press, AimStage(identity(team), found.id, found.title), found)
    retired = choice == ids.RETIRE_AIM
    await press.commit(service.retire_aim, identity(aim), is_retired=retired)
    return Replaced(await press.read(_aims, identity(team), forms.place_of(first)))


async def submit_aim_change(submission: Submission) -> Answer:
    """The changed aim."""
    stage, entered = AIM_STAGES.read(submission.carried), forms.aim_entered(submission.form)
    aim_id = identity(str(stage.aim_id))
    changed = await submission.commit(
        service.change_aim, aim_id, entered.title, parent_id=entered.parent_id, seen=stage.seen
    )
    return Modal(views.aim_saved(changed))


async def show_saved(submission: Submission, outcome: str | None) -> Answer:
    """The form came a second time: show what the first one saved."""
    return Modal(views.aim_saved(await submission.read(service.aim, identity(outcome or ""))))


@dataclass(frozen=True, slots=True)
class MapDoor:
    """The map, with what the rooms above add to its goals."""

    sections: Sections

    async def open_map(self, command: Command) -> Answer:
        """`/goal map`."""
        team = await command.read(teams.team_in, command.channel)
        if team is None:
            return no_team(command.channel, command.channel_name)
        return await command.read(self.page, team.id, 0, is_wide=False)

    async def open_page(self, press: Press) -> Answer:
        """The buttons under the map."""
        team, scope, first = (press.value.split(":") + [""] * 3)[:3]
        page = await press.read(self.page, identity(team), forms.place_of(first), is_wide=scope == "all")
        return Replaced(page)

    def page(self, tx: Transaction, team_id: UUID, first: int, *, is_wide: bool) -> Message:
        """The team's map or the whole workspace's from that line on; past the end, its last page."""
        nodes = service.map_of(tx, None if is_wide else teams.team(tx, team_id).id)
        first = min(first, max(len(nodes) - 1, 0) // views.MAP_PAGE * views.MAP_PAGE)
        shown = service.with_channels(tx, nodes[first : first + views.MAP_PAGE])
        parts = self.sections.parts(GOAL_MAP, tx, [node.goal.id for node in shown if node.goal])
        return views.goal_map(team_id, shown, len(nodes), parts, first=first, is_wide=is_wide)


async def _form(visit: Visit, stage: AimStage, aim: AimView | None) -> Modal:
    above = [one for one in await visit.read(service.aims_of, stage.team_id) if one.team_id is None]
    keeps = await visit.read(service.stewards_somewhere)
    return Modal(views.aim_modal(stage, aim, above, keeps_workspaces=keeps))


def _aims_in(tx: Transaction, channel: str) -> Message:
    return _aims(tx, teams.required_team_in(tx, channel).id, 0)


def _aims(tx: Transaction, team_id: UUID, first: int) -> Message:
    found = service.all_aims(tx, teams.team(tx, team_id).id)
    return views.aim_list(team_id, found, first=first, keeps_workspaces=service.stewards_somewhere(tx))
