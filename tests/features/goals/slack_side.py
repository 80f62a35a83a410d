"""Slack's side of the forms and cards: requests as the doors get them, and reading what they answer."""

import json
from collections.abc import Mapping

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message
from bot.features.goals import service
from bot.features.goals.values import GoalView
from bot.features.teams import service as teams
from bot.slack.payloads import FormState, list_at, text_at
from bot.slack.visits import Answer, Command, Modal, Press, Replaced, Submission
from tests.features.goals.factories import ANA, CHANNEL, WORKSPACE, draft


def command(database: Database, words: str = "", *, user: str = ANA, channel: str = CHANNEL) -> Command:
    """`/goal … words`, in a channel."""
    return Command(
        edge=database.edge(WORKSPACE, user),
        user=user,
        channel=channel,
        channel_name="answers",
        verb="",
        rest=words,
    )


def press(
    database: Database, value: object = "", *, user: str = ANA, view: Json | None = None, **typed: str
) -> Press:
    """A press on a button with this value, in a form in which this was typed."""
    return Press(
        edge=database.edge(WORKSPACE, user),
        user=user,
        value=str(value),
        form=entered(view or {}, typed),
        carried=text_at(view or {}, "private_metadata"),
    )


def submission(
    database: Database, view: Json, *, user: str = ANA, view_id: str = "V1", **typed: str
) -> Submission:
    """A form that is sent; Slack names each opened form by an id of its own."""
    return Submission(
        edge=database.edge(WORKSPACE, user, once=f"view:{view_id}"),
        user=user,
        view_id=view_id,
        form=entered(view, typed),
        carried=text_at(view, "private_metadata"),
    )


def entered(view: Json, typed: Mapping[str, str]) -> FormState:
    """What Slack sends of a shown form: by field, what was typed, else what the field began with."""
    values: dict[str, object] = {}
    for block in list_at(view, "blocks"):
        if text_at(block, "type") == "input":
            field = text_at(block, "element", "action_id")
            value = typed.get(field.rpartition(".")[2], text_at(block, "element", "initial_value"))
            values[text_at(block, "block_id")] = {field: {"value": value or None, "selected_options": []}}
    return FormState(values)


def view_in(answer: Answer) -> Json:
    """The form that is answered with."""
    assert isinstance(answer, Modal)
    return answer.view


def shown(answer: Answer) -> Message:
    """The message that is answered with."""
    message = answer.message if isinstance(answer, Replaced) else answer
    assert isinstance(message, Message)
    return message


def said(answer: Answer) -> str:
    """All blocks that are answered with, as text to look into."""
    blocks = answer.view["blocks"] if isinstance(answer, Modal) else shown(answer).blocks
    return json.dumps(blocks, ensure_ascii=False)


def suggestion_in(view: Json) -> str:
    """What *Use this* carries, in the first block."""
    return text_at(list_at(view, "blocks")[0], "accessory", "value")


def initial(view: Json, field: str) -> str:
    """What a field of the form begins with."""
    blocks = {text_at(block, "block_id").split("#")[0]: block for block in list_at(view, "blocks")}
    return text_at(blocks[field], "element", "initial_value")


def submit_label(view: Json) -> str:
    """What the form's own button says."""
    return text_at(view, "submit", "text")


async def goals_in(database: Database) -> list[GoalView]:
    """The goals on record in the channel."""

    def all_of(tx: Transaction) -> list[GoalView]:
        team = teams.team_in(tx, CHANNEL)
        return service.goals_of(tx, team.id) if team else []

    return await database.edge(WORKSPACE, ANA).read(all_of)


async def on_record(database: Database, *titles: str, by: str = ANA) -> list[GoalView]:
    """Goals with these titles, proposed without a form."""
    team = await database.edge(WORKSPACE, by).read(service.to_propose_in, CHANNEL)
    assert team is not None
    edge = database.edge(WORKSPACE, by)
    return [await edge.commit(service.propose, draft(title, team_id=team.id)) for title in titles]
