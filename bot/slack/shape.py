"""Whether a payload has Slack's shape where Bolt and the doors look, so that none can make them stumble."""

from collections.abc import Callable
from functools import partial

WORDS = (
    "action_id",
    "app_installed_team_id",
    "block_id",
    "callback_id",
    "command",
    "enterprise_id",
    "event_id",
    "id",
    "response_url",
    "team_id",
    "thread_ts",
    "type",
    "user_id",
)
NAMED = ("channel", "enterprise", "team", "user")  # an object with an id, or the id alone
OBJECTS = ("container", "item", "message")
OBJECTS_IF_NAMED = ("event", "view")  # Bolt looks into them without asking whether they are null
LISTS = {
    "actions": range(1, 100),
    "authorizations": range(100),
    "response_urls": range(2),  # one for each menu that asks for one, and none does; Bolt stumbles over two
}


def has_slacks_shape(part: object) -> bool:
    """Whether this is an object whose ids are text or null, and whose parts are objects too."""
    if not isinstance(part, dict):
        return False
    for name, value in part.items():  # every vote comes through here, so it looks at what is there only
        is_sound = SOUND.get(name)
        if is_sound is not None and not is_sound(value):
            return False
    return True


def _is_word(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_named(value: object) -> bool:
    return _is_word(value) or has_slacks_shape(value)


def _is_object(value: object) -> bool:
    return value is None or has_slacks_shape(value)


def _is_list(counts: range, value: object) -> bool:
    return (
        isinstance(value, list) and len(value) in counts and all(has_slacks_shape(entry) for entry in value)
    )


SOUND: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(WORDS, _is_word),
    **dict.fromkeys(NAMED, _is_named),
    **dict.fromkeys(OBJECTS, _is_object),
    **dict.fromkeys(OBJECTS_IF_NAMED, has_slacks_shape),
    **{name: partial(_is_list, counts) for name, counts in LISTS.items()},
}
