"""The way to an app over HTTP: each request signed as Slack signs."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import httpx

from bot.sandbox.installed.errands import Answer, Errand, Retry
from bot.sandbox.json_values import Json

_JSON = "application/json"
_MOST_REDIRECTS = 2  # that Slack follows, of the kinds 301 and 302
_FORM = "application/x-www-form-urlencoded"


def signature(signing_secret: str, timestamp: str, body: bytes) -> str:
    """Return the X-Slack-Signature of a body sent at timestamp (Slack's v0 scheme)."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest()


class SignedHttp:
    """Posts to the app's address; signatures carry the machine's time, since receivers check it against theirs."""

    def __init__(self, client: httpx.AsyncClient, request_url: str, signing_secret: str) -> None:
        self._client = client
        self._request_url = request_url
        self._signing_secret = signing_secret

    async def carry(self, errand: Errand, payload: Json, retry: Retry | None) -> Answer:
        """Post one request and return what the app answered."""
        content_type, body = _encoded(errand, payload)
        timestamp = str(int(time.time()))
        headers = {
            "content-type": content_type,
            **_retry_headers(retry),
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self._signing_secret, timestamp, body),
        }
        try:
            response = await self._post(body, headers)
        except httpx.TimeoutException:
            return Answer(None, failure="http_timeout")
        except httpx.HTTPError:
            return Answer(None, failure="connection_failed")
        failure = "" if response.is_success else _failure(response)
        no_retry = not response.is_success and response.headers.get("x-slack-no-retry") == "1"
        return Answer(response.status_code, response.text, failure, no_retry)

    async def _post(self, body: bytes, headers: dict[str, str]) -> httpx.Response:
        address = httpx.URL(self._request_url)
        for _ in range(_MOST_REDIRECTS + 1):
            response = await self._client.post(address, content=body, headers=headers, timeout=None)
            if not _is_redirect(response):
                break
            address = address.join(response.headers["location"])
        return response

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()


def _is_redirect(response: httpx.Response) -> bool:
    moved = (httpx.codes.MOVED_PERMANENTLY, httpx.codes.FOUND)
    return response.status_code in moved and "location" in response.headers


def _failure(response: httpx.Response) -> str:
    return "too_many_redirects" if _is_redirect(response) else "http_error"


def _retry_headers(retry: Retry | None) -> dict[str, str]:
    if retry is None:
        return {}
    return {"x-slack-retry-num": str(retry.number), "x-slack-retry-reason": retry.reason}


def _encoded(errand: Errand, payload: Json) -> tuple[str, bytes]:
    if errand is Errand.EVENT:
        return _JSON, json.dumps(payload).encode()
    fields = payload if errand is Errand.COMMAND else {"payload": json.dumps(payload)}
    return _FORM, urlencode({key: str(value) for key, value in fields.items()}).encode()
