"""What people see of a team: the form that starts it, its card, the menu, the words."""

from collections.abc import Mapping, Sequence
from typing import LiteralString

from bot.delivery.values import Json, Message
from bot.features.teams import forms
from bot.features.teams.rules import ALL_JOIN
from bot.features.teams.values import PURPOSE, TeamPortrait, TeamState, TeamView
from bot.slack import fields, kit
from bot.slack.commands import verb_lines
from bot.slack.doors import Verb
from bot.slack.kit import Element, Markup, markup
from bot.slack.sections import Part
from bot.text import listing, plural

SUBMIT_START = "teams.start.submit"
START = "teams.start.open"
JOIN = "teams.join"
LEAVE = "teams.leave"
STEWARD = "teams.steward"
SETTINGS = "teams.settings"
WORDS = "teams.words"
CARD_SECTIONS, MENU_SECTIONS = "teams.card", "teams.menu"
MOST_ADDED = 20  # buttons; Slack takes 25 in a row
READ_ALONG = markup("Everybody in this channel can read along; *Join* to be counted.")
WITHOUT_TYPING = markup(
    "On a goal's card a reaction is your vote, and *Claim* makes you its driver. *Log as decision* in the menu of "
    "any message keeps what was decided there."
)
NO_STEWARD: LiteralString = (
    "Nobody stewards this team: a steward can change its settings and help when something is stuck. "
    "Press *I'll steward* if that's you."
)
LEAVING = (
    "Your votes on open goals stop counting. Goals you drive wait for somebody else to claim them, "
    "so hand them over first if you can."
)
GLOSSARY = (
    ("Team", "a channel that ran /cairn start, and its members"),
    ("Member", "in the team: counted in votes; leave or join with one tap"),
    ("Observer", "everybody else in the channel: sees, reacts and comments, and is never counted"),
    ("Steward", "a member who can change the team's settings, and helps when something is stuck"),
    ("Cycle", "the time box the team works in, six weeks unless you change it"),
    ("Phase", "where a cycle stands: drafting, voting, committing, running, reflecting or closed"),
    ("Aim", "the broad direction that goals serve"),
    ("Goal", "what will be different, and for whom"),
    ("Input round", "perspectives, constraints and hopes, asked for before the vote; each gets an answer"),
    ("Ballot", "the vote on a goal: emoji on its card, for two working days or until all were heard"),
    ("Driver", "the one person who sees to it that a goal moves"),
    ("Role", "what somebody is there for in a team, and what they decide alone"),
    ("Decision", "what was decided, by whom, and why"),
)


def start_modal(channel: str, channel_name: str, starter: str) -> Json:
    """The form of `/cairn start`."""
    blocks = [
        fields.line_input(
            forms.PURPOSE_FIELD,
            "What are we here for?",
            placeholder="People who ask for help get it the same day",
            most=PURPOSE,
            focus=True,
        ),
        fields.people_input(
            forms.PEOPLE_FIELD,
            "Who is in?",
            initial=[starter],
            hint=f"Counts only in a channel of more than {ALL_JOIN} people: those you pick start as members, the others "
            f"can press Join. With up to {ALL_JOIN} everybody is in, whomever you pick.",
            optional=True,
        ),
    ]
    return kit.modal(
        "Start a team",
        blocks,
        callback_id=SUBMIT_START,
        submit="Start",
        carried=forms.carried(channel, channel_name),
    )


def team_card(portrait: TeamPortrait, parts: Sequence[Part] = ()) -> Message:
    """The team's pinned message, the same for everybody in its channel."""
    said = markup("This channel is a team: {purpose}", purpose=portrait.team.purpose)
    told = kit.lines([said, *(line for part in parts for line in part.said)])
    facts = [_who_is_in(portrait), *_stewards(portrait), *_lines(parts)]
    shown = kit.message(
        told,
        kit.section(markup("*What we are here for*\n{purpose}", purpose=portrait.team.purpose)),
        kit.section(kit.lines(facts)),
        *(block for part in parts for block in part.blocks),
        kit.actions(*_added(parts), *_membership(portrait)),
        kit.context(READ_ALONG),
    )
    return Message(text=shown.text, blocks=shown.blocks, pin=True)


def menu(team: TeamView, parts: Sequence[Part], *, is_member: bool, is_steward: bool = False) -> Message:
    """Bare `/cairn` in a team's channel: what needs me, and what I can do."""
    needs = _lines(parts) or [markup("Nothing needs you right now.")]
    own = [] if is_member else [kit.button("Join", JOIN, str(team.id), primary=True)]
    settings = [kit.button("Team settings", SETTINGS, str(team.id))] if is_steward else []
    return kit.message(
        markup("Cairn in {channel}", channel=team.called),
        kit.section(markup("*What we are here for*\n{purpose}", purpose=team.purpose)),
        kit.section(kit.lines(needs)),
        *(block for part in parts for block in part.blocks),
        kit.actions(*own, *_added(parts), *settings, kit.button("Words", WORDS)),
        kit.context(
            markup("`/cairn help`, `/goal help` and `/decision help` show everything, with examples.")
        ),
    )


def outside_menu(channel: str, channel_name: str, teams: Sequence[TeamView]) -> Message:
    """Bare `/cairn` where no team works: the way to start one, and the asker's own teams."""
    here = [_start_here(channel, channel_name)] if forms.is_channel(channel_name) else []
    said = (
        markup("No team works in this channel yet.")
        if here
        else markup("Teams live in channels: type `/cairn start` in the one where yours talks.")
    )
    mine = [
        markup("• {channel} {purpose}", channel=kit.channel_name(team.channel), purpose=team.purpose)
        for team in teams[:10]
    ]
    return kit.message(
        said,
        kit.section(said),
        *((kit.section(kit.lines([markup("*Your teams*"), *mine])),) if mine else ()),
        kit.actions(*here, kit.button("Words", WORDS)),
    )


def words() -> Message:
    """`/cairn words`: what the words mean."""
    told = [markup("*{word}*: {meaning}", word=word, meaning=meaning) for word, meaning in GLOSSARY]
    return kit.message(markup("Cairn's words"), kit.section(kit.lines(told)))


def overview(commands: Mapping[str, Mapping[str, Verb]]) -> Message:
    """`/cairn help`: everything Cairn can do."""
    told = [kit.section(kit.lines(verb_lines(name, verbs))) for name, verbs in commands.items()]
    return kit.message(markup("What Cairn can do"), *told, kit.context(WITHOUT_TYPING))


def no_team(channel: str, channel_name: str) -> Message:
    """A team's command came from a channel where none works, or from a direct message."""
    if not forms.is_channel(channel_name):
        return kit.message(
            markup("In a direct message there is no team; type this in a channel of your team.")
        )
    said = markup(
        "No team works in this channel yet. `/cairn start` begins one here; then type this once more."
    )
    return kit.message(said, kit.section(said), kit.actions(_start_here(channel, channel_name)))


def not_here() -> Message:
    """`/cairn start` in a direct message."""
    return kit.message(
        markup("A team lives in a channel, where all its people can see it. Type `/cairn start` in one.")
    )


def on_its_way(team: TeamView) -> Message:
    """The team is on record, and its channel is not open to Cairn yet, or only just."""
    channel = kit.channel_name(team.channel)
    if team.state != TeamState.ARRIVING:
        return kit.message(invitation(team))
    if team.is_private:
        return kit.message(
            markup(
                "Your team is saved. {channel} is private, so Cairn comes in when it is let in: if it isn't there "
                "yet, type `/invite @Cairn` in it. It goes on from there by itself.",
                channel=channel,
            )
        )
    return kit.message(
        markup("Cairn is coming into {channel}; the team's card will be there in a moment.", channel=channel)
    )


def started_before(team: TeamView, typed: str) -> Message:
    """Somebody was quicker to start the channel's team; what this person wrote is theirs to copy.

    A private channel's purpose is told only once Cairn is there and knows who may see it.
    """
    said = markup(
        "{who} started a team in {channel} a moment ago, so it wasn't started twice and your words weren't used.",
        who=kit.mention(team.started_by),
        channel=kit.channel_name(team.channel),
    )
    is_here = team.state == TeamState.ACTIVE
    theirs = markup("*What it is here for*\n{purpose}", purpose=team.purpose)
    yours = markup("*Your words, to copy*\n{typed}", typed=typed)
    told = [said, theirs, yours] if is_here or not team.is_private else [said, yours]
    return kit.message(said, *map(kit.section, told), *(() if is_here else on_its_way(team).blocks))


def invitation(team: TeamView) -> Markup:
    """How to let Cairn into a channel that it can't join by itself."""
    return markup(
        "Your team is saved, but Cairn can't come into {channel} by itself. Type `/invite @Cairn` there, "
        "and it goes on from where you are.",
        channel=kit.channel_name(team.channel),
    )


def joined(team: TeamView) -> Message:
    """Answer to *Join*."""
    return kit.message(
        markup(
            "You're in the team of {channel}. Votes you already gave on open goals count now too.",
            channel=team.called,
        )
    )


def left(team: TeamView) -> Message:
    """Answer to *Leave*."""
    return kit.message(
        markup(
            "You've left the team of {channel}. You can still read along, and *Join* brings you back.",
            channel=team.called,
        )
    )


def stewarding(team: TeamView) -> Message:
    """Answer to *I'll steward*."""
    return kit.message(markup("You look after the team of {channel} now. Thank you!", channel=team.called))


def _start_here(channel: str, channel_name: str) -> Element:
    return kit.button("Start a team here", START, forms.carried(channel, channel_name), primary=True)


def _who_is_in(portrait: TeamPortrait) -> Markup:
    more = portrait.team.member_count - len(portrait.names)
    named = [*portrait.names, *([f"{more} more"] if more and portrait.names else [])]
    count = plural(portrait.team.member_count, "member")
    if not named:
        return markup("*{count}*", count=count)
    return markup("*{count}*: {named}", count=count, named=listing(named))


def _stewards(portrait: TeamPortrait) -> list[Markup]:
    if not portrait.has_steward:
        return [markup(NO_STEWARD)]
    if not portrait.stewards:
        return []
    word = "Steward" if len(portrait.stewards) == 1 else "Stewards"
    return [markup("*{word}*: {named}", word=word, named=listing(portrait.stewards))]


def _lines(parts: Sequence[Part]) -> list[Markup]:
    return [line for part in parts for line in part.lines]


def _added(parts: Sequence[Part]) -> list[Element]:
    return [button for part in parts for button in part.buttons][:MOST_ADDED]


def _membership(portrait: TeamPortrait) -> list[Element]:
    team_id = str(portrait.team.id)
    ask = kit.confirmation("Leave this team?", LEAVING, "Leave", "Stay")
    buttons = [kit.button("Join", JOIN, team_id), kit.button("Leave", LEAVE, team_id, confirm=ask)]
    return buttons if portrait.has_steward else [*buttons, kit.button("I'll steward", STEWARD, team_id)]
