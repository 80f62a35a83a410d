"""A host somewhere else, which answers as it is told to, and a name server that leads to it."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.outside.addresses import IPAddress

LOCAL = "127.0.0.1"


@dataclass
class Elsewhere:
    """What was asked of it, head and all; it answers with `answers`, the last one again and again.

    An answer is sent piece by piece, with `pause` seconds between two, and not before `until` is set.
    """

    port: int = 0
    answers: list[Sequence[bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    pause: float = 0.0
    until: asyncio.Event | None = None

    async def on_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request; a client that goes away is none of our business."""
        try:
            self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
            if self.until is not None:
                await self.until.wait()
            pieces = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(self.pause)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@dataclass
class Names:
    """A name server at the edge: what each name means, and how often it was asked."""

    known: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str, port: int) -> Sequence[IPAddress]:
        self.asked.append(host)
        if host not in self.known:
            raise OSError("no such host")
        return [ip_address(address) for address in self.known[host]]


@asynccontextmanager
async def elsewhere(tls: ssl.SSLContext | None = None) -> AsyncIterator[Elsewhere]:
    """A host on this machine, for the length of the block."""
    host = Elsewhere()
    server = await asyncio.start_server(host.on_connection, LOCAL, 0, ssl=tls)
    host.port = server.sockets[0].getsockname()[1]
    async with server:
        yield host


def answer(
    body: bytes, headers: Mapping[str, str] | None = None, *, status: str = "200 OK"
) -> Sequence[bytes]:
    """An answer of HTTP in one piece."""
    head = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
    return [f"HTTP/1.1 {status}\r\n{head}Content-Length: {len(body)}\r\n\r\n".encode() + body]


def onward(to: str, status: str = "302 Found") -> Sequence[bytes]:
    """An answer that leads on."""
    return answer(b"", {"Location": to}, status=status)


def certificate_for(name: str, folder: Path) -> Path:
    """A certificate that names itself trusted, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    file = folder / f"{name}.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file
