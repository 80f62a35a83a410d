"""Files: announced, handed over, completed, shared in channels, and taken away again."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, new_id

MOST_BYTES = 20_000_000
"""What the sandbox keeps of one file, in memory; Slack takes more."""

_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(slots=True, eq=False)
class File:
    """A file; `content` is None until it was handed over, `completed` False until the app said what it is for."""

    id: str
    name: str
    length: int
    user: str
    created: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    completed: bool = False
    shares: list[tuple[str, str]] = field(default_factory=list)

    @property
    def mimetype(self) -> str:
        """What the name says it is."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def is_picture(self) -> bool:
        """Whether blocks may show it: a whole PNG, JPEG or GIF."""
        return self.completed and self.mimetype in _IMAGES


class Files:
    """The files of a workspace, each handed over once at an address that only the app was told."""

    def __init__(self, base_url: str, clock: Clock) -> None:
        self._base_url = base_url.rstrip("/")
        self._clock = clock
        self.by_id: dict[str, File] = {}
        self._addresses: dict[str, File] = {}

    def announce(self, user: str, name: str, length: int, alt_text: str = "") -> tuple[str, File]:
        """Return where a file of so many bytes is to be handed over, and the file. Raises Refused file_size_too_large."""
        if length > MOST_BYTES:
            raise Refused("file_upload_size_restricted")
        file = File(new_id("F"), name, length, user, int(self._clock().timestamp()), alt_text, name)
        secret = new_id("") + new_id("")
        self.by_id[file.id] = self._addresses[secret] = file
        return f"{self._base_url}/upload/{secret}", file

    def expects(self, secret: str) -> bool:
        """Tell whether a file is to be handed over there."""
        return secret in self._addresses

    def hand_over(self, secret: str, content: bytes) -> File:
        """Take a file's bytes, once. Raises Refused file_not_found, or invalid_length unless they are as many as announced."""
        file = self._addresses.get(secret)
        if file is None:
            raise Refused("file_not_found")
        if len(content) != file.length:
            raise Refused("invalid_length")
        del self._addresses[secret]
        file.content = content
        return file

    def complete(self, titles: Mapping[str, str]) -> list[File]:
        """Let files that were handed over be seen, all or none, each under its title by id.

        Raises Refused file_not_found, also before one was handed over and once it was completed.
        """
        files = [self.find(file_id) for file_id in titles]
        if any(file.content is None or file.completed for file in files):
            raise Refused("file_not_found")
        for file in files:
            file.title, file.completed = titles[file.id] or file.name, True
        return files

    def find(self, file_id: str) -> File:
        """Return a file. Raises Refused file_not_found."""
        if file_id not in self.by_id:
            raise Refused("file_not_found")
        return self.by_id[file_id]

    def delete(self, file: File) -> None:
        """Take a file away."""
        self.by_id.pop(file.id, None)

    def is_picture(self, reference: Json) -> bool:
        """Tell whether a block's slack_file, by its id or url, is a picture that can be shown."""
        return any(
            file.is_picture
            for file in self.by_id.values()
            if reference.get("id") == file.id or reference.get("url") in self._urls(file)
        )

    def written(self, file: File) -> Json:
        """Return a file as Slack writes it."""
        url, permalink = self._urls(file)
        kind = PurePosixPath(file.name).suffix.lstrip(".")
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": kind or "binary",
            "pretty_type": kind.upper() or "Binary",
            "user": file.user,
            "editable": False,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": bool(file.shares),
            "url_private": url,
            "url_private_download": url,
            "permalink": permalink,
            "alt_txt": file.alt_text,
            "channels": [channel for channel, _ in file.shares],
        }

    def _urls(self, file: File) -> tuple[str, str]:
        return (
            f"{self._base_url}/files/{file.id}/{file.name}",
            f"{self._base_url}/files/{file.user}/{file.id}/{file.name}",
        )
