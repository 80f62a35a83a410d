"""A whole cycle of six people, lived in minutes: from `/cairn start` until it is closed and the next one is open."""

import pytest
from playwright.async_api import Locator, expect

from tests.conversation import AMARA, ANANYA, DIEGO, GENERAL, MEI, YUSUF
from tests.end_to_end.beginnings import start_a_team
from tests.end_to_end.colleague import Colleague
from tests.end_to_end.conftest import RunningDemo
from tests.end_to_end.person import Person
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]
CHANNEL = "general"
TAP = "Neighbours wait at most 5 minutes for the tap"
BEDS = "Neighbours share 40 beds instead of 25"
KEYS = "Neighbours find the shed open on weekdays"
WAITING = "Minutes of waiting at the tap"
INPUT, PIPE = "Before we choose", "The pipe is older than the garden"
WORD, COMMITTED = "Do we commit to", "We committed to 2 goals"
HOSE, FLOWING = "Lay a second hose to the far beds", "The second hose waters"
LOOKED_BACK = "A look back together"
STEPS = (
    ("Next: reveal", "Reveal what was added?", "Reveal"),
    ("Next: vote", "Begin the vote?", "Begin the vote"),
    ("Next: discuss", "Count the dots?", "Count them"),
    ("Close", "Close this retro?", "Close it"),
)
PATIENCE_MS = 30_000  # of a machine that does much else


@pytest.fixture
def colleagues(demo: RunningDemo, lena: Person) -> list[Colleague]:
    """The five beside Lena."""
    requests = lena.page.context.request
    return [Colleague(requests, demo.address, user, GENERAL) for user in (YUSUF, DIEGO, AMARA, ANANYA, MEI)]


@pytest.mark.practice("P1", "P2", "P6", "P7", "P8", "P9", "P10", "P12", "P23")
async def test_six_people_live_a_cycle_from_the_start_to_the_next_one(
    lena: Person, colleagues: list[Colleague]
) -> None:
    await start_a_team(lena, CHANNEL, members=6)
    await propose(lena, colleagues)
    await ask_for_input(lena, colleagues)
    await vote(lena, colleagues)
    await measure(lena)
    await commit(lena, colleagues)
    await own(lena, colleagues)
    await plan(lena)
    await check_in(lena)
    await end_a_goal(lena)
    await look_back(lena, colleagues)
    await close(lena)


def board(lena: Person) -> Locator:
    """The team's one card in its channel."""
    return lena.messages("*Cycle").or_(lena.messages("members")).first


async def moves_on(lena: Person, phase: str) -> None:
    """By hand, as a steward may, and the board says so."""
    await lena.types("/cairn cycle")
    await lena.presses(lena.private_answer(), "Next phase")
    await lena.confirms(f"Go on to {phase}?", "Go on")
    await expect(board(lena)).to_contain_text(f"· {phase.capitalize()}")


async def propose(lena: Person, colleagues: list[Colleague]) -> None:
    await expect(board(lena)).to_contain_text("Cycle 1 · Drafting")
    await lena.types("/goal propose")
    modal = lena.modal("Propose a goal")
    await lena.fills(modal, "What will be different?", TAP)
    await lena.presses(modal, "Propose")
    await expect(lena.goal_card(TAP)).to_be_visible()
    for colleague, title in zip(colleagues, (BEDS, KEYS), strict=False):
        await colleague.proposes(title)
        await expect(lena.goal_card(title)).to_be_visible()


async def ask_for_input(lena: Person, colleagues: list[Colleague]) -> None:
    """What three give is read once the round is closed, and one of it is adopted."""
    await lena.types("/goal inputs")
    await lena.presses(lena.modal("Ask for input"), "Ask")
    for colleague, words in zip(colleagues, (PIPE, "Only two can water at once", "More shade"), strict=False):
        await colleague.presses(INPUT, "Add yours")
        await colleague.submits(constraint=words)
    await expect(lena.message(INPUT)).to_contain_text("3 people have contributed")
    await lena.presses(lena.message(INPUT), "Close now")
    await lena.confirms("Close this round?", "Close it")
    thread = await lena.opens_thread(lena.message(INPUT))
    given = lena.replies(PIPE)
    await lena.presses(given, "Sort these")
    sorting = lena.modal("Sort what was given")
    await sorting.get_by_label("What becomes of it?").select_option("Adopt: we take it up")
    await lena.fills(sorting, "Why?", "It decides how much we can pour")
    await lena.presses(sorting, "Save")
    await expect(sorting).to_contain_text("1 of 3")
    await lena.presses(sorting, "Close")
    await lena.presses(thread, "Close thread")


async def vote(lena: Person, colleagues: list[Colleague]) -> None:
    """With the last of six votes a goal has its rank."""
    await moves_on(lena, "voting")
    for title, emoji in ((TAP, "fire"), (BEDS, "+1"), (KEYS, "ice_cube")):
        for colleague in colleagues:
            await colleague.reacts(title, emoji)
        await lena.reacts(lena.goal_card(title), emoji)
    for rank, title in enumerate((TAP, BEDS, KEYS), start=1):
        await expect(lena.goal_card(title)).to_contain_text(f"Priority {rank} of 3", timeout=PATIENCE_MS)


async def measure(lena: Person) -> None:
    """Nothing is committed to without a measure; the refusal opens the way to one, and leads back to the question."""
    await moves_on(lena, "committing")
    await lena.types("/goal commit")
    asking = lena.modal("Ask for commitment")
    for title in (TAP, BEDS):
        await asking.get_by_role("checkbox", name=title).check()
    await lena.presses(asking, "Ask the team")
    await lena.presses(lena.modal("One thing first"), "Add an indicator to #1")
    await add_indicator(lena, WAITING, "5", "20", red="18")
    await expect(asking.get_by_role("checkbox", name=BEDS)).to_be_checked()
    await lena.presses(asking, "Ask the team")
    await lena.presses(lena.modal("One thing first"), "Add an indicator to #2")
    await add_indicator(lena, "Beds in use", "40", "25", increases=True)


async def add_indicator(
    lena: Person, name: str, target: str, baseline: str, *, increases: bool = False, red: str = ""
) -> None:
    form = lena.modal("Add an indicator")
    await lena.fills(form, "What will you read?", name)
    going = "Increase to the target" if increases else "Decrease to the target"
    await form.get_by_label("Where should it go?").select_option(going)
    await lena.fills(form, "Target", target)
    await lena.fills(form, "Baseline", baseline)
    await form.get_by_role("checkbox", name="Primary").check()
    if red:
        await lena.presses(form, "More")
        await lena.fills(form, "Red threshold", red)
    await lena.presses(form, "Save")
    saved = lena.modal("Indicators")
    await expect(saved).to_contain_text(f"On record. #{1 if red else 2}")
    await lena.presses(saved, "Done")


async def commit(lena: Person, colleagues: list[Colleague]) -> None:
    """Sealed steps: the message says how many have spoken, and what they said when all have."""
    await lena.presses(lena.modal("Ask for commitment"), "Ask the team")
    for colleague in colleagues:
        await colleague.presses(WORD, "4 · I'm for it")
        await colleague.submits(chance="60")
    await expect(lena.message(WORD)).to_contain_text("5 of 6 have given their word")
    await lena.presses(lena.message(WORD), "3 · I'll support it")
    word = lena.modal("Your word")
    await word.get_by_label("What is the chance").select_option("80 %")
    await lena.presses(word, "Save")
    await expect(lena.message(COMMITTED)).to_be_visible(timeout=PATIENCE_MS)
    await expect(lena.goal_card(TAP)).to_contain_text("Committed")


async def own(lena: Person, colleagues: list[Colleague]) -> None:
    yusuf = colleagues[0]
    await yusuf.presses(BEDS, "Claim")
    await lena.presses(lena.goal_card(TAP), "Claim")
    await expect(lena.goal_card(TAP)).to_contain_text("Driver @Lena Visser")
    await lena.types("/goal gaps")
    await expect(lena.private_answer()).not_to_contain_text(TAP)


async def plan(lena: Person) -> None:
    await moves_on(lena, "running")
    await lena.types(f"/goal initiative {HOSE}")
    form = lena.modal("Add an initiative")
    await form.get_by_label("Which goal does it serve?").select_option(f"#1 {TAP}")
    await lena.presses(form, "Add")
    await lena.presses(lena.page.get_by_role("dialog").filter(has_text=HOSE), "Close")
    await lena.types("/goal backlog")
    await expect(lena.private_answer()).to_contain_text(HOSE)
    await lena.types("/goal timeline")
    await lena.presses(lena.modal("Timeline"), "Add a milestone")
    stone = lena.modal("Add a milestone")
    await lena.fills(stone, "What will be reached?", FLOWING)
    await lena.fills(stone, "By when?", "in 3 weeks")
    await lena.presses(stone, "Add")
    await lena.presses(stone, "Add")
    saved = lena.page.get_by_role("dialog").filter(has_text=FLOWING)
    await lena.presses(saved, "Close")
    await expect(board(lena)).to_contain_text(FLOWING)


async def check_in(lena: Person) -> None:
    """A reading within a check-in crosses a threshold; the team's talk about it ends with an action."""
    await lena.skips_to("a check-in is asked for")
    await lena.opens_with_cairn("Messages")
    asked = lena.message("One tap each is enough")
    await lena.presses(asked, "Add more")
    form = lena.modal("Your check-in")
    await form.get_by_label("How does it look?").select_option("🔴 Worried")
    await lena.fills(form, WAITING, "25")
    await lena.presses(form, "Save")
    await lena.opens(CHANNEL)
    talk = lena.message(f"{WAITING} is red")
    await expect(talk).to_be_visible(timeout=PATIENCE_MS)
    await lena.presses(talk, "Add action")
    action = lena.modal("Add an action")
    await lena.fills(action, "What is to be done?", "Ask the city for a second tap")
    await action.get_by_label("Who takes it on?").select_option("Mei Chen")
    await lena.presses(action, "Add")
    await expect(talk).to_contain_text("An action came of it", timeout=PATIENCE_MS)
    await expect(board(lena)).to_contain_text("🔴")


async def end_a_goal(lena: Person) -> None:
    card = lena.goal_card(BEDS)
    await card.get_by_role("button", name="More options").click()
    await lena.page.get_by_role("menuitem", name="End this goal …").click()
    ending = lena.modal("End this goal")
    await ending.get_by_label("What became of it?").select_option("Reached")
    await lena.fills(ending, "What do we take from it?", "A list on the shed door fills beds")
    await lena.presses(ending, "End it")
    await expect(card).to_contain_text("Reached")


async def look_back(lena: Person, colleagues: list[Colleague]) -> None:
    await moves_on(lena, "reflecting")
    await lena.types("/retro start")
    modal = lena.modal("Look back together")
    await modal.get_by_label("How long?").select_option("Live, together, in about 45 minutes")
    await lena.presses(modal, "Start")
    for colleague, words in zip(colleagues, ("We asked early", "The list", "We ate together"), strict=False):
        await colleague.presses(LOOKED_BACK, "Add a reflection")
        await colleague.submits(worked=words)
    retro = lena.message(LOOKED_BACK)
    await expect(retro).to_contain_text("3 people have")
    for step, question, yes in STEPS:
        await lena.presses(retro, step)
        await lena.confirms(question, yes)
    await expect(retro).to_contain_text("It is over.")


async def close(lena: Person) -> None:
    """The next cycle opens by itself; what wasn't reached goes along, and keeps its history."""
    await lena.types("/cairn cycle")
    await lena.presses(lena.private_answer(), "Close the cycle")
    await lena.confirms("Close cycle 1?", "Close it")
    await expect(board(lena)).to_contain_text("Cycle 1 · Closed")
    await lena.moves_clock("+1 day")
    await expect(board(lena)).to_contain_text("Cycle 2 · Drafting", timeout=PATIENCE_MS)
    await expect(lena.goal_card(TAP)).to_contain_text("Carried over from cycle 1")
    await lena.types("/goal show 2")
    for words in ("Reached", "ended it: reached", "it was committed to for the cycle"):
        await expect(lena.private_answer()).to_contain_text(words)
