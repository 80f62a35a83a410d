"""Stories of check-ins, page by page, and one in full."""

from uuid import UUID

from bot.delivery.values import Json, Message
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.values.stories import PAGE, StoryPage
from bot.features.checkins.views.digests import Known, fitting
from bot.features.checkins.views.prompts_words import DRIVER, read_by, standing
from bot.slack import kit
from bot.slack.kit import Block, Markup, markup
from bot.slack.sections import Part
from bot.text import plural, shorten

OF_GOAL = "checkins.stories.of_goal"
READ = "checkins.stories.read"
PAGE_AFTER = "checkins.stories.after"
PAGE_BEFORE = "checkins.stories.before"
CLOSED = "checkins.stories.closed"  # the callback of a modal that nobody submits
NO_ROOM = markup("The others are too long to be shown along with these: another word brings them up.")
EXCERPT = 240  # characters; *Read* opens the rest


def story_list(page: StoryPage, known: Known) -> Message:
    """A page of stories; how they come about when there is none."""
    if not page.stories:
        return _none_found(page)
    heading = _heading(page)
    entries = [_entry(answer, known) for answer in page.stories]
    return kit.message(heading, kit.section(heading), *fitting(entries, NO_ROOM), *_paging(page))


def story_modal(answer: AnswerView, known: Known) -> Json:
    """All that somebody told."""
    quotes = [kit.section(kit.quoted(text)) for text in (answer.why, answer.words) if text]
    asked = [kit.context(markup("{question}", question=answer.question))] if answer.question else []
    blocks = [kit.section(_title(answer, known)), *asked, *quotes, kit.context(_told_by(answer, known))]
    return kit.modal("A story", blocks, callback_id=CLOSED)


def card_part(goal_id: UUID, count: int) -> Part:
    """The button on the card of a goal that has stories."""
    return Part(buttons=(kit.button(plural(count, "story", "stories"), OF_GOAL, str(goal_id)),))


def _entry(answer: AnswerView, known: Known) -> Block:
    words = answer.words or answer.why
    shown = kit.quoted(shorten(words, EXCERPT))
    lines = [_title(answer, known), shown, _told_by(answer, known)]
    is_cut = len(words) > EXCERPT or (answer.words and answer.why)
    read = kit.button("Read", READ, str(answer.id)) if is_cut else None
    return kit.section(kit.lines([line for line in lines if line]), accessory=read)


def _title(answer: AnswerView, known: Known) -> Markup:
    parts = [known.goal(answer.goal_id), standing(answer.confidence, answer.progress)]
    return kit.joined(" · ", [part for part in parts if part]) or markup("*About the work as a whole*")


def _told_by(answer: AnswerView, known: Known) -> Markup:
    told = [kit.escaped(known.name(answer)), kit.day(answer.at)]
    return kit.joined(" · ", [*told, *([_read_by(answer, known)] if answer.is_private else [])])


def _read_by(answer: AnswerView, known: Known) -> Markup:
    if answer.user != known.reader:
        return read_by(kit.escaped(known.name(answer)))
    return read_by(DRIVER if answer.goal_id and answer.goal_id not in known.driven else None)


def _heading(page: StoryPage) -> Markup:
    stories = plural(page.total, "story", "stories")
    heading = markup("*{stories} of this team's check-ins*", stories=stories)
    if page.words:
        heading = markup("*{stories} for “{words}”*", stories=stories, words=page.words)
    if page.total <= PAGE:
        return heading
    last = page.first + len(page.stories)
    return markup("{heading} · {first} to {last}", heading=heading, first=page.first + 1, last=last)


def _paging(page: StoryPage) -> tuple[Block, ...]:
    before, after = max(page.first - PAGE, 0), page.first + PAGE
    back = [kit.button("Back", PAGE_BEFORE, _place(page, before))] if page.first else []
    more = [kit.button("More", PAGE_AFTER, _place(page, after))] if after < page.total else []
    return (kit.actions(*back, *more),) if back or more else ()


def _place(page: StoryPage, first: int) -> str:
    return f"{page.team_id}:{first}:{page.words}"


def _none_found(page: StoryPage) -> Message:
    if page.words:
        return kit.message(
            markup(
                "No story of this team has “{words}” in it, or is about such a goal. `/goal stories` shows all of them.",
                words=page.words,
            )
        )
    return kit.message(
        markup(
            "Nobody told a story here yet. Whoever checks in can add a few words: what they learned, what is in the "
            "way, whom it helped. `/checkin now` is open at any time."
        )
    )
