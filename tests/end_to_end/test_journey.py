"""The first journey, as a newcomer lives it: `cairn demo`, a browser, and nothing else."""

import re

import pytest
from playwright.sync_api import expect

from tests.end_to_end.person import Person

pytestmark = pytest.mark.end_to_end
OUTPUT = "Ship 5 features for our neighbours"


@pytest.mark.practice("P1", "P3", "P8", "P10", "P17")
def test_from_a_bare_channel_to_a_goal_voted_on_claimed_and_decided(lena: Person) -> None:
    start_a_team(lena)
    propose(lena)
    vote(lena)
    claim(lena)
    decide(lena)
    look_back(lena)


def start_a_team(lena: Person) -> None:
    lena.opens("community-garden")
    lena.types("/cairn start")
    modal = lena.modal("Start a team")
    modal.get_by_role("textbox", name="What are we here for?").fill("A garden that all neighbours can use")
    modal.get_by_role("button", name="Start", exact=True).click()
    card = lena.message("A garden that all neighbours can use")
    expect(card).to_contain_text("5 members")


def propose(lena: Person) -> None:
    lena.types("/goal propose")
    modal = lena.modal("Propose a goal")
    title = modal.get_by_role("textbox", name=re.compile("different|goal", re.IGNORECASE)).first
    title.fill(OUTPUT)
    modal.get_by_role("button", name="Propose", exact=True).click()
    use = modal.get_by_role("button", name="Use this")
    expect(use).to_be_visible()
    expect(title).to_have_value(OUTPUT)
    assert lena.messages(OUTPUT).count() == 0
    modal.get_by_role("button", name="Keep mine").click()
    expect(modal).to_be_hidden()
    expect(lena.goal_card(OUTPUT)).to_contain_text("Lena Visser")


def vote(lena: Person) -> None:
    for name, emoji, heard in (
        ("Lena Visser", "fire", "1 of 5"),
        ("Yusuf Demir", "fire", "2 of 5"),
        ("Diego Morales", "seedling", "3 of 5"),
    ):
        lena.acts_as(name)
        lena.opens("community-garden")
        card = lena.goal_card(OUTPUT)
        expect(card.get_by_role("button", name=re.compile(":ice_cube:"))).to_be_visible()
        lena.reacts(card, emoji)
        expect(card).to_contain_text(f"{heard} heard")


def claim(lena: Person) -> None:
    lena.acts_as("Diego Morales")
    card = lena.goal_card(OUTPUT)
    card.get_by_role("button", name="Claim").click()
    expect(card).to_contain_text("Diego Morales")
    expect(card.get_by_role("button", name="Hand over")).to_be_visible()


def decide(lena: Person) -> None:
    lena.types("/decision log")
    modal = lena.modal("Log a decision")
    modal.get_by_role("textbox", name=re.compile("decided", re.IGNORECASE)).first.fill(
        "The tap is free for all from 8 to 10"
    )
    modal.get_by_role("textbox", name=re.compile("why", re.IGNORECASE)).first.fill("People come before work")
    modal.get_by_role("button", name="Log", exact=False).last.click()
    expect(lena.message("The tap is free for all from 8 to 10")).to_be_visible()

    said = lena.message("Three of the beds were still empty")
    said.hover()
    said.get_by_role("button", name="More actions").click()
    lena.page.get_by_role("menuitem", name="Log as decision").click()
    modal = lena.modal("Log a decision")
    modal.get_by_role("textbox", name=re.compile("decided", re.IGNORECASE)).first.fill(
        "Empty beds go to the waiting list"
    )
    modal.get_by_role("textbox", name=re.compile("why", re.IGNORECASE)).first.fill("Three stood empty")
    modal.get_by_role("button", name="Log", exact=False).last.click()
    expect(lena.message("Empty beds go to the waiting list")).to_be_visible()


def look_back(lena: Person) -> None:
    for command, words in (
        ("/goal list", OUTPUT),
        ("/goal show 1", OUTPUT),
        ("/decision list", "Empty beds go to the waiting list"),
    ):
        lena.types(command)
        expect(lena.private_answer()).to_contain_text(words)
