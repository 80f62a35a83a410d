"""How often a person wants to be asked, as a question and as its answer."""

from bot.features.checkins.values.prompts import PromptView, RhythmChoice, RhythmView
from bot.features.checkins.views import prompts_ids as ids
from bot.slack import kit
from bot.slack.kit import Block, Element, markup

RHYTHMS = (
    ("Keep it", RhythmChoice.KEEP),
    ("Every second week", RhythmChoice.EVERY_SECOND),
    ("Pause for me", RhythmChoice.PAUSED),
)


def rhythm_blocks(prompt: PromptView, said: RhythmView | None) -> tuple[Block, ...]:
    """The question whether to ask less often, or what somebody said to it."""
    choice = said.choice if said else RhythmChoice.KEEP
    again = kit.actions(_choice(prompt, "Ask me every time", RhythmChoice.KEEP))
    match choice:
        case RhythmChoice.ASKED if prompt.asks_rhythm:
            asked = markup(
                "The last three check-ins came at a busy time, it seems. Shall I ask less often? "
                "Until you say, or check in again, I keep quiet."
            )
            return (kit.section(asked), kit.actions(*(_choice(prompt, *one) for one in RHYTHMS)))
        case RhythmChoice.EVERY_SECOND:
            return (kit.context(markup("I ask you every second week.")), again)
        case RhythmChoice.KEEP if prompt.asks_rhythm:
            return (kit.context(markup("I keep asking as before.")),)
        case RhythmChoice.PAUSED:
            return (
                kit.context(markup("I don't ask you at the moment; `/checkin now` works all the same.")),
                again,
            )
    return ()


def _choice(prompt: PromptView, label: str, choice: RhythmChoice) -> Element:
    return kit.button(label, f"{ids.RHYTHM}.{choice}", f"{prompt.id}:{choice}")
