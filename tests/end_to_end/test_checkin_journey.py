"""A week of check-ins, lived in minutes: a person moves the demo's clock and answers as each of them."""

import pytest
from playwright.async_api import Locator, expect

from tests.end_to_end.beginnings import GARDEN, propose_and_claim, start_a_team
from tests.end_to_end.person import Person
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]
BEDS, TAP = "Neighbours share 40 beds instead of 25", "Neighbours wait at most 5 minutes for the tap"
PROMPT_MS = 30_000  # of a machine that does much else: Cairn's clock looks every five seconds what is due
LEARNED, BY_HAND, FELL = "Early watering works", "the new hose helps", "Two beds flooded"


@long
@pytest.mark.practice("P13", "P14")
async def test_a_week_of_check_ins_from_the_rhythm_to_the_digest_and_the_next_week(lena: Person) -> None:
    await start_a_team(lena)
    await claim_goals(lena)
    await choose_the_rhythm(lena)
    await lena.skips_to("a check-in is asked for")
    await answer_with_one_tap(lena)
    await add_more(lena)
    await answer_in_words(lena)
    await edit(lena)
    await read_the_digest(lena)
    await answer_late(lena)
    await look_at_card_and_home(lena)
    await lena.skips_to("a check-in is asked for")
    await say_why_it_fell(lena)


async def claim_goals(lena: Person) -> None:
    for name, title in (("Yusuf Demir", TAP), ("Lena Visser", BEDS)):
        await lena.acts_as(name)
        await lena.opens(GARDEN)
        await propose_and_claim(lena, title)


async def choose_the_rhythm(lena: Person) -> None:
    """*Preview* tells when people would be asked before anything is saved."""
    await lena.types("/checkin")
    modal = lena.modal("Change this check-in")
    await modal.get_by_role("checkbox", name="Tuesday").uncheck()
    await modal.get_by_role("checkbox", name="Thursday").check()
    await modal.get_by_label("At what time?").fill("11:00")
    who = modal.get_by_label("Who takes part?")
    await who.select_option("All members of the team")
    await lena.presses(modal, "Preview")
    for zone in ("Amsterdam time (2 people): Thu ", "New York time (2 people)", "Kolkata time (1 person)"):
        await expect(modal).to_contain_text(zone)
    await who.select_option("People who drive a goal")
    await lena.presses(modal, "Preview")
    await expect(modal).not_to_contain_text("Kolkata time")
    await lena.presses(modal, "Save")
    saved = lena.modal("Check-ins")
    await expect(saved).to_contain_text("every Thursday at 11:00, in each person's own time zone")
    await lena.presses(saved, "Close")


def check_in(person: Person) -> Locator:
    """The newest prompt, whether it asks or is answered."""
    return person.message("One tap each is enough").or_(person.message("You can still change it")).last


async def answer_with_one_tap(lena: Person) -> None:
    await lena.opens_with_cairn("Messages")
    await expect(check_in(lena)).to_contain_text("Nothing was said of it yet", timeout=PROMPT_MS)
    await lena.presses(check_in(lena), "🟡 Unsure")
    await expect(check_in(lena)).to_contain_text("Thank you")


async def add_more(lena: Person) -> None:
    await lena.presses(check_in(lena), "Add more")
    modal = lena.modal("Your check-in")
    await lena.fills(modal, "How far along, in percent?", "60")
    await lena.fills(modal, "What did you learn?", LEARNED)
    await lena.presses(modal, "Save")
    await expect(check_in(lena)).to_contain_text("🟡 unsure · 60 %")
    await expect(check_in(lena)).to_contain_text(LEARNED)


async def answer_in_words(lena: Person) -> None:
    """A message in the conversation is kept, understood, and its reading is told."""
    await lena.types(f"#2 green 65 % {BY_HAND}")
    await expect(check_in(lena)).to_contain_text("I took your message as #2 🟢 confident · 65 %")
    await expect(check_in(lena)).to_contain_text(BY_HAND)


async def edit(lena: Person) -> None:
    """The number stands there as it was last said."""
    await lena.presses(check_in(lena), "Add more")
    modal = lena.modal("Your check-in")
    await expect(modal.get_by_role("textbox", name="How far along")).to_have_value("65")
    await lena.fills(modal, "How far along", "70")
    await lena.presses(modal, "Save")
    await expect(check_in(lena)).to_contain_text("🟢 confident · 70 %")


async def read_the_digest(lena: Person) -> None:
    """Half of those asked have answered; nobody is named who has not."""
    await lena.opens(GARDEN)
    digest = lena.message("Check-in of Thu")
    await expect(digest).to_contain_text("1 person answered · 1 more is welcome to add theirs")
    await expect(digest).not_to_contain_text("Yusuf")
    thread = await lena.opens_thread(digest)
    for words in ("Lena Visser", "What did you learn?", LEARNED, BY_HAND):
        await expect(lena.replies(LEARNED)).to_contain_text(words)
    await expect(thread).not_to_contain_text("Yusuf")
    await lena.closes_thread()


async def answer_late(lena: Person) -> None:
    """A day later the prompt still stands, and the same digest tells of both."""
    await lena.moves_clock("+1 day")
    await lena.acts_as("Yusuf Demir")
    await lena.opens_with_cairn("Messages")
    await lena.presses(check_in(lena), "🔴 Worried")
    await expect(check_in(lena)).to_contain_text("🔴 worried")
    await lena.opens(GARDEN)
    digest = lena.messages("Check-in of Thu")
    await expect(digest).to_contain_text("2 people answered")
    await expect(digest).to_contain_text("Yusuf Demir")


async def look_at_card_and_home(lena: Person) -> None:
    await lena.acts_as("Lena Visser")
    await lena.opens(GARDEN)
    await expect(lena.goal_card(BEDS)).to_contain_text("🟢 confident · 70 % · yesterday")
    await lena.opens_with_cairn("Home")
    home = lena.page.get_by_role("main", name="Cairn Home")
    await expect(home).to_contain_text("Your next check-in")
    await expect(home).to_contain_text("Last: 🟢 confident · 70 % · yesterday")


async def say_why_it_fell(lena: Person) -> None:
    """A week later: the last word stands by the goal, and a fall asks for one line."""
    await lena.opens_with_cairn("Messages")
    await expect(check_in(lena)).to_contain_text("Last: 🟢 confident · 70 %", timeout=PROMPT_MS)
    await lena.presses(check_in(lena), "🔴 Worried")
    await lena.presses(check_in(lena), "Say why")
    modal = lena.modal("Your check-in")
    await lena.fills(modal, "What made you less confident?", FELL)
    await lena.presses(modal, "Save")
    await lena.opens(GARDEN)
    digest = lena.message("Where confidence changed")
    await expect(digest).to_contain_text(FELL)
