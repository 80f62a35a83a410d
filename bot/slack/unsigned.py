"""What people read before they write something without their name, and when they could not be counted."""

from bot.db.unsigned import CONTRIBUTORS_LEAST
from bot.delivery.values import Json
from bot.slack import kit
from bot.slack.kit import Block, markup

PROMISE = markup(
    ":lock: *Your name isn't kept with this*, nor the time, and it is shuffled before it is shown. Reading Cairn's "
    "database after the reveal tells nobody who wrote what."
)
LIMITS = markup(
    "Not promised: what whoever runs Cairn could find out before the reveal, by watching it live or in the "
    "database's own files, log and backups of these days; and your own turn of phrase. Because nobody knows what is "
    "yours, you can't change it or take it back later. "
    "Below {least} contributors nothing is ever shown, and the words are erased unread.",
    least=CONTRIBUTORS_LEAST,
)
UNCOUNTED = markup(
    "*What you wrote is kept*, as you sent it. Something went wrong when you were to be counted, which happens apart "
    "so that nobody can tell your words by it. Please press *Count me*: anonymous words are only shown when at least "
    "{least} people are counted.",
    least=CONTRIBUTORS_LEAST,
)


def promise() -> tuple[Block, ...]:
    """What is promised, and what is not."""
    return (kit.section(PROMISE), kit.context(LIMITS))


def uncounted(callback_id: str, carried: str) -> Json:
    """The words are kept, and that this person contributed is not; handing this in does what is missing."""
    return kit.modal(
        "Kept, not counted yet",
        [kit.section(UNCOUNTED)],
        callback_id=callback_id,
        submit="Count me",
        carried=carried,
    )
