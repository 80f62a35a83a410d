from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from bot.settings import Settings

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CAIRN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    settings = Settings()
    assert settings.database_url == "sqlite:///cairn.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.host, settings.port) == ("127.0.0.1", 8401)
    assert settings.slack_bot_token.get_secret_value() == ""


def test_the_environment_is_read_and_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("CAIRN_PORT=1111\nCAIRN_HOST=0.0.0.0\nOTHER=x\n")
    monkeypatch.setenv("CAIRN_PORT", "2222")
    settings = Settings()
    assert (settings.host, settings.port) == ("0.0.0.0", 2222)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("PORT", "70000"), ("LOG_LEVEL", "LOUD"), ("AUTO_MIGRATE", "perhaps")],
)
def test_a_value_that_can_not_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"CAIRN_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_keys_and_hosts_are_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Settings().keys, Settings().hosts) == ((), frozenset())
    monkeypatch.setenv("CAIRN_ENCRYPTION_KEYS", f" {NEW} , {OLD},")
    monkeypatch.setenv("CAIRN_PRIVATE_HOSTS", "Metrics, prometheus:9090")
    assert Settings().keys == (NEW, OLD)
    assert Settings().hosts == {"metrics", "prometheus:9090"}
    assert NEW not in repr(Settings())


@pytest.mark.parametrize("wrong", ["secret", "c2VjcmV0", "é", "=" * 44])
def test_a_key_that_is_none_is_found_at_start_and_not_told(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("CAIRN_ENCRYPTION_KEYS", f"{NEW},{wrong}")
    with pytest.raises(ValidationError, match="number 2 is no key") as refused:
        Settings()
    assert NEW not in str(refused.value)


@pytest.mark.parametrize("wrong", ["http://metrics", "metrics/", "metrics:", "metrics:x", "a b"])
def test_a_host_that_is_none_is_found_at_start(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("CAIRN_PRIVATE_HOSTS", f"metrics,{wrong}")
    with pytest.raises(ValidationError, match="number 2 is no host"):
        Settings()


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAIRN_SLACK_BOT_TOKEN", "xoxb-1")
    assert "xoxb-1" not in repr(Settings())
