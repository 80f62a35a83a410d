"""Under a check-in: how messages in words were taken, and which team is to read them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from bot.features.checkins.rules.replies import lacks_number
from bot.features.checkins.values.prompts import Reading, ReplyView
from bot.features.checkins.views import prompts_ids as ids
from bot.features.checkins.views.prompts_shown import ShownPrompt
from bot.features.checkins.views.prompts_words import standing
from bot.features.goals.values import GoalView
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.text import clean_line

NAMED = 40  # characters that a message is called by
EXCERPT = 100  # characters of a message, for its author to know it again


def reply_blocks(shown: ShownPrompt) -> Iterable[Block]:
    """What stands in a check-in of the messages that answered it; of several that wait for their team the first."""
    for reply in [reply for reply in shown.replies if reply.awaits_team][:1]:
        yield from _which_team(reply, shown.teams)
    for reply in shown.replies:
        if reply.is_taken_back:
            yield kit.context(markup("{message} is no part of this check-in.", message=_named(reply)))
        elif not reply.awaits_team:
            is_alone = len(shown.replies) == 1
            said = _taken(reply, markup("your message") if is_alone else _named(reply), shown)
            yield kit.section(said, accessory=kit.button("That's not it", ids.TAKE_BACK, str(reply.id)))


def _named(reply: ReplyView) -> Markup:
    """The message by its first words."""
    return markup("“{words}”", words=kit.brief(clean_line(reply.words), NAMED))


def _which_team(reply: ReplyView, teams: Mapping[UUID, str]) -> Iterable[Block]:
    asked = markup("*Which team are these words for?* Nobody reads them until you choose.")
    yield kit.section(kit.lines([asked, kit.cut(kit.quoted(reply.words), EXCERPT)]))
    choices = [(name, f"{reply.id}:{team_id}") for team_id, name in teams.items()]
    yield kit.actions(
        kit.menu(ids.CHOOSE_TEAM, "Choose the team", choices),
        kit.button("None of them", ids.TAKE_BACK, str(reply.id)),
    )


def _taken(reply: ReplyView, message: Markup, shown: ShownPrompt) -> Markup:
    """What the message said, whatever was said since; and who reads it."""
    goals = {row.goal.id: row.goal for row in shown.rows}
    parts = {
        one.goal_id: _of_goal(one, goals[one.goal_id], shown.teams)
        for one in reply.readings
        if one.goal_id is not None and one.goal_id in goals
    }
    if parts:
        taken = kit.joined(", ", parts.values())
        return markup("I took {message} as {parts}.", message=message, parts=taken)
    words = _as_words(reply, message, shown)
    if len(goals) > 1 and lacks_number(reply.words):
        how = "To say which goal it is about, press *That's not it* and write it with the number in front: “#{number} …”."
        return kit.lines([words, markup(how, number=shown.rows[-1].goal.number)])
    return words


def _as_words(reply: ReplyView, message: Markup, shown: ShownPrompt) -> Markup:
    """That it was taken as words, and who reads them."""
    reader = next((one.team_id for one in reply.readings if one.team_id), None)
    if any(answer.is_private for answer in shown.words if answer.team_id == reader):
        return markup(
            "I took {message} as words for this check-in and keep them private, like what you wrote before: "
            "nobody else reads them.",
            message=message,
        )
    where = "among its stories" if reader in shown.too_late else "in its digest"
    if shown.is_joint and reader is not None and reader in shown.teams:
        said = "I took {message} as words for {team}, which reads them {where}."
        return markup(said, message=message, team=shown.teams[reader], where=where)
    said = "I took {message} as words for this check-in; your team reads them {where}."
    return markup(said, message=message, where=where)


def _of_goal(reading: Reading, goal: GoalView, teams: Mapping[UUID, str]) -> Markup:
    how = standing(reading.confidence, reading.progress) or markup("in words")
    named = markup("*#{number}*", number=goal.number)
    if len(teams) > 1:
        named = markup("{named} of {team}", named=named, team=teams.get(goal.team_id, "another team"))
    return markup("{named} {how}", named=named, how=how)
