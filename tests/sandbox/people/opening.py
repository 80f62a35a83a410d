"""How a modal comes before somebody in these tests."""

from bot.sandbox.json_values import Json, as_object, as_text
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import GENERAL, LENA, ListeningApp, WebClient, modal


async def opened(sandbox: Sandbox, app: ListeningApp, user: str = LENA, view: Json | None = None) -> str:
    """Have the app open a modal for someone and return its id."""
    await sandbox.run_command(user, GENERAL, "/stone")
    call = WebClient(sandbox)
    answer = await call("views.open", trigger_id=app.last["trigger_id"], view=view or modal())
    return as_text(as_object(answer["view"])["id"])
