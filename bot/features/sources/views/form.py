"""The form that connects an indicator to an address."""

from bot.delivery.values import Json
from bot.features.sources.forms import STAGES, YES, Stage
from bot.features.sources.rules import times
from bot.features.sources.values import (
    ADDRESS_MOST,
    HEADERS_MOST,
    HOURS,
    PATH_MOST,
    Every,
    Field,
    Measured,
    SourceView,
    Times,
)
from bot.features.sources.views import ids
from bot.slack import fields, kit
from bot.slack.kit import Block, markup
from bot.text import listing

EVERY_MORNING = Times(Every.DAY)
NO_SECRETS = markup(
    "Headers can't be kept secret here yet: whoever runs Cairn sets `CAIRN_ENCRYPTION_KEYS` first, and "
    "`cairn doctor` says how."
)
SAMPLE = "Authorization: Bearer abc"


def source_form(measured: Measured, *, keeps_secrets: bool) -> Json:
    """Where an indicator is read from; filled with what holds when something is connected.

    Args:
        keeps_secrets: whether headers can be kept.
    """
    source = measured.source
    said = markup(
        "The readings of *{name}* come from an address that answers with JSON. You see at once whether it works.",
        name=measured.indicator.name,
    )
    blocks = [
        kit.section(said),
        _address(source),
        _path(source),
        *_times(source.times if source else EVERY_MORNING, measured.zone),
        *(_headers(source) if keeps_secrets else [kit.context(NO_SECRETS)]),
    ]
    return kit.modal(
        "Change a source" if source else "Connect a source",
        blocks,
        callback_id=ids.SUBMIT,
        submit="Save and try it" if source else "Connect and try it",
        close="Cancel",
        carried=STAGES.write(Stage(measured.indicator.id, source.changed_at if source else None)),
    )


def _address(source: SourceView | None) -> Block:
    return fields.line_input(
        Field.ADDRESS,
        "Address",
        initial=source.address if source else "",
        placeholder="https://metrics.example.org/answers",
        hint="With https:// and open to the internet. Keys belong under Headers, not in here.",
        most=ADDRESS_MOST,
    )


def _path(source: SourceView | None) -> Block:
    return fields.line_input(
        Field.PATH,
        "Way to the number",
        initial=source.path if source else "",
        placeholder="data.items[0].value",
        hint="Also as /data/items/0/value. Empty when the whole answer is the number.",
        most=PATH_MOST,
        optional=True,
    )


def _times(chosen: Times, zone: str) -> list[Block]:
    hours = [(f"{hour}:00", str(hour)) for hour in range(HOURS)]
    return [
        fields.choice_input(Field.EVERY, "How often?", times.choices(), initial=times.written(chosen)),
        fields.choice_input(
            Field.HOUR, f"At what hour? ({zone}; “every hour” asks for none)", hours, initial=str(chosen.hour)
        ),
    ]


def _headers(source: SourceView | None) -> list[Block]:
    """Those kept so far are named and never shown."""
    kept = source.header_names if source else ()
    hint = f"One a line, such as {SAMPLE}. They are kept encrypted, and nobody is shown them again."
    if kept:
        hint = (
            f"Kept so far: {listing(kept)}. Leave this empty to keep them; what you enter takes their place."
        )
    entered = fields.line_input(
        Field.HEADERS, "Headers", hint=hint, most=HEADERS_MOST, optional=True, paragraph=True
    )
    forget = fields.checkbox_input(
        Field.FORGET, "Headers kept so far", [("Forget them, none are needed", YES)]
    )
    return [entered, *([forget] if kept else [])]
