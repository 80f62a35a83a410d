"""What one person hears of a round, and the lines on cards and menus."""

from collections.abc import Sequence

from bot.delivery.values import Message
from bot.features.commitments import rules
from bot.features.commitments.values.rounds import Committed, RoundState, RoundView, ShownRound
from bot.features.commitments.values.words import Answer, Progress
from bot.features.commitments.views import ids
from bot.features.commitments.views.asked import among_few, changed_since, heading, question, step_buttons
from bot.features.commitments.views.words import (
    LACKS_CHANCE,
    goal_blocks,
    has_or_have,
    on_record,
    percent,
    set_name,
)
from bot.slack import kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.sections import Part


def word_asked(shown: ShownRound) -> Message:
    """To somebody whose word is asked: the question, with the steps to press."""
    said = markup(
        "In {channel} you are asked for your word: {title}",
        channel=kit.channel_name(shown.channel),
        title=heading(shown),
    )
    return kit.message(
        said,
        kit.section(said),
        *changed_since(shown.round),
        *goal_blocks(shown),
        kit.section(question(shown)),
        *among_few(rules.are_few(shown.progress.of)),
        step_buttons(shown.round),
    )


def word_given(shown: ShownRound, own: Answer | None) -> Message:
    """The same once they gave it: it can still be changed, and perhaps lacks the chance.

    Args:
        own: None of somebody who isn't asked any more.
    """
    said = markup(
        "You gave your word in {channel}: {title}",
        channel=kit.channel_name(shown.channel),
        title=heading(shown),
    )
    change = (
        LACKS_CHANCE if own and own.chance is None else markup("Until it ends you can press another step.")
    )
    return kit.message(said, kit.section(said), kit.context(change), step_buttons(shown.round))


def asking_over(shown: ShownRound) -> Message:
    """What became of a question, for whoever was asked, or was to decide."""
    said = markup("{channel}: {title}", channel=kit.channel_name(shown.channel), title=heading(shown))
    return kit.message(said, kit.section(said), kit.context(markup("Its message in the channel says more.")))


def decision_due(shown: ShownRound) -> Message:
    """To a steward: the team was asked twice, and they decide."""
    said = markup(
        "The team in {channel} was asked twice for its word on {goals}, and it isn't a commitment. A steward decides "
        "now, and {record}.",
        channel=kit.channel_name(shown.channel),
        goals=set_name(shown.goals),
        record=on_record(shown.round),
    )
    decide = kit.button("Decide …", ids.DECIDE, str(shown.round.id), primary=True)
    return kit.message(said, kit.section(said), kit.actions(decide))


def withdrawal_part(so_far: Progress) -> Part:
    """In the form that withdraws a goal: the team is being asked for its word on it."""
    line = markup(
        "The team is being asked for its word on it, and {heard} of {all} {have} given it. The question goes on about "
        "the other goals, if there are any.",
        heard=so_far.heard,
        all=so_far.of,
        have=has_or_have(so_far.heard),
    )
    return Part(lines=(line,))


def message_gone(shown: ShownRound, *, is_back: bool) -> Message:
    """To whoever asked: somebody deleted the message."""
    said = markup(
        "The message that asks for commitment was deleted in {channel}. What was said so far is still on record.",
        channel=kit.channel_name(shown.channel),
    )
    again = kit.actions(kit.button("Post it again", ids.POST_AGAIN, str(shown.round.id)))
    done = kit.context(markup("It was posted again."))
    return kit.message(said, kit.section(said), done if is_back else again)


def taken_back() -> Message:
    """Answer to *Take the question back* where the message itself may be out of sight."""
    return kit.message(markup("Taken back: nobody's answer was kept, and the goals stay as they are."))


def card_part(committed: Committed) -> Part:
    """What a goal's card says of its commitment: the team's word, or who decided though it wasn't given."""
    given = markup("*Our word* given {day}", day=kit.day(committed.at))
    line = _decided(committed, committed.decided_by) if committed.decided_by else given
    chance = (
        [markup("chance {chance}", chance=percent(committed.chance))] if committed.chance is not None else []
    )
    return Part(lines=(kit.joined(" · ", [line, *chance]),))


def board_part(asked: RoundView, so_far: Progress) -> Part:
    """What the team's card says while a round is under way."""
    match asked.state:
        case RoundState.OPEN:
            line = markup(
                "*Commitment* asked: {heard} of {all} {have} given their word",
                heard=so_far.heard,
                all=so_far.of,
                have=has_or_have(so_far.heard),
            )
        case RoundState.TALKING:
            line = markup("*Commitment* not yet: we talk it over in the thread")
        case _:
            line = markup("*Commitment* asked twice: a steward decides now")
    return Part(lines=(line,))


def closing_part(rounds: Sequence[tuple[RoundView, Progress]]) -> Part:
    """What becomes of open questions when the cycle is closed; short, because it is read in a confirmation."""
    if len(rounds) > 1:
        return Part(
            lines=(markup("{rounds} questions for people's word end uncounted.", rounds=len(rounds)),)
        )
    (asked, so_far) = rounds[0]
    if asked.state is not RoundState.OPEN:
        return Part(lines=(markup("The question for the team's word ends undecided."),))
    ends = markup(
        "The question for the team's word ends uncounted, {heard} of {all} answered.",
        heard=so_far.heard,
        all=so_far.of,
    )
    return Part(lines=(ends,))


def menu_part(
    waiting: Sequence[RoundView], to_decide: Sequence[RoundView], lacking: Sequence[RoundView] = ()
) -> Part:
    """What bare `/cairn` says: whose word is asked, or lacks the chance, and what waits for a steward."""
    return Part(
        lines=(
            *(_asked_line(asked) for asked in waiting),
            *(_lacking_line(asked) for asked in lacking),
            *(_decide_line(asked) for asked in to_decide),
        ),
        buttons=(
            *_first([*waiting, *lacking], "Give my word", ids.OPEN_ROUND),
            *_first(to_decide, "Decide …", ids.DECIDE),
        ),
    )


def _decided(committed: Committed, by: str) -> Markup:
    return markup(
        "*Committed* {day}: {who} decided to go ahead; {heard} of {all} answered",
        day=kit.day(committed.at),
        who=kit.mention(by),
        heard=committed.heard,
        all=committed.of,
    )


def _first(rounds: Sequence[RoundView], label: str, action_id: str) -> tuple[Element, ...]:
    """A button for the first of them: two of one id don't fit into a row."""
    return tuple(kit.button(label, action_id, str(asked.id), primary=True) for asked in rounds[:1])


def _asked_line(asked: RoundView) -> Markup:
    if asked.scope_of is not None:
        return markup("You are asked for your word on a goal whose scope changed")
    return markup("You are asked for your word on {goals}", goals=set_name(asked.goals))


def _lacking_line(asked: RoundView) -> Markup:
    what = "a goal whose scope changed" if asked.scope_of is not None else set_name(asked.goals)
    return markup("Your word on {what} is complete once you say how likely it is that we reach it", what=what)


def _decide_line(asked: RoundView) -> Markup:
    return markup("A decision on {goals} waits for a steward", goals=set_name(asked.goals))
