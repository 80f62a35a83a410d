"""What an app offers in a select whose choices it is asked for while someone types."""

from bot.sandbox.json_values import Json, as_list, parse_object
from bot.sandbox.payload_checks import check_message
from bot.sandbox.refusals import AppFailed, Refused

KINDS = frozenset({"external_select", "multi_external_select"})
_LEAST_TYPED = 3
_FORMS = ("options", "option_groups")


def is_enough(element: Json, typed: str) -> bool:
    """Tell whether Slack asks the app yet: from min_query_length characters on, three unless the select says so."""
    least = element.get("min_query_length")
    return len(typed) >= (least if isinstance(least, int) else _LEAST_TYPED)


def offered(body: str) -> Json:
    """Return `options` or `option_groups`, whichever the app answered with; there may be none of them.

    Raises AppFailed app_error for an answer that Slack would not show: no JSON, both forms or neither, more than 100,
    or choices that break a rule of selects.
    """
    try:
        answer = parse_object(body or "{}")
        form = _form(answer)
        _check(form, as_list(answer[form]))
    except ValueError as error:
        raise AppFailed("app_error", reason="the answer is not JSON") from error
    except Refused as refused:
        raise AppFailed("app_error", reason=refused.code, **refused.details) from refused
    return {form: answer[form]}


def _form(answer: Json) -> str:
    given = [form for form in _FORMS if isinstance(answer.get(form), list)]
    if len(given) != 1:
        raise Refused("invalid_options")
    return given[0]


def _check(form: str, choices: list[object]) -> None:
    """Choices that come later keep to the same rules as those that stand in a select."""
    if choices:
        select: Json = {"type": "static_select", "action_id": "suggested", form: choices}
        check_message({"text": " ", "blocks": [{"type": "actions", "elements": [select]}]})
