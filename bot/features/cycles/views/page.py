"""What `/cairn cycle` shows."""

from collections.abc import Sequence
from datetime import date
from typing import LiteralString

from bot.delivery.values import Message
from bot.features.cycles.rules.plans import DAY, ORDER, begins, following, has_days, preceding
from bot.features.cycles.values import CyclePage, CycleSettings, CycleView, Phase
from bot.features.cycles.views import ids, words
from bot.slack import kit
from bot.slack.kit import Element, Markup, markup
from bot.slack.sections import Part
from bot.text import listing

MOVED_BEFORE = markup(
    "Somebody moved the cycle a moment ago, so it wasn't moved again. This is where it stands now."
)
NOBODY = markup("Nobody stewards this team: *I'll steward* on its card lets you move and plan its cycle.")
BEGINS: dict[Phase, LiteralString] = {
    Phase.DRAFTING: "The team goes back to proposing goals.",
    Phase.VOTING: "Members say by reaction which goals matter most.",
    Phase.COMMITTING: "The team agrees on the goals it stands behind, and who drives them.",
    Phase.RUNNING: "The team works on its goals, and tells how it goes.",
    Phase.REFLECTING: "The team looks back, and keeps what it learned.",
}


def cycle_page(page: CyclePage, leaves: Sequence[Part] = (), *, was_moved_before: bool = False) -> Message:
    """The team's cycle: its phases with their dates, how it goes on, and what a steward can do.

    Args:
        leaves: what the rooms above say becomes of theirs when it is closed.
        was_moved_before: a button was pressed that somebody else had pressed already.
    """
    cycle = page.cycle
    said = markup("Cycle {number}: {standing}", number=cycle.number, standing=words.standing(cycle))
    heading = markup("*Cycle {number}* · {standing}", number=cycle.number, standing=words.standing(cycle))
    return kit.message(
        said,
        *((kit.section(MOVED_BEFORE),) if was_moved_before else ()),
        kit.section(heading),
        kit.section(kit.lines(_phase_line(page, phase) for phase in ORDER if _is_shown(cycle, phase))),
        *((kit.actions(*_buttons(cycle, leaves)),) if page.may_change else ()),
        *((kit.context(kit.lines(how)),) if (how := _how(page)) else ()),
    )


def saved(page: CyclePage) -> Message:
    """The form was taken."""
    said = markup(
        "Saved. Cycle {number}: {standing}. The team's card shows it in a moment.",
        number=page.cycle.number,
        standing=words.standing(page.cycle),
    )
    return kit.message(said)


def _is_shown(cycle: CycleView, phase: Phase) -> bool:
    return phase is cycle.phase or (phase is not Phase.CLOSED and has_days(cycle.plan, phase))


def _phase_line(page: CyclePage, phase: Phase) -> Markup:
    cycle = page.cycle
    if phase is Phase.CLOSED:
        return markup(":white_check_mark: *Closed*: {what}", what=words.FOR[phase])
    what: LiteralString = (
        "{mark} *{phase}*{days}: {what}" if phase is cycle.phase else "{mark} {phase}{days}: {what}"
    )
    days = _days(page, phase)
    return markup(
        what,
        mark=_mark(page, phase),
        phase=words.named(phase),
        days=f", {days}" if days else "",
        what=words.FOR[phase],
    )


def _mark(page: CyclePage, phase: Phase) -> Markup:
    now = page.cycle.phase
    if phase is now:
        return markup(":arrow_right:")
    is_lived = ORDER.index(phase) < ORDER.index(now) and phase not in page.left_out
    return markup(":white_check_mark:") if is_lived else markup(":white_small_square:")


def _days(page: CyclePage, phase: Phase) -> str:
    """From when to when the plan has it; since when it is, or nothing, where a steward moved the cycle off its plan."""
    if phase in page.left_out:
        return "left out"
    cycle, today = page.cycle, page.today
    days = begins(cycle.plan)
    first, last = days[phase], days[following(cycle.plan, phase) or Phase.CLOSED] - DAY
    is_as_planned = _is_as_planned(cycle.phase, phase, first, last, today)
    if cycle.moved_on is not None and not is_as_planned:
        return _since(cycle.moved_on, page) if phase is cycle.phase else ""
    if today < cycle.starts_on and not is_as_planned:  # begun by hand before its first day
        return f"until {words.day(last, cycle)}" if phase is cycle.phase else ""
    return (
        words.day(first, cycle) if last <= first else f"{words.day(first, cycle)} to {words.day(last, cycle)}"
    )


def _is_as_planned(now: Phase, phase: Phase, first: date, last: date, today: date) -> bool:
    """Whether these days of a phase are over, or to come, as where the cycle is says."""
    if phase is now:
        return first <= today <= last
    return last < today if ORDER.index(phase) < ORDER.index(now) else first > today


def _since(moved_on: date, page: CyclePage) -> str:
    day = "today" if moved_on == page.today else words.day(moved_on, page.cycle)
    return f"since {day}, moved by hand"


def _how(page: CyclePage) -> Sequence[Markup]:
    """What moves it, what comes after it, what a strict team refuses, and who can change that."""
    settings = page.cycle.settings
    told = [None if page.cycle.is_closed else _moving(settings), words.early_votes(page.cycle)]
    said = [one for one in told if one is not None]
    if settings.by_date and not settings.goes_on:
        said.append(markup("After this one the team pauses, until a steward starts the next."))
    if settings.is_strict:
        said.append(
            markup("This team is strict: what doesn't belong to the phase is refused, with the reason.")
        )
    if not page.may_change:
        said.append(_stewards(page))
    return said


def _moving(settings: CycleSettings) -> Markup:
    if settings.by_date:
        return markup("Its dates move it on, and so can a steward.")
    return markup("It moves on when a steward moves it.")


def _stewards(page: CyclePage) -> Markup:
    if not page.stewards:
        return NOBODY
    word = "Steward" if len(page.stewards) == 1 else "Stewards"
    return markup("{word}: {names}", word=word, names=listing(page.stewards))


def _buttons(cycle: CycleView, leaves: Sequence[Part]) -> Sequence[Element]:
    if cycle.is_closed:
        number = cycle.number + 1
        return (
            kit.button(f"Start cycle {number}", ids.OPEN_NEXT, str(cycle.id), primary=True),
            _back(cycle, Phase.REFLECTING, "Open again"),
        )
    before = preceding(cycle.plan, cycle.phase)
    return (
        *_onward(cycle, leaves),
        kit.button("Change dates", ids.OPEN_CHANGE, str(cycle.id)),
        *((_back(cycle, before, "Move back"),) if before is not None else ()),
        *((_close(cycle, leaves),) if following(cycle.plan, cycle.phase) is not Phase.CLOSED else ()),
    )


def _onward(cycle: CycleView, leaves: Sequence[Part]) -> Sequence[Element]:
    after = following(cycle.plan, cycle.phase)
    if after is None or after is Phase.CLOSED:
        return (_close(cycle, leaves, primary=True),)
    ask = kit.confirmation(
        f"Go on to {after}?", f"{BEGINS[after]} You can move it back.", "Go on", f"Stay in {cycle.phase}"
    )
    return (kit.button("Next phase", ids.NEXT, step(cycle, after), primary=True, confirm=ask),)


def _back(cycle: CycleView, before: Phase, label: str) -> Element:
    until = (
        "its next date comes, or a steward moves it on" if cycle.settings.by_date else "a steward moves it on"
    )
    ask = kit.confirmation(
        f"Back to {before}?", f"{BEGINS[before]} The cycle stays there until {until}.", label
    )
    return kit.button(label, ids.BACK, step(cycle, before), confirm=ask)


def _close(cycle: CycleView, leaves: Sequence[Part], *, primary: bool = False) -> Element:
    settings = cycle.settings
    goes_on = settings.by_date and settings.goes_on
    after = "tomorrow by itself" if goes_on else "when a steward starts it"
    becomes = [line for part in leaves for line in part.lines]
    what = [*becomes, f"Cycle {cycle.number + 1} begins {after}."]
    ask = kit.confirmation(f"Close cycle {cycle.number}?", " ".join(what), "Close it", "Keep it open")
    return kit.button("Close the cycle", ids.CLOSE, step(cycle, Phase.CLOSED), primary=primary, confirm=ask)


def step(cycle: CycleView, to: Phase) -> str:
    """What a button carries: of which cycle, from the phase that it is shown in, to which."""
    return f"{cycle.id}:{cycle.phase}:{to}"
