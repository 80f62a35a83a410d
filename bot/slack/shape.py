"""Whether a payload has Slack's shape where Bolt and the doors look, so that none can make them stumble."""

from collections.abc import Mapping

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
    if not isinstance(part, Mapping):
        return False
    return (
        all(_is_word(part.get(name)) for name in WORDS)
        and all(_is_named(part.get(name)) for name in NAMED)
        and all(part.get(name) is None or has_slacks_shape(part[name]) for name in OBJECTS)
        and all(has_slacks_shape(part[name]) for name in OBJECTS_IF_NAMED if name in part)
        and all(_is_list(part[name], counts) for name, counts in LISTS.items() if name in part)
    )


def _is_word(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_named(value: object) -> bool:
    return _is_word(value) or has_slacks_shape(value)


def _is_list(value: object, counts: range) -> bool:
    return (
        isinstance(value, list) and len(value) in counts and all(has_slacks_shape(entry) for entry in value)
    )
