"""A person's check-in as one message that is redrawn in place (P13)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.delivery.values import Message
from bot.features.checkins.rules.prompts import fell
from bot.features.checkins.values.prompts import (
    GOALS_AT_FIRST,
    Confidence,
    OccasionState,
    PromptView,
    Snooze,
)
from bot.features.checkins.views import prompts_ids as ids
from bot.features.checkins.views.prompts_replies import reply_blocks
from bot.features.checkins.views.prompts_rhythm import rhythm_blocks
from bot.features.checkins.views.prompts_shown import MEASURES, GoalRow, Measure, ShownPrompt
from bot.features.checkins.views.prompts_words import SIGN, WORD, given, last_word
from bot.features.goals.values import GoalView
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words, listing, plural

SIZE_MOST = 9_000  # characters of JSON; the rest of the 13,000 that a message may have is for what goes along
SNOOZES = {
    Snooze.HOUR: "In an hour",
    Snooze.AFTERNOON: "This afternoon",
    Snooze.TOMORROW: "Tomorrow",
}


def prompt_message(shown: ShownPrompt) -> Message:
    """The check-in: asked, answered, or let pass."""
    prompt = shown.prompt
    if prompt.occasions and all(one.state is OccasionState.SKIPPED for one in prompt.occasions):
        return _skipped(shown)
    faces = (_face(shown, measure) for measure in MEASURES)
    fitting = next((face for face in faces if len(json.dumps(face)) <= SIZE_MOST), None)
    return kit.message(_said(shown), *(fitting or _face(shown, MEASURES[-1])), *shown.extra)


def _face(shown: ShownPrompt, measure: Measure) -> list[Block]:
    rows = shown.rows[: measure.goals if shown.prompt.is_unfolded else GOALS_AT_FIRST]
    hidden = len(shown.rows) - len(rows)
    return [
        kit.section(_opening(shown)),
        *_too_late(shown),
        *(block for row in rows for block in _goal(shown, row, measure)),
        *_in_words_only(hidden if shown.prompt.is_unfolded else 0),
        *_also_asked(shown),
        *shown.actions,
        *(_aside(shown, row, measure) for row in shown.asides[: measure.asides]),
        *_words(shown, measure),
        *reply_blocks(shown),
        *rhythm_blocks(shown.prompt, shown.rhythm),
        kit.actions(*_below(shown, hidden)),
    ]


def _in_words_only(hidden: int) -> tuple[Block, ...]:
    """A message has no room for more goals with buttons."""
    if not hidden:
        return ()
    said = markup("{more}: write to me, for example “#7 green 60 %”.", more=plural(hidden, "more goal"))
    return (kit.context(said),)


def with_extra(shown: ShownPrompt, extra: Sequence[Block]) -> ShownPrompt:
    """The same with what goes along."""
    return replace(shown, extra=extra)


def _said(shown: ShownPrompt) -> Markup:
    if shown.is_complete:
        return markup("Thank you: that's your check-in.")
    if shown.rows:
        return markup("Check-in: how are your goals doing?")
    if shown.prompt.is_about_actions:
        return markup("Check-in: what became of what you took on?")
    return markup("Check-in: how is it going?")


def _opening(shown: ShownPrompt) -> Markup:
    names = ", ".join(shown.teams.values())
    where = _where(shown)
    if shown.is_complete and shown.prompt.is_about_actions:
        return markup("*Thank you: nothing that you took on in {teams} is open any more.*", teams=names)
    if shown.is_complete:
        return markup("*Thank you, that's your {where}.* You can still change it.", where=_lower(where))
    if shown.rows:
        return markup("*{where}: how are your goals doing?* One tap each is enough.", where=where)
    if shown.prompt.is_about_actions:
        return markup("*{where}: what became of what you took on?* One tap each is enough.", where=where)
    asked = kit.lines(_questions(shown))
    return markup("*{where}: how is it going?*\n{asked}", where=where, asked=asked)


def _where(shown: ShownPrompt) -> Markup:
    """ "Check-in of Tue 3 Mar for #garden"; without the day where that is today."""
    days = listing([day_in_words(day) for day in shown.late])
    of = markup(" of {days}", days=days) if days else Markup()
    names = ", ".join(shown.teams.values())
    return markup("Check-in{of} for {teams}", of=of, teams=names) if names else markup("Check-in{of}", of=of)


def _too_late(shown: ShownPrompt) -> tuple[Block, ...]:
    if not shown.too_late:
        return ()
    named = listing([shown.team(team_id) for team_id in shown.teams if team_id in shown.too_late])
    of = markup(" of {teams}", teams=named) if shown.is_joint else Markup()
    said = "What you say now comes too late for the digest{of}; it is kept with the stories all the same."
    return (kit.context(markup(said, of=of)),)


def _also_asked(shown: ShownPrompt) -> tuple[Block, ...]:
    """The open question, for who drives goals: until there are words, which answer it."""
    has_words = shown.words or any(row.answer.words for row in shown.rows if row.answer)
    asked = _questions(shown) if shown.rows and not has_words else []
    return (
        (kit.context(markup("If you like, in a few words: {asked}", asked=kit.lines(asked))),)
        if asked
        else ()
    )


def _questions(shown: ShownPrompt) -> list[Markup]:
    """The open question; each team's, where they differ."""
    if len(set(shown.questions.values())) <= 1:
        return [kit.escaped(question) for question in list(shown.questions.values())[:1]]
    return [
        markup("{team}: {question}", team=shown.team(team_id), question=question)
        for team_id, question in shown.questions.items()
    ]


def _lower(where: Markup) -> Markup:
    return Markup(where[:1].lower() + where[1:])


def _goal(shown: ShownPrompt, row: GoalRow, measure: Measure) -> tuple[Block, ...]:
    prompt = shown.prompt
    title = kit.brief(row.goal.title, measure.titled)
    named = markup("*#{number} {title}*", number=row.goal.number, title=title)
    if shown.is_joint:
        team = kit.brief(shown.team(row.goal.team_id), measure.titled)
        named = markup("{named} · {team}", named=named, team=team)
    below = given(row.answer, measure.quoted, drives=True) if row.answer else last_word(row.last)
    chosen = row.answer.confidence if row.answer else None
    taps = [_tap(prompt, row.goal, confidence, is_chosen=confidence is chosen) for confidence in Confidence]
    value = f"{prompt.id}:{row.goal.id}"
    more = "Say why" if row.answer and fell(row.answer.before, chosen) and not row.answer.why else "Add more"
    return (
        kit.section(kit.lines([named, below])),
        kit.actions(*taps, kit.button(more, ids.ADD_MORE, value)),
    )


def _tap(prompt: PromptView, goal: GoalView, confidence: Confidence, *, is_chosen: bool) -> Element:
    label = f"{SIGN[confidence]} {WORD[confidence].capitalize()}"
    value = f"{prompt.id}:{goal.id}:{confidence}"
    return kit.button(label, ids.TAPS[confidence], value, primary=is_chosen)


def _aside(shown: ShownPrompt, row: GoalRow, measure: Measure) -> Block:
    title = kit.brief(row.goal.title, measure.titled)
    begins = markup("Besides, about") if shown.rows else markup("About")
    lead = markup("{begins} *#{number} {title}*:", begins=begins, number=row.goal.number, title=title)
    said = given(row.answer, measure.quoted, drives=False) if row.answer else Markup()
    change = kit.button("Change", ids.ADD_MORE, f"{shown.prompt.id}:{row.goal.id}")
    return kit.section(kit.lines([lead, said] if said else [lead]), accessory=change)


def _words(shown: ShownPrompt, measure: Measure) -> Iterable[Block]:
    for answer in shown.words:
        said = given(answer, measure.quoted, drives=False)
        place = markup(" for {team}", team=shown.team(answer.team_id)) if shown.is_joint else Markup()
        wrote = markup("Besides, you wrote") if shown.rows or shown.asides else markup("You wrote")
        ending = markup("{place}:" if said else " something{place}.", place=place)
        lead = kit.joined("", [wrote, ending])
        yield kit.section(kit.lines([lead, said] if said else [lead]))


def _below(shown: ShownPrompt, hidden: int) -> list[Element]:
    prompt_id = str(shown.prompt.id)
    more = plural(hidden, "more goal")
    unfold = [kit.button(more, ids.UNFOLD, prompt_id)] if hidden and not shown.prompt.is_unfolded else []
    words = kit.button("Something else" if shown.rows else "Add words", ids.ADD_MORE, prompt_id)
    if shown.is_overtaken or not _is_open(shown):
        return [*unfold, words]
    return [
        *unfold,
        words,
        kit.menu(ids.SNOOZE, "Snooze", [(SNOOZES[how], f"{prompt_id}:{how}") for how in shown.snoozes]),
        kit.button("Skip this one", ids.SKIP, prompt_id),
        kit.button("I'm away until …", ids.AWAY, prompt_id),
    ]


def _is_open(shown: ShownPrompt) -> bool:
    """Whether there is anything to put off or to skip; actions alone only where nothing else was asked."""
    asked = [one for one in shown.prompt.occasions if shown.actions or not one.actions_only]
    return any(one.state is OccasionState.OPEN for one in asked)


def _skipped(shown: ShownPrompt) -> Message:
    said = markup("Skipped, and that's fine. The next one comes in its time.")
    if shown.late or shown.is_joint:
        which = _lower(_where(shown))
        said = markup("Skipped the {which}, and that's fine. The next one comes in its time.", which=which)
    if shown.away_until is not None:
        said = markup(
            "You're away until {day}: before that nothing arrives from me. `/cairn settings` changes it.",
            day=day_in_words(shown.away_until),
        )
    again = kit.button("Answer after all", ids.REOPEN, str(shown.prompt.id))
    return kit.message(
        said, kit.section(said), kit.actions(again), *rhythm_blocks(shown.prompt, shown.rhythm), *shown.extra
    )
