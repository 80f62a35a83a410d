"""The commands router: `/goal propose …` to its verb, `help` to examples, a typo to the nearest verb."""

from bot.delivery.values import Message
from bot.slack import kit
from bot.slack.doors import Verb
from bot.slack.kit import Markup, markup
from bot.slack.visits import Answer, Command
from bot.text import closest, shorten

HELP = "help"
LONGEST_WORD = 40  # characters of an unknown word that are said back


async def run_command(name: str, verbs: dict[str, Verb], command: Command) -> Answer:
    """Hand the command to its verb.

    The bare command goes to the verb with the empty name; without one it shows help.
    """
    by_word = words_of(verbs)
    if command.verb in by_word:
        return await by_word[command.verb].handle(command)
    if command.verb in {HELP, ""}:
        return help_message(name, verbs)
    return unknown_message(name, verbs, command.verb)


def words_of(verbs: dict[str, Verb]) -> dict[str, Verb]:
    """Every word a verb answers to."""
    return {word: verb for verb in verbs.values() for word in (verb.name, *verb.also)}


def help_message(name: str, verbs: dict[str, Verb]) -> Message:
    """What the command can do, with an example each."""
    told = [
        markup(
            "*{name}* {does}\n`{example}`",
            name=f"{name} {verb.name}".strip(),
            does=verb.does,
            example=verb.example,
        )
        for verb in verbs.values()
    ]
    return kit.message(markup("What {name} can do", name=name), *(kit.section(line) for line in told))


def unknown_message(name: str, verbs: dict[str, Verb], typed: str) -> Message:
    """A word that is no verb: the nearest one, and where to see the rest."""
    near = closest(typed, list(words_of(verbs)))
    meant: Markup = markup(" Did you mean `{name} {near}`?", name=name, near=near) if near else Markup()
    said = markup(
        "I don't know `{name} {typed}`.{meant} `{name} help` shows everything it can do.",
        name=name,
        typed=shorten(typed, LONGEST_WORD),
        meant=meant,
    )
    return kit.message(said)
