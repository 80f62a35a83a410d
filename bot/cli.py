"""The `cairn` command."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot import log
from bot.db.migrate import migrate as migrate_database
from bot.db.migrate import revision_of
from bot.errors import Fault
from bot.settings import Settings

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the local Slack is served.")] = 8400,
    keep: Annotated[
        Path | None,
        typer.Option(help="A database file to keep and go on with; the local Slack is kept beside it."),
    ] = None,
) -> None:
    """Try Cairn in a local Slack on this machine: no account, no server, nothing to set."""
    from bot.demo import run_demo

    log.configure("WARNING")
    try:
        asyncio.run(run_demo(port, keep))
    except KeyboardInterrupt:
        print("\nStopped." if keep else "\nStopped. Nothing was kept.")


@cli.command()
def serve(
    socket: Annotated[bool, typer.Option("--socket", help="Connect to Slack (Socket Mode).")] = False,
) -> None:
    """Run Cairn for a real Slack workspace."""
    from bot.server import run_server

    settings = Settings()
    log.configure(settings.log_level)
    asyncio.run(run_server(settings, socket=socket))


@cli.command()
def migrate() -> None:
    """Bring the database to this version."""
    settings = Settings()
    migrate_database(settings.database_url)
    print(f"The database is at revision {revision_of(settings.database_url)}.")


@cli.command()
def doctor() -> None:
    """Check settings, database, migrations, Slack's token and scopes, and the manifests."""
    from bot.doctor import examine

    findings = asyncio.run(examine(Settings()))
    for finding in findings:
        print(finding)
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


@cli.command()
def manifest(
    http: Annotated[bool, typer.Option("--http", help="For an app that Slack reaches by HTTPS.")] = False,
    url: Annotated[str | None, typer.Option(help="Where Slack reaches Cairn, with --http.")] = None,
) -> None:
    """Print the Slack app manifest, to paste at api.slack.com/apps."""
    from bot.slack.manifest import manifest_text

    if url and not url.startswith("https://"):
        raise Fault(f"Slack only calls addresses that begin with https://, and {url} does not")
    print(manifest_text("http" if http or url else "socket", url))


def main() -> None:
    """Run the command; an expected problem is one plain line, not a stack of code."""
    try:
        cli()
    except Fault as fault:
        sys.exit(f"cairn: {fault}")
    except ValidationError as error:
        sys.exit(
            "cairn: " + "; ".join(_setting_problem(detail["loc"], detail["msg"]) for detail in error.errors())
        )


def _setting_problem(loc: tuple[int | str, ...], said: str) -> str:
    return f"the setting CAIRN_{'_'.join(str(part) for part in loc).upper()} can't be used: {said}"
