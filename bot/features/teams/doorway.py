"""What a command is answered where no team works, whichever room it belongs to."""

from bot.features.teams.values import NoTeamHere
from bot.features.teams.views import no_team
from bot.slack.doors import Handler
from bot.slack.visits import Answer, Command


def offering_a_team(handle: Handler[Command]) -> Handler[Command]:
    """Answer NoTeamHere with how to start a team."""

    async def answered(command: Command) -> Answer:
        try:
            return await handle(command)
        except NoTeamHere:
            return no_team(command.channel, command.channel_name)

    return answered
