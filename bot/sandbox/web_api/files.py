"""files.*: handing files over in three steps, and the addresses for the bytes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, as_text
from bot.sandbox.parts import Parts
from bot.sandbox.payload_checks import check_message, check_pictures
from bot.sandbox.refusals import Refused, refused_argument
from bot.sandbox.state.messages import Draft
from bot.sandbox.state.rates import TIER_3, TIER_4
from bot.sandbox.web_api.method import Method

_LONGEST_ALT_TEXT = 1000
_MOST_CHANNELS = 100


def get_upload_url(parts: Parts, arguments: Arguments) -> Json:
    """Tell where a file is to be handed over. Raises Refused for no name, no length, or too long a description."""
    length, alt_text = arguments.number("length", 0), arguments.optional_text("alt_txt")
    if not length:
        raise refused_argument("length", "missing required field: length")
    if len(alt_text) > _LONGEST_ALT_TEXT:
        raise Refused("alt_txt_too_large")
    url, file = parts.files.announce(parts.directory.bot.id, arguments.text("filename"), length, alt_text)
    return {"upload_url": url, "file_id": file.id}


def complete_upload(parts: Parts, arguments: Arguments) -> Json:
    """Share what was handed over, in channels or in none yet, once.

    Raises Refused file_not_found, or what a channel, the thread or the blocks are refused for; nothing was shared then.
    """
    asked = arguments.json_objects("files")
    if not asked:
        raise refused_argument("files", "missing required field: files")
    places = [parts.directory.own_place(each, parts.directory.bot.id) for each in _channels(arguments)]
    draft = _sharing(parts, arguments)
    for place in places:
        parts.messaging.check(place, draft)
    files = parts.files.complete({as_text(each.get("id")): as_text(each.get("title")) for each in asked})
    shared = replace(draft, files=[parts.files.written(file) for file in files])
    for place in places:
        message = parts.messaging.post(place, shared)
        for file in files:
            file.shares.append((place.id, message.ts))
    return {"files": [parts.files.written(file) for file in files]}


def info(parts: Parts, arguments: Arguments) -> Json:
    """Describe a file. Raises Refused file_not_found."""
    return {"file": parts.files.written(parts.files.find(arguments.text("file"))), "comments": []}


def delete(parts: Parts, arguments: Arguments) -> Json:
    """Take one of the app's files away; messages that shared it keep a stone where it was. Raises Refused cant_delete_file."""
    file = parts.files.find(arguments.text("file"))
    if file.user != parts.directory.bot.id:
        raise Refused("cant_delete_file")
    parts.files.delete(file)
    for channel, ts in file.shares:
        place = parts.directory.conversations.get(channel)
        message = place.messages.get(ts) if place else None
        if message is not None and message.files:
            stone: Json = {"id": file.id, "mode": "tombstone"}
            message.files = [stone if each.get("id") == file.id else each for each in message.files]
    return {}


METHODS: Mapping[str, Method] = {
    "files.getUploadURLExternal": Method(get_upload_url, "files:write", TIER_4),
    "files.completeUploadExternal": Method(complete_upload, "files:write", TIER_4),
    "files.info": Method(info, "files:read", TIER_4),
    "files.delete": Method(delete, "files:write", TIER_3),
}


def file_routes(workspaces: Callable[[], Iterable[Parts]]) -> list[Route]:
    """Return where the bytes of files are handed over, and where they are read, of whichever workspace they are."""

    async def take(request: Request) -> Response:
        secret, content = request.path_params["secret"], await request.body()
        files = next((each.files for each in workspaces() if each.files.expects(secret)), None)
        if files is None:
            return PlainTextResponse("file_not_found", 400)
        try:
            file = files.hand_over(secret, content)
        except Refused as refused:
            return PlainTextResponse(refused.code, 400)
        return PlainTextResponse(f"OK - {file.length}")

    async def show(request: Request) -> Response:
        file_id = request.path_params["file_id"]
        file = next((each.files.by_id[file_id] for each in workspaces() if file_id in each.files.by_id), None)
        if file is None:
            return PlainTextResponse("file_not_found", 404)
        headers = {} if file.is_picture else {"content-disposition": "attachment"}
        return Response(file.content or b"", media_type=file.mimetype, headers=headers)

    return [
        Route("/upload/{secret}", take, methods=["POST"]),
        Route("/files/{file_id}/{name}", show, methods=["GET"]),
    ]


def _channels(arguments: Arguments) -> list[str]:
    channels = arguments.names("channels") or arguments.names("channel_id")
    if len(channels) > _MOST_CHANNELS:
        raise Refused("too_many_channels")
    return channels


def _sharing(parts: Parts, arguments: Arguments) -> Draft:
    """Return the message that shares files, still without them; a comment takes the place of blocks."""
    comment = arguments.optional_text("initial_comment")
    blocks = None if comment else arguments.json_objects("blocks")
    content: Json = {"blocks": blocks} if blocks else {}
    check_message(content)
    check_pictures(content, parts.files.is_picture)
    return Draft(
        user=parts.directory.bot.id,
        text=comment,
        blocks=blocks,
        thread_ts=arguments.optional_text("thread_ts") or None,
        bot_id=parts.directory.bot_id,
        app_id=parts.directory.app_id,
        subtype="file_share",
        files=[],
    )
