"""Slack's side of the doors of decisions: requests as they get them, and reading what they answer."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Json, Message
from bot.features.decisions import service, surfaces
from bot.features.decisions.values import DECISION_CARD, DECISION_GONE, DecisionView
from bot.slack.limits import view_problems
from bot.slack.payloads import FormState
from bot.slack.visits import Answer, Command, Modal, Press, Shortcut, Submission
from tests.features.decisions.factories import MESSAGE, draft, form
from tests.features.goals.factories import BEN, CHANNEL

As = Callable[[str], Edge]


def command(edge: Edge, rest: str = "", channel: str = CHANNEL) -> Command:
    return Command(edge=edge, user=edge.actor or "", channel=channel, channel_name="", verb="log", rest=rest)


def press(edge: Edge, value: object = "", *, carried: str = "", entered: FormState | None = None) -> Press:
    return Press(
        edge=edge,
        user=edge.actor or "",
        value=str(value),
        form=entered or FormState(),
        carried=carried,
    )


def shortcut(edge: Edge, text: str = "We answer in English", *, author: str = BEN, **where: str) -> Shortcut:
    message = {"channel": CHANNEL, "message_ts": MESSAGE.ts, "thread_ts": ""} | where
    return Shortcut(edge=edge, user=edge.actor or "", text=text, author=author, **message)


def submission(edge: Edge, carried: str, **entered: object) -> Submission:
    return Submission(edge=edge, user=edge.actor or "", view_id="V1", form=form(**entered), carried=carried)


def view_of(answer: Answer) -> Json:
    assert isinstance(answer, Modal)
    assert view_problems(answer.view) == []
    return answer.view


def carried_by(view: Json) -> str:
    return str(view.get("private_metadata"))


def initial(view: Json) -> dict[str, Any]:
    """What the form's fields hold at first, by the last word of the block id."""
    blocks: Any = view["blocks"]
    inputs = {block["block_id"]: block["element"] for block in blocks if block["type"] == "input"}
    return {
        block_id.rsplit(".", maxsplit=1)[-1]: next(
            (element[key] for key in element if key.startswith("initial_")), None
        )
        for block_id, element in inputs.items()
    }


async def logged(as_: As, team: UUID, **words: Any) -> DecisionView:
    return (await as_(BEN).commit(service.log, draft(team_id=team, **words))).decision


def cards(tx: Transaction, kind: str, subject: UUID) -> Sequence[Message | None]:
    draw = {DECISION_CARD: surfaces.draw_card, DECISION_GONE: surfaces.draw_gone}[kind]
    return [draw(tx, surface) for surface in surfaces_of(tx, kind, str(subject))]
