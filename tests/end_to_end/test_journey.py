"""The first journey, as a newcomer lives it: `cairn demo`, a browser, and nothing else."""

import pytest
from playwright.async_api import expect

from tests.end_to_end.beginnings import start_a_team
from tests.end_to_end.person import Person

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]
OUTPUT = "Ship 5 features for our neighbours"
BY_COMMAND, FROM_MESSAGE = "The tap is free for all from 8 to 10", "Empty beds go to the waiting list"


@pytest.mark.practice("P1", "P3", "P8", "P10", "P17")
async def test_from_a_bare_channel_to_a_goal_voted_on_claimed_and_decided(lena: Person) -> None:
    await start_a_team(lena)
    await propose(lena)
    await vote(lena)
    await claim(lena)
    await decide(lena)
    await decide_from_a_message(lena)
    await look_back(lena)


async def propose(lena: Person) -> None:
    """The coach has a remark; nothing is posted until the person keeps their own words."""
    await lena.types("/goal propose")
    modal = lena.modal("Propose a goal")
    title = modal.get_by_role("textbox", name="What will be different?")
    await title.fill(OUTPUT)
    await lena.presses(modal, "Propose")
    await expect(modal.get_by_role("button", name="Use this")).to_be_visible()
    await expect(title).to_have_value(OUTPUT)
    assert await lena.messages(OUTPUT).count() == 0
    await lena.presses(modal, "Keep mine")
    await expect(modal).to_be_hidden()
    await expect(lena.goal_card(OUTPUT)).to_contain_text("Lena Visser")


async def vote(lena: Person) -> None:
    """The tally changes in place, and the bot's own seeds are no votes."""
    votes = (("Lena Visser", "fire"), ("Yusuf Demir", "fire"), ("Diego Morales", "seedling"))
    for heard, (name, emoji) in enumerate(votes, start=1):
        await lena.acts_as(name)
        await lena.opens("community-garden")
        card = lena.goal_card(OUTPUT)
        await expect(card.get_by_role("button", name=":ice_cube: 1 reaction")).to_be_visible()
        await lena.reacts(card, emoji)
        await expect(card).to_contain_text(f"{heard} of 5 heard")


async def claim(lena: Person) -> None:
    await lena.acts_as("Diego Morales")
    card = lena.goal_card(OUTPUT)
    await lena.presses(card, "Claim")
    await expect(card).to_contain_text("Driver @Diego Morales")


async def decide(lena: Person) -> None:
    await lena.types("/decision log")
    await fill_decision(lena, BY_COMMAND, "People come before work")


async def decide_from_a_message(lena: Person) -> None:
    said = lena.message("Three of the beds were still empty")
    await said.hover()
    await lena.presses(said, "More actions")
    await lena.page.get_by_role("menuitem", name="Log as decision").click()
    await fill_decision(lena, FROM_MESSAGE, "Three stood empty")


async def fill_decision(lena: Person, title: str, why: str) -> None:
    modal = lena.modal("Log a decision")
    await lena.fills(modal, "What was decided?", title)
    await lena.fills(modal, "Why?", why)
    await lena.presses(modal, "Log it")
    await expect(modal).to_be_hidden()
    await expect(lena.message(title)).to_be_visible()


async def look_back(lena: Person) -> None:
    looks = (("/goal list", "1 goal"), ("/goal show 1", "claimed it"), ("/decision list", FROM_MESSAGE))
    for command, words in looks:
        await lena.types(command)
        await expect(lena.private_answer()).to_contain_text(words)
