"""A retro from start to summary by four people, and what somebody finds who reads the database afterwards."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from bot.db.database import Database
from tests.end_to_end.beginnings import GARDEN, start_a_team
from tests.end_to_end.conftest import RunningDemo
from tests.end_to_end.person import Person
from tests.whole import dump, holding, rows

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]
LENA, YUSUF, DIEGO, AMARA = "Lena Visser", "Yusuf Demir", "Diego Morales", "Amara Okafor"
SAID = {  # who wrote what, in the order of writing: what worked, what didn't
    LENA: ("The rota hangs on the shed door", "The tap is shut on Mondays"),
    YUSUF: ("Newcomers were shown around", "Nobody opens the tap early"),
    DIEGO: ("Two neighbours lent their hoses", "The key travels with one of us"),
    AMARA: ("We ate together after the work day", "I carried water from home twice"),
}
WORDS = [words for said in SAID.values() for words in said]
HELPED, ALONE = [worked for worked, _ in SAID.values()][:3], SAID[AMARA][0]
HINDERED = [hindered for _, hindered in SAID.values()]
WATER, EACH_OTHER = "When there is water", "How we help each other"
RETRO, ACTION = "A look back together", "Hang the tap's hours on the shed"
DOTS = ("large_blue_circle", "large_green_circle", "large_purple_circle")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept.db"


@pytest.fixture
def demo_options(kept: Path) -> tuple[str, ...]:
    return ("--keep", str(kept))


@pytest.mark.practice("P22", "P23")
async def test_four_people_look_back_and_nobody_can_tell_who_wrote_what(
    demo: RunningDemo, lena: Person, kept: Path
) -> None:
    await start_a_team(lena)
    await start_live(lena)
    for name in SAID:
        await reflect(lena, name)
    await reveal(lena)
    await group(lena)
    await vote(lena)
    await discuss(lena)
    await close(lena)
    told = await demo.end()  # with the page open, as people do
    await nothing_ties_words_to_people(kept, told)


async def start_live(lena: Person) -> None:
    await lena.types("/retro start")
    modal = lena.modal("Look back together")
    await modal.get_by_label("How long?").select_option("Live, together, in about 45 minutes")
    await lena.presses(modal, "Start")
    await expect(lena.message(RETRO)).to_contain_text("Anonymous")


async def takes_the_seat(person: Person, name: str) -> None:
    await person.acts_as(name)
    await person.opens(GARDEN)


async def reflect(lena: Person, name: str) -> None:
    """The promise stands above the form, and the message counts people without naming them."""
    await takes_the_seat(lena, name)
    await lena.presses(lena.message(RETRO), "Add a reflection")
    form = lena.modal("Add a reflection")
    await expect(form).to_contain_text("Your name isn't kept with this")
    for label, words in zip(("Worked", "Didn't"), SAID[name], strict=True):
        await lena.fills(form, label, words)
    await lena.presses(form, "Add")
    kept = lena.modal("Added")
    await expect(kept).to_contain_text("Nobody reads it before the reveal")
    await lena.presses(kept, "Close")
    count = list(SAID).index(name) + 1
    await expect(lena.message(RETRO)).to_contain_text(
        f"{count} {'person has' if count == 1 else 'people have'}"
    )


async def reveal(lena: Person) -> None:
    """Whoever started it moves it on; another's click would change nothing."""
    await takes_the_seat(lena, LENA)
    await lena.presses(lena.message(RETRO), "Next: reveal")
    await lena.confirms("Reveal what was added?", "Reveal")
    await lena.opens_thread(lena.message(RETRO))
    for words in WORDS:
        await expect(lena.replies("What we noticed")).to_contain_text(words)
    for name in SAID:
        await expect(lena.replies("What we noticed")).not_to_contain_text(name)


async def group(lena: Person) -> None:
    """Two groups; one reflection stays alone, and goes to the vote by itself."""
    await lena.presses(lena.message(RETRO), "Group")
    bench = lena.modal("Group")
    for title, (first, *others) in ((WATER, HINDERED), (EACH_OTHER, HELPED)):
        await (await menu_beside(bench, first)).select_option("A new group …")
        naming = lena.modal("Name this group")
        await lena.fills(naming, "What do these say", title)
        await lena.presses(naming, "Save")
        await expect(bench).to_contain_text(f"{title} · 1 reflection")
        for count, words in enumerate(others, start=2):
            await (await menu_beside(bench, words)).select_option(title)
            await expect(bench).to_contain_text(f"{title} · {count} reflections")
    await lena.presses(bench, "Done")
    await lena.presses(lena.message(RETRO), "Next: vote")
    await lena.confirms("Begin the vote?", "Begin the vote")


async def menu_beside(bench: Locator, words: str) -> Locator:
    """Menus stand beside their reflections, in the same order."""
    await expect(bench.get_by_role("combobox")).to_have_count(len(WORDS))
    shown = [line for line in (await bench.inner_text()).splitlines() if line in WORDS]
    return bench.get_by_role("combobox").nth(shown.index(words))


async def vote(lena: Person) -> None:
    """Five dots each, at most three on a group; Lena gives six, so her last one doesn't count."""
    given = (
        (LENA, WATER, DOTS),
        (LENA, EACH_OTHER, DOTS),
        (YUSUF, WATER, DOTS[:1]),
        (AMARA, ALONE, DOTS[:1]),
    )
    seated = LENA
    for name, title, dots in given:
        if name != seated:
            seated = name
            await takes_the_seat(lena, name)
            await lena.opens_thread(lena.message(RETRO))
        for dot in dots:
            await give(lena, title, dot)
    await lena.acts_as(LENA)
    await lena.opens_with_cairn("Messages")
    await expect(lena.messages("your first 5 count and the rest don't")).to_have_count(1)


async def give(person: Person, title: str, dot: str) -> None:
    ballot = person.replies("Give it dots").filter(has_text=title)
    await person.reacts(ballot, dot)
    mine = ballot.get_by_role("button", name=re.compile(f"^:{dot}: "), pressed=True)
    await expect(mine).to_be_visible()


async def discuss(lena: Person) -> None:
    """The groups with most dots come up again, and an action is added there."""
    await lena.opens(GARDEN)
    await lena.presses(lena.message(RETRO), "Next: discuss")
    await lena.confirms("Count the dots?", "Count them")
    await lena.opens_thread(lena.message(RETRO))
    talk = lena.replies("What is behind it").filter(has_text=f"{WATER} · 4 dots")
    await lena.presses(talk, "Add action")
    form = lena.modal("Add an action")
    await lena.fills(form, "What is to be done?", ACTION)
    await form.get_by_label("Who takes it on?").select_option(DIEGO)
    await form.get_by_label("By when?").fill("in 2 weeks")
    await lena.presses(form, "Add")
    await expect(form).to_contain_text("If that's right, send it once more")
    await lena.presses(form, "Add")
    await expect(lena.replies(ACTION)).to_contain_text(f"@{DIEGO}")


async def close(lena: Person) -> None:
    await lena.presses(lena.message(RETRO), "Close")
    await lena.confirms("Close this retro?", "Close it")
    summary = lena.replies("What came of our look back")
    for words in ("Pinned", f"1. {WATER} · 4 dots", f"2. {EACH_OTHER} · 2 dots", f"{ALONE} · 1 dot", ACTION):
        await expect(summary).to_contain_text(words)
    await expect(lena.message(RETRO)).to_contain_text("It is over.")


async def nothing_ties_words_to_people(kept: Path, told: str) -> None:
    """Neither the log, nor any table's row, nor the order of rows."""
    database = Database(f"sqlite:///{kept}")
    tables = dump(database)
    people = [str(user) for user, name in rows(database, "SELECT user, name FROM person") if name in SAID]
    orders = [
        [str(text) for (text,) in rows(database, f"SELECT text FROM reflection ORDER BY {order}")]
        for order in ("rowid", "place")
    ]
    await database.close()
    assert len(people) == len(SAID)
    assert "Traceback" not in told, told
    assert [said for said in (*WORDS, *people) if said in told] == []
    for words in WORDS:
        title = {"retro_group"} if words == ALONE else set()
        assert {name for name, _ in holding(tables, words)} == {"reflection", *title}
    for row in tables["reflection"]:
        assert not any(user in " ".join(row.values()) for user in people)
        assert [name for name, _ in holding(tables, row["id"])] == ["reflection"]
    assert tables["contribution"] == tables["anonymous_reflection"] == []
    for order in orders:  # 8 reflections: chance alone would give this order once in 40,320 times
        assert sorted(order) == sorted(WORDS)
        assert order != WORDS
