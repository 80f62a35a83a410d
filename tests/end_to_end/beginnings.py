"""How each journey begins: a team, and goals that somebody drives."""

from playwright.async_api import expect

from tests.end_to_end.person import Person

GARDEN = "community-garden"
PURPOSE = "A garden that all neighbours can use"


async def start_a_team(lena: Person, channel: str = GARDEN, members: int = 5) -> None:
    await lena.opens(channel)
    await lena.types("/cairn start")
    modal = lena.modal("Start a team")
    await lena.fills(modal, "What are we here for?", PURPOSE)
    await lena.presses(modal, "Start")
    await expect(lena.message(PURPOSE)).to_contain_text(f"{members} members")


async def propose_and_claim(person: Person, title: str) -> None:
    """A goal that the coach has nothing to add to, driven by whoever proposed it."""
    await person.types("/goal propose")
    modal = person.modal("Propose a goal")
    await person.fills(modal, "What will be different?", title)
    await person.presses(modal, "Propose")
    card = person.goal_card(title)
    await person.presses(card, "Claim")
    await expect(card.get_by_role("button", name="Claim")).to_have_count(0)
