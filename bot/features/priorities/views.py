"""How the scale, a tally, a rank and one's own votes look."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from bot.delivery.values import Message
from bot.features.goals.values import GoalView
from bot.features.priorities.values import CardPlace, OpenVote, TeamVotes
from bot.features.voting.rules import quorum
from bot.features.voting.values import MUST, MUSTS_EACH, SCALE, SHOULD, Choice, Standing, Tally
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.sayings import Entry
from bot.slack.sections import Part
from bot.text import listing, plural

OPEN_VOTES = "priorities.open_votes"
TEAMS_SHOWN, VOTES_SHOWN = 3, 10  # the votes are shared out among the teams: blocks may not grow large
SCALE_IN_WORDS = ", ".join(f":{choice.emoji}: {choice.word}" for choice in SCALE)
WAITING = markup(
    "Voting begins with the team's voting phase, which its card tells. A reaction given before counts from then on."
)
PROPOSE = markup("`/goal propose` puts a goal to the vote.")
PROPOSED_LATER = markup(
    "This team keeps to its phases, and goals are proposed while it is drafting or voting."
)
EARLY_PART = Part(
    blocks=(
        kit.context(
            markup(
                "A reaction on the card of a goal that is open to votes counts already, until the time it names."
            )
        ),
    )
)
JOINED = markup("you press *Join* on the team's card")
GUESTS_COUNT = markup("the team's stewards let the votes of guests and people of other organisations count")
SEEDS = tuple(choice.emoji for choice in SCALE)


def decided_part(standing: Standing) -> Part:
    """The goal card's result, once its vote is over."""
    result, closed = kit.section(_result(standing)), kit.context(_closed(standing.tally))
    return Part(blocks=(result, closed), seeds=SEEDS)


def lived_part(standing: Standing | None) -> Part:
    """The result on the card of a goal that the team committed to or ended: its place alone, or nothing."""
    if standing is None or standing.rank is None:
        return Part()
    return Part(lines=(markup("*Priority* {rank} of {among}", rank=standing.rank, among=standing.among),))


def anew_part() -> Part:
    """The goal card while the vote of an earlier cycle holds no more, and that of this one hasn't begun."""
    return Part(blocks=(kit.context(markup("Voted on anew when voting begins.")),), seeds=SEEDS)


def open_part(tally: Tally) -> Part:
    """The goal card's tally so far, and how to vote; in a strict team that drafts, when."""
    if tally.is_waiting:
        return Part(blocks=(kit.context(WAITING),), seeds=SEEDS)
    voted = markup("*Votes so far* (Cairn's own don't count) · {counted}", counted=_counted(tally))
    how = markup(
        "React to vote: {scale}. Open until {end}, or until all have voted.",
        scale=_scale(),
        end=kit.moment(tally.closes_at),
    )
    return Part(blocks=(kit.section(voted), kit.context(how)), seeds=SEEDS)


def closing_line(count: int, *, ends: bool) -> Markup:
    """What becomes of open votes when the cycle is closed.

    Args:
        ends: they end with it, as a strict team's do.
    """
    one, several = ("open vote ends", "open votes end") if ends else ("open vote goes on", "open votes go on")
    return markup("{votes}.", votes=plural(count, one, several))


def list_part(standing: Standing, *, is_anew: bool = False) -> Part:
    """The line of a goal in a list.

    Args:
        is_anew: an earlier cycle voted on it, and the next vote asks about it again.
    """
    return Part(lines=(markup("voted on anew when voting begins") if is_anew else _ranked(standing),))


def open_votes(teams: Sequence[TeamVotes]) -> Message:
    """What one person can vote on, for their eyes only."""
    most = VOTES_SHOWN // min(len(teams), TEAMS_SHOWN)
    shown = [block for votes in teams[:TEAMS_SHOWN] for block in _of_team(votes, most)]
    return kit.message(markup("What you can vote on"), *shown, kit.context(_how_to_vote()))


def how_to_vote() -> Message:
    """`/vote help`, the same in every channel."""
    rules = markup(
        "A vote is open for two working days, or until all have voted; until then you can change yours. "
        "Each member has at most {most} {must} in a round: with more, all of theirs count as {should}. "
        "The emoji that Cairn puts under a card are there to press, and don't count.",
        most=MUSTS_EACH,
        must=_emoji(MUST),
        should=_emoji(SHOULD),
    )
    list_them = markup("`/vote` shows what is open and what you have given, just to you.")
    blocks = (kit.section(line) for line in (_how_to_vote(), rules, list_them))
    return kit.message(markup("How to vote"), *blocks)


def too_many_musts() -> Message:
    """Told once a round, to whoever gave a fourth must."""
    said = markup(
        "That is more than {most} {must} in this round. When everything is a must, nothing stands out, so all your "
        "{must} count as {should} now. Take some back until {most} are left, and those count in full again. "
        "`/vote` shows what you have given.",
        most=MUSTS_EACH,
        must=_emoji(MUST),
        should=_emoji(SHOULD),
    )
    return kit.message(said)


def early_vote(goal: GoalView, stewards: Sequence[str]) -> Message:
    """Told once a ballot, to whoever votes in a strict team that still drafts.

    Args:
        stewards: names of who can move the phase.
    """
    said = markup(
        "Voting on “{title}” hasn't begun: this team keeps to its phases, and is drafting now. Your reaction is kept "
        "and counts from when the voting phase begins; until voting ends you can change it. A steward can move the "
        "cycle with `/cairn cycle`{who}.",
        title=goal.title,
        who=f": {listing(stewards)}" if stewards else "",
    )
    return kit.message(said)


def late_vote(goal: GoalView, tally: Tally | None, card: CardPlace | None) -> Message:
    """Told once a ballot, to whoever voted after its end; without a tally it doesn't say when that was."""
    said = markup(
        "Your vote on “{title}” came after voting closed{when}, so it can't count any more; what counted before "
        "stands. If it changes the picture, tell the team in a thread on {card}.",
        title=goal.title,
        when=markup(", {end}", end=kit.moment(tally.closes_at)) if tally else "",
        card=_link(card, markup("the goal's card")),
    )
    return kit.message(said)


def menu_part(team_id: UUID, votes: TeamVotes) -> Part:
    """What bare `/cairn` says of votes: only what waits for the reader."""
    waiting = sum(vote.choice is None for vote in votes.open) if votes.counts else 0
    said = markup("{goals} open to your vote", goals=plural(waiting, "goal is", "goals are"))
    vote = kit.button("Vote", OPEN_VOTES, str(team_id), primary=waiting > 0)
    is_offered = votes.may_vote or bool(votes.open)
    return Part(lines=(said,) if waiting else (), buttons=(vote,) if is_offered else ())


def board_part(team_id: UUID) -> Part:
    """What a team's card says of votes while it votes; the answer is for whoever presses."""
    return Part(buttons=(kit.button("Vote", OPEN_VOTES, str(team_id), primary=True),))


def closed_in_history(entry: Entry) -> Markup | None:
    """Without its actor: who voted last is nobody's business. After too few voices voting may go on, and end again.

    None where nobody had voted yet when the team committed to the goal.
    """
    heard, of = entry.detail.get("heard"), entry.detail.get("of")
    if not heard and entry.detail.get("was_settled"):
        return None
    if not entry.detail.get("has_quorum", True):
        return markup("too few had voted by the end, {heard} of {of} heard", heard=heard, of=of)
    return markup("voting ended, {heard} of {of} heard", heard=heard, of=of)


def _of_team(votes: TeamVotes, most: int) -> Iterable[Block]:
    where = kit.channel_name(votes.team.channel)
    if not votes.open:
        how = PROPOSE if votes.may_propose else PROPOSED_LATER
        yield kit.section(markup("*{where}* Nothing is open to vote on. {how}", where=where, how=how))
        return
    yield kit.section(markup("*{where}* {status}", where=where, status=_status(votes)))
    for vote in votes.open[:most]:
        yield kit.section(_open_vote(vote, has_too_many_musts=votes.musts > MUSTS_EACH))
    if len(votes.open) > most:
        left = plural(len(votes.open) - most, "more goal")
        yield kit.context(markup("And {left}: `/goal list` shows them all.", left=left))


def _status(votes: TeamVotes) -> Markup:
    if not votes.counts:
        needed = [
            *(() if votes.is_member else (JOINED,)),
            *(() if votes.is_counted_kind else (GUESTS_COUNT,)),
        ]
        return markup(
            "Your reactions are kept, and not in the tallies yet: they count as soon as {needed}.",
            needed=kit.joined(" and ", needed),
        )
    if votes.musts > MUSTS_EACH:
        words = "You have given {given} {must}. With more than {most} they count as {should}."
    else:
        words = "You have given {given} of your {most} {must}."
    return markup(words, given=votes.musts, most=MUSTS_EACH, must=_emoji(MUST), should=_emoji(SHOULD))


def _open_vote(vote: OpenVote, *, has_too_many_musts: bool) -> Markup:
    return markup(
        "*#{number}* {title}\n{own} · {heard} · open until {end} · {card}",
        number=vote.goal.number,
        title=vote.goal.title,
        own=_own(vote.choice, has_too_many_musts=has_too_many_musts),
        heard=_heard(vote.tally),
        end=kit.moment(vote.tally.closes_at),
        card=_link(vote.card, markup("its card")),
    )


def _own(choice: Choice | None, *, has_too_many_musts: bool) -> Markup:
    if choice is None:
        return markup("not voted yet")
    if choice is MUST and has_too_many_musts:
        return markup("your vote: {must}, counted as {should}", must=_named(MUST), should=_named(SHOULD))
    return markup("your vote: {choice}", choice=_named(choice))


def _link(card: CardPlace | None, words: Markup) -> Markup:
    if card is None:
        return words
    address = f"https://slack.com/archives/{card.channel}/p{card.ts.replace('.', '')}"
    return markup("<{address}|{words}>", address=address, words=words)


def _how_to_vote() -> Markup:
    return markup("To vote, react on a goal's card: {scale}.", scale=_scale())


def _result(standing: Standing) -> Markup:
    if standing.rank is None:
        words = "*Needs voices*: {few} · {counted}"
        return markup(words, few=_too_few(standing.tally), counted=_counted(standing.tally))
    words = "*Priority {rank}* of {among} decided · {counted}"
    return markup(words, rank=standing.rank, among=standing.among, counted=_counted(standing.tally))


def _closed(tally: Tally) -> Markup:
    words = (
        "Voting closed {when}."
        if tally.has_quorum
        else "Voting closed {when}, with too few voices for a rank."
    )
    return markup(words, when=kit.moment(tally.closes_at))


def _ranked(standing: Standing) -> Markup:
    tally = standing.tally
    if standing.rank is None:
        words = "needs voices: {few} · {counted}"
    elif tally.is_closed:
        words = "priority {rank} of {among} · {counted}"
    else:
        words = "priority {rank} of {among} so far · {counted}"
    return markup(
        words, few=_too_few(tally), rank=standing.rank, among=standing.among, counted=_counted(tally)
    )


def _too_few(tally: Tally) -> str:
    needed = quorum(tally.electorate_size)
    return f"fewer than {needed} have voted" if needed > 1 else "nobody has voted"


def _counted(tally: Tally) -> Markup:
    counts = [
        markup("{emoji} {count}", emoji=_emoji(choice), count=count)
        for choice, count in zip(SCALE, tally.counts, strict=True)
    ]
    return kit.joined(" · ", [kit.joined("  ", counts), _heard(tally)])


def _heard(tally: Tally) -> Markup:
    return markup("{heard} of {all} heard", heard=tally.heard, all=tally.electorate_size)


def _scale() -> Markup:
    return kit.joined(" · ", [_named(choice) for choice in SCALE])


def _named(choice: Choice) -> Markup:
    return markup("{emoji} {word}", emoji=_emoji(choice), word=choice.word)


def _emoji(choice: Choice) -> Markup:
    return markup(":{name}:", name=choice.emoji)
