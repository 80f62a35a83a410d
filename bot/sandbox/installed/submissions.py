"""What happens to a modal when the app answers its submission."""

from dataclasses import dataclass, field

from bot.sandbox.json_values import Json, as_object, as_text, parse_object
from bot.sandbox.payload_checks import check_pictures, check_view
from bot.sandbox.refusals import AppFailed, Refused
from bot.sandbox.state.files import Files
from bot.sandbox.state.modals import Modals
from bot.sandbox.state.views import View

_SHOWING = frozenset({"update", "push"})


@dataclass(frozen=True, slots=True)
class Submitted:
    """How a submission ended: "closed", "errors", "updated", "pushed" or "cleared"."""

    outcome: str
    errors: dict[str, str] = field(default_factory=dict)


def settle(modals: Modals, files: Files, view: View, body: str) -> Submitted:
    """Do what the app's answer says, unless the modal was closed meanwhile.

    Raises AppFailed when Slack would refuse the answer; the modal then stays.
    """
    try:
        if view not in modals.stack(view.user):
            return Submitted("closed")
        answer = parse_object(body) if body.strip() else {}
        shown = as_object(answer.get("view"))
        if as_text(answer.get("response_action")) in _SHOWING:
            check_view(shown, "modal")
            check_pictures(shown, files.is_picture)
        return _settled(modals, view, answer, shown)
    except ValueError as error:
        raise AppFailed("app_error", reason="the answer is not JSON") from error
    except Refused as refused:
        raise AppFailed("app_error", reason=refused.code, **refused.details) from refused


def _settled(modals: Modals, view: View, answer: Json, shown: Json) -> Submitted:
    match as_text(answer.get("response_action")):
        case "":
            modals.remove(view)
            return Submitted("closed")
        case "clear":
            modals.remove(view, whole_stack=True)
            return Submitted("cleared")
        case "errors":
            errors = _known_errors(view, as_object(answer.get("errors")))
            modals.refuse(view, view.values, errors)
            return Submitted("errors", errors)
        case "update":
            modals.update(view, shown)
            return Submitted("updated")
        case "push":
            modals.push(view.user, shown)
            return Submitted("pushed")
    raise Refused("invalid_response_action")


def _known_errors(view: View, given: Json) -> dict[str, str]:
    inputs = {str(block.get("block_id")) for block in view.blocks if block.get("type") == "input"}
    errors = {block_id: as_text(text) for block_id, text in given.items()}
    if not errors or not errors.keys() <= inputs:
        raise Refused("invalid_errors", block_ids=sorted(errors.keys() - inputs))
    return errors
