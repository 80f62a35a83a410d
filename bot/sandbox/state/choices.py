"""Whether what somebody chose is what an element lets people choose; nothing else leaves Slack's client."""

from collections.abc import Callable, Mapping
from datetime import date, time

from bot.sandbox.json_values import Json, as_object, as_objects, as_text

_OFFERED = frozenset({"static_select", "multi_static_select", "radio_buttons", "checkboxes", "overflow"})
_NOT_OFFERED = "Please choose from what is offered."


def choice_problem(element: Json, chosen: object) -> str | None:
    """Return what is wrong with what was chosen or typed in an element, None when nothing is."""
    kind = as_text(element.get("type"))
    values = chosen if isinstance(chosen, list) else [chosen]
    if kind.startswith("multi_") is not isinstance(chosen, list) and kind != "checkboxes":
        return _NOT_OFFERED
    if kind in _OFFERED and not {as_text(as_object(each).get("value")) for each in values} <= _values(
        element
    ):
        return _NOT_OFFERED
    most = element.get("max_selected_items")
    if isinstance(most, int) and len(values) > most:
        return f"Please choose at most {most}."
    return None if _SHAPES.get(kind, _is_anything)(chosen) else "Please enter this anew: it can't be read."


def _values(element: Json) -> set[str]:
    groups = [element, *as_objects(element.get("option_groups"))]
    return {as_text(option.get("value")) for group in groups for option in as_objects(group.get("options"))}


def _is_anything(_chosen: object) -> bool:
    return True


def _is_text(chosen: object) -> bool:
    return isinstance(chosen, str)


def _is_date(chosen: object) -> bool:
    return _reads(date.fromisoformat, chosen)


def _is_time(chosen: object) -> bool:
    return _reads(time.fromisoformat, chosen)


def _is_moment(chosen: object) -> bool:
    return isinstance(chosen, int)


def _reads(read: Callable[[str], object], chosen: object) -> bool:
    try:
        read(as_text(chosen))
    except ValueError:
        return False
    return True


_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "plain_text_input": _is_text,
    "number_input": _is_text,
    "email_text_input": _is_text,
    "url_text_input": _is_text,
    "users_select": _is_text,
    "conversations_select": _is_text,
    "channels_select": _is_text,
    "datepicker": _is_date,
    "timepicker": _is_time,
    "datetimepicker": _is_moment,
}
