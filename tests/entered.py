"""What a modal's inputs send, from fields named by the last word of their block id."""

from collections.abc import Mapping

from bot.delivery.values import Json
from bot.slack.payloads import list_at, text_at


def entered_in(view: Json, entered: Mapping[str, object]) -> Json:
    """The modal's `state.values` with this entered."""
    fields = _inputs(view)
    unknown = set(entered) - {name for name, *_ in fields}
    assert not unknown, f"{unknown} not among {[name for name, *_ in fields]}"
    return {
        block_id: {action_id: _state_of(entered[name], kind)}
        for name, block_id, action_id, kind in fields
        if name in entered
    }


def _inputs(view: Json) -> list[tuple[str, str, str, str]]:
    found = []
    for block in list_at(view, "blocks"):
        if text_at(block, "type") == "input":
            block_id = text_at(block, "block_id")
            name = block_id.split("#")[0].split(".")[-1]
            found.append(
                (name, block_id, text_at(block, "element", "action_id"), text_at(block, "element", "type"))
            )
    return found


CHOSEN = {
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}


def _state_of(entered: object, kind: str) -> Json:
    if kind == "static_select":
        return {"type": kind, "selected_option": {"value": entered}}
    if kind in {"checkboxes", "multi_static_select"} and isinstance(entered, list):
        return {"type": kind, "selected_options": [{"value": value} for value in entered]}
    return {"type": kind, CHOSEN.get(kind, "value"): entered}
