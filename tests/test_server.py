import pytest
from pydantic import SecretStr

from bot.errors import Fault
from bot.server import missing_settings, run_server
from bot.settings import Settings

TOKEN, APP, SECRET = "CAIRN_SLACK_BOT_TOKEN", "CAIRN_SLACK_APP_TOKEN", "CAIRN_SLACK_SIGNING_SECRET"


def settings(*names: str) -> Settings:
    """Settings in which just these secrets are set."""
    given = {name: SecretStr("x" if name in names else "") for name in (TOKEN, APP, SECRET)}
    return Settings(
        slack_bot_token=given[TOKEN], slack_app_token=given[APP], slack_signing_secret=given[SECRET]
    )


@pytest.mark.parametrize(
    ("given", "socket", "missing"),
    [
        ((), False, [TOKEN, SECRET]),
        ((), True, [TOKEN, APP]),
        ((TOKEN, SECRET), False, []),
        ((TOKEN, SECRET), True, [APP]),
        ((TOKEN, APP), True, []),
        ((APP, SECRET), False, [TOKEN]),
    ],
)
def test_each_way_to_serve_needs_its_own_secrets(
    given: tuple[str, ...], socket: bool, missing: list[str]
) -> None:
    assert missing_settings(settings(*given), socket=socket) == missing


async def test_what_is_missing_is_said_before_anything_is_touched() -> None:
    with pytest.raises(Fault, match=f"set {TOKEN} and {SECRET}"):
        await run_server(settings(), socket=False)
