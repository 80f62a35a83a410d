"""What an operator sets, by environment variable or .env file."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Cairn's settings; every name is also CAIRN_… in the environment.

    The Slack secrets may be empty at start, because `cairn migrate` and `cairn demo` need none;
    `cairn serve` and `cairn doctor` say which one is missing.
    """

    model_config = SettingsConfigDict(env_prefix="CAIRN_", env_file=".env", extra="ignore", frozen=True)

    database_url: str = "sqlite:///cairn.db"
    slack_signing_secret: SecretStr = SecretStr("")
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    host: str = "127.0.0.1"
    port: int = Field(default=8401, ge=0, le=65535)
    log_level: LogLevel = "INFO"
    auto_migrate: bool = True
