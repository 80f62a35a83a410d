"""A person's Home tab: one part a team, what waits for them first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.delivery.values import Home
from bot.features.attention.values import Availability
from bot.features.attention.views import home_buttons
from bot.features.dashboard.values import Place
from bot.features.goals.values import GoalView
from bot.features.goals.views import ids as goals
from bot.features.planning.values.actions import ActionView
from bot.features.planning.values.backlog import BacklogPage
from bot.features.planning.views import ids as planning
from bot.features.planning.views.actions import DONE, action_line
from bot.features.planning.views.goals import goal_over
from bot.features.planning.views.initiatives import initiative_line
from bot.features.teams.values import TeamView
from bot.features.teams.views import WORDS
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sections import Part

BLOCKS_MOST = 100  # Slack's limit for a Home tab
KEPT_FREE = 2  # for teams that are left out, and the settings
INITIATIVES_MOST = 4  # of one team, by rank
ACTIONS_MOST = 4  # of one team; a check-in shows more
GOALS_MOST = 5  # of one team; the rest are a command away
BUTTONS_MOST = 5  # of one team, what waits first; the rest are a command away
NO_TEAM = markup(
    "You are in no team yet. In the channel where yours talks, `/cairn start` makes it one: what are we here for, "
    "and who is in? Where a team is at work already, press *Join* on the card that is pinned in its channel."
)
HOW_IT_WORKS = markup(
    "Then `/goal propose` says what should be different, a reaction on a goal's card is a vote, and *Claim* makes "
    "you the one who keeps it moving. What waits for you will be here."
)
NO_GOAL = markup("There is no goal here yet. What should be different in a few weeks, and for whom?")
NOTHING_DRIVEN = markup(
    "You drive no goal here. *Claim* on a goal's card, or `/goal claim` in the channel, changes that."
)


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A team of the reader's, with what the other rooms add.

    Args:
        parts: what waits for the reader there.
        menu: what the team's menu offers them.
        on_goals: what is added to each goal that they drive.
    """

    place: Place
    parts: Sequence[Part]
    menu: Sequence[Part]
    on_goals: Mapping[UUID, Sequence[Part]]


def home(shown: Sequence[ShownPlace], availability: Availability) -> Home:
    """The whole tab; teams that Slack has no room for are named at its end."""
    if not shown:
        return _home(_no_team())
    blocks: list[Block] = []
    settings = kit.actions(*home_buttons(availability))
    for number, place in enumerate(shown):
        added = [*([kit.divider()] if number else []), *_team(place)]
        if len(blocks) + len(added) > BLOCKS_MOST - KEPT_FREE:
            return _home([*blocks, _left_out([left.place.team for left in shown[number:]]), settings])
        blocks += added
    return _home([*blocks, settings])


def _home(blocks: Iterable[Block]) -> Home:
    return Home({"type": "home", "blocks": list(blocks)})


def _no_team() -> Iterable[Block]:
    yield kit.header("Welcome to Cairn")
    yield kit.section(NO_TEAM)
    yield kit.section(HOW_IT_WORKS)
    yield kit.actions(kit.button("What the words mean", WORDS))


def took_on(actions: Sequence[ActionView]) -> Part:
    """What the reader took on in a team and has not done, what is due first."""
    shown = [
        kit.section(action_line(one), accessory=kit.button("Done", DONE, str(one.id)))
        for one in actions[:ACTIONS_MOST]
    ]
    more = len(actions) - ACTIONS_MOST
    rest = [kit.context(markup("And {more} more.", more=more))] if more > 0 else []
    return Part(blocks=(kit.section(markup("*You took on*")), *shown, *rest))


def initiatives_part(found: BacklogPage, today: date) -> Part:
    """What the reader drives of a team's backlog, in the order of its ranks."""
    shown = [
        kit.section(
            kit.lines([initiative_line(row, today), *goal_over(row)]),
            accessory=kit.button("Show", planning.SHOW, str(row.initiative.id)),
        )
        for row in found.rows[:INITIATIVES_MOST]
    ]
    more = found.total - len(shown)
    rest = (
        [kit.context(markup("And {more} more: `/goal backlog mine` shows them.", more=more))] if more else []
    )
    return Part(blocks=(kit.section(markup("*Your initiatives*")), *shown, *rest))


def _team(shown: ShownPlace) -> Iterable[Block]:
    team = shown.place.team
    yield kit.header(team.called)
    yield kit.context(kit.escaped(team.purpose))
    for part in shown.parts:
        yield from part.blocks
    if waiting := _lines([*shown.parts, *shown.menu]):
        yield kit.section(kit.lines(waiting))
    yield from _driven(shown)
    for part in shown.menu:
        yield from part.blocks
    yield from _doable(team, _buttons([*shown.parts, *shown.menu]))


def _doable(team: TeamView, buttons: Sequence[Element]) -> Iterable[Block]:
    """What can be done in a team, what waits for the reader first."""
    if buttons:
        by_weight = sorted(buttons, key=lambda button: not kit.is_primary(button))
        yield kit.actions(*by_weight[:BUTTONS_MOST])
    if len(buttons) > BUTTONS_MOST:
        yield kit.context(
            markup(
                "`/cairn` in {channel} shows all you can do there.", channel=kit.channel_name(team.channel)
            )
        )


def _driven(shown: ShownPlace) -> Iterable[Block]:
    driven = shown.place.driven
    if not driven:
        yield kit.section(NOTHING_DRIVEN if shown.place.has_goals else NO_GOAL)
        return
    yield kit.section(markup("*You drive*"))
    for goal in driven[:GOALS_MOST]:
        yield from _goal(goal, shown.on_goals.get(goal.id, ()))
    if len(driven) > GOALS_MOST:
        yield kit.context(
            markup(
                "And {more} more: `/goal list` in {channel} shows them all.",
                more=len(driven) - GOALS_MOST,
                channel=kit.channel_name(shown.place.team.channel),
            )
        )


def _goal(goal: GoalView, parts: Sequence[Part]) -> Iterable[Block]:
    title = markup("*#{number}* {title}", number=goal.number, title=goal.title)
    show = kit.button("Show", goals.SHOW, str(goal.id))
    yield kit.section(kit.lines([title, *_lines(parts)]), accessory=show)
    if buttons := _buttons(parts):
        yield kit.actions(*buttons)


def _left_out(teams: Sequence[TeamView]) -> Block:
    named = kit.joined(", ", [kit.channel_name(team.channel) for team in teams])
    return kit.context(markup("You are also in {named}: `/cairn` there shows the rest.", named=named))


def _lines(parts: Sequence[Part]) -> list[Markup]:
    return [line for part in parts for line in part.lines]


def _buttons(parts: Sequence[Part]) -> list[Element]:
    return [button for part in parts for button in part.buttons]
