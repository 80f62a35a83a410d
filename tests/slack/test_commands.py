from pathlib import Path

import pytest

from bot.db.database import Database
from bot.delivery.values import Json, Message
from bot.errors import Fault
from bot.slack import limits, read
from bot.slack.commands import run_command
from bot.slack.doors import Doors
from bot.slack.payloads import text_at
from bot.slack.visits import Answer, Command


class Room:
    """A feature that notes how each of its verbs was called."""

    def __init__(self) -> None:
        self.called: list[tuple[str, str]] = []

    async def handle(self, command: Command) -> Answer:
        self.called.append((command.verb, command.rest))
        return None


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def doors(room: Room) -> Doors:
    doors = Doors()
    doors.command("/goal", "propose", room.handle, does="proposes a goal", example="/goal propose")
    doors.command("/goal", "list", room.handle, does="lists goals", example="/goal list", also=("ls", "all"))
    return doors


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path}/unused.db")


async def typed(doors: Doors, database: Database, text: str) -> Answer:
    visit = read.command({"text": text, "user_id": "U1"}, database.edge("T1"))
    return await run_command("/goal", doors.commands["/goal"], visit)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("propose", ("propose", "")),
        ("  PROPOSE  two  words ", ("propose", "two  words")),
        ("propose\nover two\nlines", ("propose", "over two\nlines")),
        ("propose\ttabbed", ("propose", "tabbed")),
        ("ls", ("ls", "")),
    ],
)
async def test_the_first_word_is_the_verb(
    doors: Doors, database: Database, room: Room, text: str, called: tuple[str, str]
) -> None:
    assert await typed(doors, database, text) is None
    assert room.called == [called]


@pytest.mark.parametrize("text", ["", "help", "HELP me"])
async def test_a_bare_command_without_a_verb_of_its_own_shows_help(
    doors: Doors, database: Database, room: Room, text: str
) -> None:
    answer = await typed(doors, database, text)
    assert isinstance(answer, Message)
    assert "/goal list" in str(answer.blocks)
    assert room.called == []


async def test_an_example_is_shown_only_where_it_says_more(
    doors: Doors, database: Database, room: Room
) -> None:
    doors.command("/goal", "show", room.handle, does="shows a goal", example="/goal show 3")
    answer = await typed(doors, database, "help")
    assert isinstance(answer, Message)
    assert [text_at(block, "text", "text") for block in answer.blocks] == [
        "`/goal propose` proposes a goal",
        "`/goal list` lists goals",
        "`/goal show` shows a goal\n`/goal show 3`",
    ]


async def test_a_command_may_tell_its_help_itself(doors: Doors, database: Database, room: Room) -> None:
    doors.command("/goal", "help", room.handle, does="helps", example="/goal help")
    assert await typed(doors, database, "help") is None
    assert room.called == [("help", "")]


async def test_a_bare_command_goes_to_the_empty_verb(doors: Doors, database: Database, room: Room) -> None:
    doors.command("/goal", "", room.handle, does="opens the list", example="/goal")
    assert await typed(doors, database, "") is None
    assert room.called == [("", "")]
    assert isinstance(await typed(doors, database, "help"), Message)


@pytest.mark.parametrize(("text", "near"), [("porpose", "propose"), ("lst", "list"), ("al", "list")])
async def test_a_typo_gets_the_nearest_word_as_help_lists_it(
    doors: Doors, database: Database, text: str, near: str
) -> None:
    answer = await typed(doors, database, text)
    assert isinstance(answer, Message)
    assert f"`/goal {near}`" in answer.text


@pytest.mark.parametrize("text", ["<!channel>", "x" * 5_000, "🏔", "zzz", "`code`"])
async def test_any_other_word_gets_a_sentence_that_slack_takes(
    doors: Doors, database: Database, text: str
) -> None:
    answer = await typed(doors, database, text)
    assert isinstance(answer, Message)
    assert "<!" not in answer.text
    payload: Json = {"text": answer.text, "blocks": list(answer.blocks)}
    assert limits.message_problems(payload) == []


def test_two_rooms_can_not_answer_to_the_same_name(doors: Doors, room: Room) -> None:
    with pytest.raises(Fault, match="propose"):
        doors.command("/goal", "propose", room.handle, does="x", example="x")


@pytest.mark.parametrize(
    ("words", "rest"), [("3", "3"), ("#3", "#3"), ("3 more", "3 more"), ("i3", "i3"), ("#I3", "#i3")]
)
async def test_a_bare_number_shows_what_has_it(
    doors: Doors, room: Room, database: Database, words: str, rest: str
) -> None:
    doors.command("/goal", "show", room.handle, does="shows a goal", example="/goal show 3")
    await typed(doors, database, words)
    assert [called for _, called in room.called] == [rest]


async def test_a_bare_number_means_nothing_where_nothing_can_be_shown(
    doors: Doors, database: Database
) -> None:
    assert isinstance(await typed(doors, database, "3"), Message)


async def test_help_tells_verbs_by_their_place_then_as_they_were_registered(
    doors: Doors, database: Database, room: Room
) -> None:
    doors.command("/goal", "settings", room.handle, does="sets", example="/goal settings", place=90)
    doors.command("/goal", "show", room.handle, does="shows", example="/goal show")
    answer = await typed(doors, database, "help")
    assert isinstance(answer, Message)
    told = str(answer.blocks)
    assert sorted(
        ["propose", "list", "show", "settings"], key=lambda verb: told.index(f"`/goal {verb}`")
    ) == [
        "propose",
        "list",
        "show",
        "settings",
    ]
