"""The commands router: `/goal propose …` to its verb, `help` to examples, a typo to the nearest verb."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.delivery.values import Message
from bot.slack import kit
from bot.slack.doors import Verb
from bot.slack.kit import Markup, markup
from bot.slack.visits import Answer, Command
from bot.text import closest, shorten

HELP = "help"
SHOW = "show"  # `/goal 3` means `/goal show 3`, where there is something to show
CALLED = re.compile(r"#?i?\d+")  # goals by number, initiatives as `i3`
LONGEST_WORD = 40  # characters of an unknown word that are said back


async def run_command(name: str, verbs: dict[str, Verb], command: Command) -> Answer:
    """Hand the command to its verb.

    The bare command goes to the verb with the empty name; without one it shows help. A command may tell its
    help in words of its own, by a verb of that name.
    """
    by_word = words_of(verbs)
    if command.verb in by_word:
        return await by_word[command.verb].handle(command)
    if command.verb in {HELP, ""}:
        return help_message(name, verbs)
    if CALLED.fullmatch(command.verb) and SHOW in verbs:
        return await verbs[SHOW].handle(replace(command, rest=f"{command.verb} {command.rest}".strip()))
    return unknown_message(name, verbs, command.verb)


def words_of(verbs: dict[str, Verb]) -> dict[str, Verb]:
    """Every word a verb answers to."""
    return {word: verb for verb in verbs.values() for word in (verb.name, *verb.also)}


def help_message(name: str, verbs: dict[str, Verb]) -> Message:
    """What the command can do, with examples."""
    told = [
        line
        if verb.example == typed_as(name, verb)
        else markup("{line}\n`{example}`", line=line, example=verb.example)
        for verb, line in zip(in_order(verbs), verb_lines(name, verbs), strict=True)
    ]
    return kit.message(markup("What {name} can do", name=name), *(kit.section(line) for line in told))


def verb_lines(name: str, verbs: Mapping[str, Verb]) -> list[Markup]:
    """A line for each verb: what is typed, and what it does."""
    return [
        markup("`{typed}` {does}", typed=typed_as(name, verb), does=verb.does) for verb in in_order(verbs)
    ]


def in_order(verbs: Mapping[str, Verb]) -> list[Verb]:
    """The verbs as help tells them."""
    return sorted(verbs.values(), key=lambda verb: verb.place)


def typed_as(name: str, verb: Verb) -> str:
    """The verb after its command, as a person types it."""
    return f"{name} {verb.name}".strip()


def unknown_message(name: str, verbs: dict[str, Verb], typed: str) -> Message:
    """A word that is no verb: the nearest one as help lists it, and where to see the rest."""
    words = words_of(verbs)
    near = closest(typed, list(words))
    meant = markup(" Did you mean `{typed}`?", typed=typed_as(name, words[near])) if near else Markup()
    said = markup(
        "I don't know `{name} {typed}`.{meant} `{name} help` shows everything it can do.",
        name=name,
        typed=shorten(typed, LONGEST_WORD),
        meant=meant,
    )
    return kit.message(said)
