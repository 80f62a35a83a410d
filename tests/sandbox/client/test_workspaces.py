"""What is told and changed of each workspace from outside."""

from tests.sandbox.stand_ins import BOT_TOKEN, WebClient

TOKEN = {"authorization": f"Bearer {BOT_TOKEN}"}


async def test_rate_tiers_hold_when_they_are_switched_on(call: WebClient) -> None:
    async def rates(**asked: object) -> object:
        return (await call.http.post("/control/rates", json=asked)).json()

    assert (await call.http.get("/control/rates?on=1")).json() == {"on": False}
    assert await rates(on=True) == {"on": True}
    for _ in range(20):
        assert (await call.http.post("/api/users.list", headers=TOKEN)).status_code == 200
    assert (await call.http.post("/api/users.list", headers=TOKEN)).status_code == 429
    assert await rates(on=False) == {"on": False}
    assert (await call.http.post("/api/users.list", headers=TOKEN)).status_code == 200


async def test_malformed_and_unknown_ones_are_refused(call: WebClient) -> None:
    malformed = await call.http.post("/control/uninstall", content=b"[")
    assert (malformed.status_code, malformed.json()["error"]) == (400, "invalid_arguments")
    unknown = await call.http.post("/control/rates", json={"team": "T0NOWHERE1", "on": True})
    assert (unknown.status_code, unknown.json()["error"]) == (400, "team_not_found")
