"""Refuses payloads as Slack does, naming the offending part and the rule in response_metadata.messages."""

from collections.abc import Callable, Iterator, Sequence

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.slack.limits import Problem, message_problems, view_problems

_LEFT_TO_POSTING = frozenset({"text-missing", "text-length"})
"""chat.postMessage answers no_text itself and cuts a text at 40,000; only chat.update refuses one above 4,000."""

_CODES = {
    "text-length": "msg_too_long",
    "markdown-text-length": "msg_too_long",
    "markdown-text-conflict": "markdown_text_conflict",
    "blocks-size": "msg_blocks_too_long",
    "metadata-size": "metadata_too_large",
    "metadata-shape": "invalid_metadata_format",
    "metadata-payload": "invalid_metadata_format",
    "attachments-count": "too_many_attachments",
    "view-size": "view_too_large",
}
_SIZES = frozenset({"blocks-size", "metadata-size", "view-size"})
"""What is too large is refused for that, whatever else is wrong inside."""

_CODES_BY_PART = {"blocks": "invalid_blocks", "attachments": "invalid_attachments"}


def check_message(payload: Json) -> None:
    """Raise Refused when Slack would not post this payload."""
    _refuse([each for each in message_problems(payload) if each.rule not in _LEFT_TO_POSTING])


def check_update(payload: Json) -> None:
    """Raise Refused when chat.update would not take this payload."""
    _refuse([each for each in message_problems(payload) if each.rule != "text-missing"])


def check_view(view: Json, kind: str) -> None:
    """Raise Refused when Slack would not show this view, or when it isn't of the kind ("modal", "home") wanted."""
    if view.get("type") != kind:
        _refuse([Problem("/type", "view-type", f"Must be {kind} here.")])
    _refuse(view_problems(view))


def check_pictures(payload: Json, is_picture: Callable[[Json], bool]) -> None:
    """Raise Refused when a slack_file inside is no picture that can be shown: unknown, unfinished, or another kind."""
    _refuse(
        [
            Problem(pointer, "slack-file-unusable", "Must be a finished PNG, JPEG or GIF of this workspace.")
            for pointer, reference in _slack_files(payload, "")
            if not is_picture(reference)
        ]
    )


def _slack_files(value: object, pointer: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        if isinstance(value.get("slack_file"), dict):
            yield f"{pointer}/slack_file", value["slack_file"]
        for key, child in value.items():
            yield from _slack_files(child, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _slack_files(child, f"{pointer}/{index}")


def _refuse(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    messages = [
        f"[ERROR] {problem.detail} [json-pointer:{problem.pointer}] [rule:{problem.rule}]"
        for problem in problems
    ]
    foremost = next((problem for problem in problems if problem.rule in _SIZES), problems[0])
    raise Refused(_code(foremost), response_metadata={"messages": messages})


def _code(problem: Problem) -> str:
    part = problem.pointer.split("/")[1] if "/" in problem.pointer else ""
    return _CODES.get(problem.rule) or _CODES_BY_PART.get(part, "invalid_arguments")
