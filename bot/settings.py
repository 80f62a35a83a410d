"""What an operator sets, by environment variable or .env file."""

import re
from base64 import urlsafe_b64decode
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

HOST = re.compile(r"[\w.-]+(:\d+)?", re.ASCII)
KEY_BYTES = 32  # of a Fernet key
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Cairn's settings; every name is also CAIRN_… in the environment.

    The Slack secrets may be empty at start, because `cairn migrate` and `cairn demo` need none;
    `cairn serve` and `cairn doctor` say which one is missing.
    """

    model_config = SettingsConfigDict(
        env_prefix="CAIRN_", env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: str = "sqlite:///cairn.db"
    slack_signing_secret: SecretStr = SecretStr("")
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    host: str = "127.0.0.1"
    port: int = Field(default=8401, ge=0, le=65535)
    log_level: LogLevel = "INFO"
    auto_migrate: bool = True
    encryption_keys: SecretStr = SecretStr("")
    private_hosts: str = ""

    @field_validator("encryption_keys")
    @classmethod
    def _are_keys(cls, value: SecretStr) -> SecretStr:
        """A wrong key is found at start, not when somebody's secret is to be kept."""
        for place, key in enumerate(_listed(value.get_secret_value()), start=1):
            if not _is_key(key):
                raise ValueError(f"number {place} is no key; `openssl rand -base64 32` makes one")
        return value

    @field_validator("private_hosts")
    @classmethod
    def _are_hosts(cls, value: str) -> str:
        """An address in their place would match nothing, and nobody would know why."""
        for place, host in enumerate(_listed(value), start=1):
            if not HOST.fullmatch(host):
                raise ValueError(f"number {place} is no host; write it as `metrics` or `metrics:9090`")
        return value

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys for secrets at rest, the newest first: it seals, all of them open."""
        return _listed(self.encryption_keys.get_secret_value())

    @property
    def hosts(self) -> frozenset[str]:
        """Hosts on private networks that Cairn may fetch from, each as `host` or `host:port`."""
        return frozenset(host.lower() for host in _listed(self.private_hosts))


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _is_key(key: str) -> bool:
    try:
        return len(urlsafe_b64decode(key)) == KEY_BYTES
    except ValueError:
        return False
