"""Aims: a team's list of them, the form of one, and the map of what serves them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.goals.forms import AIM_OWNER, AIM_PARENT, AIM_STAGES, AimStage, Owner
from bot.features.goals.values import AIM, AIM_TITLE, LINE_MOST, AimView, GoalState, MapNode
from bot.features.goals.views import ids
from bot.slack import fields, histories, kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.menus import Choice, menu
from bot.slack.sections import Part
from bot.text import plural

PAGE = 10
MAP_PAGE, MAP_SECTION = 30, 6  # lines: a page's, and a block's, which stay short whatever the words
IN_LIST, IN_MAP = 240, 120  # characters of a title, with escaping
PARENTS_MOST = 100  # choices that Slack's menus hold
INDENT = "\u2003"  # Slack keeps it at the beginning of a line
OVER = {GoalState.WITHDRAWN: markup("they withdrew it"), GoalState.ENDED: markup("it has ended there")}
OVER_ELSEWHERE = {
    GoalState.WITHDRAWN: markup("its own team withdrew it"),
    GoalState.ENDED: markup("it has ended in its own team"),
}
STATES = {GoalState.PROPOSED: markup("proposed"), GoalState.COMMITTED: markup("committed")}


def aim_list(
    team_id: UUID, aims: Sequence[tuple[AimView, int]], *, first: int, keeps_workspaces: bool
) -> Message:
    """A page of a team's aims and the workspace's, each with how many goals serve it.

    Args:
        keeps_workspaces: whether the reader may change the workspace's.
    """
    said = markup("*Aims*: the broader things that goals serve")
    add = kit.button("Add an aim", ids.ADD_AIM, str(team_id), primary=not aims)
    if not aims:
        none = markup(
            "No aim is named yet. What is this team here to bring about, beyond the next few weeks?"
        )
        return kit.message(said, kit.section(none), kit.actions(add))
    first = min(first, (len(aims) - 1) // PAGE * PAGE)
    page = aims[first : first + PAGE]
    entries = [_entry(team_id, first, aim, serving, keeps=keeps_workspaces) for aim, serving in page]
    back = [kit.button("Back", ids.AIMS_BEFORE, f"{team_id}:{max(first - PAGE, 0)}")] if first else []
    rest = len(aims) > first + PAGE
    more = [kit.button("More", ids.AIMS_AFTER, f"{team_id}:{first + PAGE}")] if rest else []
    return kit.message(said, kit.section(said), *entries, kit.actions(add, *back, *more))


def _entry(team_id: UUID, first: int, aim: AimView, serving: int, *, keeps: bool) -> Block:
    facts = [_owner(aim), markup("{goals} it", goals=plural(serving, "goal serves", "goals serve"))]
    facts += [markup("retired")] if aim.is_retired else []
    text = kit.lines([markup("*{title}*", title=kit.brief(aim.title, IN_LIST)), kit.joined(" · ", facts)])
    return kit.section(text, accessory=_menu(team_id, first, aim, keeps=keeps))


def _owner(aim: AimView) -> Markup:
    if aim.goal_id:
        return kit.joined(" · ", [markup("adopted: {goal}", goal=_goal_of(aim)), *_over(aim, is_own=True)])
    return markup("this team's") if aim.team_id else markup("the whole workspace's")


def _goal_of(aim: AimView) -> Markup:
    """Whose goal an adopted aim is."""
    team = kit.channel_name(aim.goal_channel) if aim.goal_channel else markup("another team")
    return markup("a goal of {team}", team=team)


def _over(aim: AimView, *, is_own: bool) -> Iterable[Markup]:
    """What became of the goal that was adopted, once its team works on it no more: to who adopted it, or to others."""
    said = OVER if is_own else OVER_ELSEWHERE
    if aim.goal_state in said:
        yield said[aim.goal_state]


def _menu(team_id: UUID, first: int, aim: AimView, *, keeps: bool) -> Element:
    """What can be done about it, for who may keep it; what happened to it, for everybody."""
    change = [] if aim.goal_id else [("Change …", ids.CHANGE_AIM)]
    turn = ("Bring back", ids.BRING_BACK_AIM) if aim.is_retired else ("Retire", ids.RETIRE_AIM)
    own = [
        Choice(label, ids.CHOOSE_FOR_AIM, f"{choice}:{aim.id}:{team_id}:{first}")
        for label, choice in (*change, turn)
    ]
    return menu([*(own if aim.team_id or keeps else ()), histories.choice(AIM, aim.id)])


def aim_modal(
    stage: AimStage, aim: AimView | None, above: Sequence[AimView], *, keeps_workspaces: bool
) -> Json:
    """The form of an aim: its words, whose it is, and which aim of the workspace it serves.

    Args:
        aim: the one to change, None for a new one.
        above: the workspace's aims.
    """
    title = fields.line_input(
        AIM_TITLE,
        "The aim, in a few words",
        initial=aim.title if aim else "",
        placeholder="People find help with us in time",
        most=LINE_MOST,
    )
    owners = [("This team's", Owner.TEAM), ("The whole workspace's", Owner.WORKSPACE)]
    whose = fields.choice_input(AIM_OWNER, "Whose aim is it?", owners, initial=Owner.TEAM)
    choices = [(one.title, str(one.id)) for one in above[:PARENTS_MOST]]
    initial = str(aim.parent_id) if aim and aim.parent_id else None
    serves = fields.choice_input(
        AIM_PARENT,
        "Which aim of the workspace does it serve?",
        choices or [("-", "-")],
        initial=initial,
        optional=True,
    )
    is_teams = aim is None or aim.team_id is not None
    return kit.modal(
        "Change this aim" if aim else "Add an aim",
        [
            title,
            *([whose] if aim is None and keeps_workspaces else []),
            *([serves] if is_teams and choices else []),
        ],
        callback_id=ids.SUBMIT_AIM_CHANGE if aim else ids.SUBMIT_AIM,
        submit="Save" if aim else "Add",
        carried=AIM_STAGES.write(stage),
    )


def aim_saved(aim: AimView) -> Json:
    """The form, once its aim is on record."""
    said = markup("*{title}* is on record. `/goal aims` lists it, and goals can serve it.", title=aim.title)
    return kit.modal("Saved", [kit.section(said)], callback_id=ids.SUBMIT_AIM)


def goal_map(
    team_id: UUID,
    nodes: Sequence[MapNode],
    total: int,
    parts: Mapping[UUID, Sequence[Part]],
    *,
    first: int,
    is_wide: bool,
) -> Message:
    """A page of the map, as indented lines.

    Args:
        nodes: this page's lines; total: how many there are.
        is_wide: it is the whole workspace's, not the team's alone.
    """
    heading = markup(
        "*Aims and goals of {whose}*", whose="all teams that you can see" if is_wide else "this team"
    )
    if not total:
        none = markup(
            "There is nothing to map yet. `/goal propose` begins with a goal, `/goal aims` with an aim."
        )
        return kit.message(heading, kit.section(none), *_turning(team_id, 0, 0, is_wide=is_wide))
    lines = [*_lines(nodes, parts, team_id, is_wide=is_wide)]
    sections = [
        kit.section(kit.lines(lines[at : at + MAP_SECTION])) for at in range(0, len(lines), MAP_SECTION)
    ]
    return kit.message(
        heading, kit.section(heading), *sections, *_turning(team_id, first, total, is_wide=is_wide)
    )


def _lines(
    nodes: Sequence[MapNode], parts: Mapping[UUID, Sequence[Part]], team_id: UUID, *, is_wide: bool
) -> Iterable[Markup]:
    """A line each; those that serve nothing stand last, under a line of their own."""
    loose = next((node for node in nodes if _is_loose(node)), None)
    for node in nodes:
        if node is loose:
            yield markup("*Without an aim*")
        yield _line(node, parts, team_id, is_wide=is_wide)


def _is_loose(node: MapNode) -> bool:
    return node.depth == 0 and node.goal is not None and node.goal.aim_id is None


def _line(node: MapNode, parts: Mapping[UUID, Sequence[Part]], team_id: UUID, *, is_wide: bool) -> Markup:
    where = [kit.channel_name(node.channel)] if node.channel and is_wide else []
    if node.aim is not None:
        title = markup(":dart: *{title}*", title=kit.brief(node.aim.title, IN_MAP))
        is_own = node.aim.team_id == team_id
        facts = [
            *_adopted(node.aim, node.channel, is_own=is_own),
            *_over(node.aim, is_own=is_own),
            *where,
        ]
    elif node.goal is not None:
        title = markup("#{number} {title}", number=node.goal.number, title=kit.brief(node.goal.title, IN_MAP))
        added = [line for part in parts.get(node.goal.id, ()) for line in part.lines]
        facts = [STATES[node.goal.state], *added, *where]
    return kit.joined("", [kit.escaped(INDENT * node.depth), kit.joined(" · ", [title, *facts])])


def _adopted(aim: AimView, channel: str, *, is_own: bool) -> Iterable[Markup]:
    """Of an adopted aim: to its own team, whose goal it is; to others, who adopted it."""
    if aim.goal_id is None:
        return
    if is_own:
        yield markup("adopted: {goal}", goal=_goal_of(aim))
    else:
        by = kit.channel_name(channel) if channel else markup("a team")
        yield markup("adopted by {who}", who=by)


def _turning(team_id: UUID, first: int, total: int, *, is_wide: bool) -> tuple[Block, ...]:
    scope = "all" if is_wide else "team"
    place = f"{team_id}:{scope}"
    back = [kit.button("Back", ids.MAP_BEFORE, f"{place}:{max(first - MAP_PAGE, 0)}")] if first else []
    rest = total > first + MAP_PAGE
    more = [kit.button("More", ids.MAP_AFTER, f"{place}:{first + MAP_PAGE}")] if rest else []
    narrower = kit.button("This team only", ids.MAP_NARROWER, f"{team_id}:team:0")
    wider = kit.button("All teams", ids.MAP_WIDER, f"{team_id}:all:0")
    return (kit.actions(*back, *more, narrower if is_wide else wider),)
