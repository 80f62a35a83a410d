"""The Slack door of teams."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.features.teams import channels, forms, service, settings, settings_views, views
from bot.features.teams.surfaces import TeamBoard
from bot.features.teams.values import TeamSettings, TeamState, TeamView
from bot.slack.doors import Verb
from bot.slack.payloads import mapping_at, text_at
from bot.slack.stamps import moment_of
from bot.slack.visits import Answer, Command, Happening, Modal, Press, Submission, Visit, identity


@dataclass(frozen=True, slots=True)
class TeamDoor:
    """What is answered with teams as the rooms above extend them.

    Args:
        commands: every command with its verbs, those of the rooms above too, once all are registered.
    """

    board: TeamBoard
    commands: Mapping[str, Mapping[str, Verb]]

    async def open_start(self, command: Command) -> Answer:
        """`/cairn start`."""
        return await self._start(command, command.channel, command.channel_name)

    async def open_start_here(self, press: Press) -> Answer:
        """*Start a team here*; the channel is where the button was pressed, its name what the button says."""
        return await self._start(press, press.channel, forms.name_in(press.value))

    async def open_menu(self, command: Command) -> Answer:
        """Bare `/cairn`."""
        return await command.read(self.board.menu_in, command.channel, command.channel_name, command.user)

    async def open_help(self, _: Command) -> Answer:
        """`/cairn help`."""
        return views.overview(self.commands)

    async def submit_start(self, submission: Submission) -> Answer:
        """The form; in a public channel the card says the rest, into a private one Cairn must be let."""
        draft = forms.start_draft(submission.form, submission.carried)
        team = await submission.commit(service.start, draft)
        if (team.started_by, team.purpose) != (submission.user, draft.purpose):
            return await self._not_first(submission, team, draft.purpose)
        is_coming = team.state == TeamState.ARRIVING and not team.is_private
        return None if is_coming else await self._shown(submission, team)

    async def open_team(self, command: Command) -> Answer:
        """`/cairn team`: its settings for who stewards it, its card for everybody else."""
        return await self._team(command, *await command.read(settings.settings_in, command.channel))

    async def open_settings(self, press: Press) -> Answer:
        """*Team settings*."""
        return await self._team(press, *await press.read(settings.settings_of, identity(press.value)))

    async def open_saved(self, submission: Submission, _: str | None) -> Answer:
        """The form came again: show the team."""
        channel = forms.channel_in(submission.carried)
        team = await submission.read(service.started_in, channel)
        return await self._shown(submission, team) if team is not None else None

    async def _team(self, visit: Visit, team: TeamView, found: TeamSettings | None) -> Answer:
        if found is None:
            return await visit.read(self.board.card_of, team.id)
        return Modal(settings_views.settings_modal(team, found))

    async def _start(self, visit: Visit, channel: str, channel_name: str) -> Answer:
        if not forms.is_channel(channel_name):
            return views.not_here()
        team = await visit.read(service.started_in, channel)
        if team is None:
            return Modal(views.start_modal(channel, channel_name, visit.user))
        if team.state != TeamState.ACTIVE:
            await visit.commit(channels.channel_reopened, channel)
        return await self._shown(visit, team)

    async def _not_first(self, visit: Visit, team: TeamView, typed: str) -> Answer:
        if team.state == TeamState.ACTIVE:
            team = await visit.read(service.team, team.id)  # whether they may see it
        return views.started_before(team, typed)

    async def _shown(self, visit: Visit, team: TeamView) -> Answer:
        if team.state == TeamState.ACTIVE:
            return await visit.read(self.board.card_of, team.id)
        return views.on_its_way(team)


async def open_words(_: Visit) -> Answer:
    """`/cairn words`."""
    return views.words()


async def on_join(press: Press) -> Answer:
    """*Join*."""
    return views.joined(await press.commit(service.join, identity(press.value)))


async def on_leave(press: Press) -> Answer:
    """*Leave*."""
    return views.left(await press.commit(service.leave, identity(press.value)))


async def on_steward(press: Press) -> Answer:
    """*I'll steward*."""
    return views.stewarding(await press.commit(service.take_stewardship, identity(press.value)))


async def submit_settings(submission: Submission) -> Answer:
    """The form of a team's settings."""
    stage, wanted = forms.SETTINGS_STAGES.read(submission.carried), forms.settings(submission.form)
    return settings_views.saved(
        await submission.commit(settings.change, stage.team_id, wanted, seen=stage.seen)
    )


async def show_settings(submission: Submission, _: str | None) -> Answer:
    """The form came again."""
    stage = forms.SETTINGS_STAGES.read(submission.carried)
    return settings_views.saved(await submission.read(service.team, stage.team_id))


async def on_came(happening: Happening) -> None:
    """Somebody, perhaps Cairn, joined a channel."""
    await happening.commit(service.present, *_whereabouts(happening))


async def on_went(happening: Happening) -> None:
    """Somebody, perhaps Cairn, left a channel."""
    await happening.commit(service.absent, *_whereabouts(happening))


async def on_closed(happening: Happening) -> None:
    """A channel was archived or deleted."""
    await happening.commit(channels.channel_closed, text_at(happening.event, "channel"))


async def on_reopened(happening: Happening) -> None:
    """A channel came back from the archive."""
    await happening.commit(channels.channel_reopened, text_at(happening.event, "channel"))


async def on_renamed(happening: Happening) -> None:
    """A channel got another name."""
    found = mapping_at(happening.event, "channel")
    await happening.commit(channels.channel_renamed, text_at(found, "id"), text_at(found, "name"))


def _whereabouts(happening: Happening) -> tuple[str, str, datetime | None]:
    ts = text_at(happening.event, "event_ts")
    return (
        text_at(happening.event, "channel"),
        text_at(happening.event, "user"),
        moment_of(ts) if ts else None,
    )
