"""What a person does in the page, by role and label only."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect


@dataclass
class Person:
    """Whoever sits before the page."""

    page: Page

    async def acts_as(self, name: str) -> None:
        await self.page.get_by_label("Act as").select_option(name)

    async def opens(self, channel: str) -> None:
        sidebar = self.page.get_by_role("navigation", name="Channels and people")
        await sidebar.get_by_role("button", name=re.compile(rf"^\W*(private )?{re.escape(channel)}")).click()

    async def types(self, words: str) -> None:
        """Type into the channel's composer, put its suggestions aside, and send."""
        field = self.page.get_by_role("textbox", name=re.compile("^Message "))
        await field.fill(words)
        await field.press("Escape")
        await field.press("Enter")
        await expect(field).to_have_value("")

    async def fills(self, modal: Locator, label: str, words: str) -> None:
        await modal.get_by_role("textbox", name=label).first.fill(words)

    async def presses(self, within: Locator, label: str) -> None:
        await within.get_by_role("button", name=label, exact=True).click()

    async def reacts(self, message: Locator, emoji: str) -> None:
        """Press the reaction that is there already."""
        await message.get_by_role("button", name=re.compile(rf"^:{re.escape(emoji)}: ")).click()

    def modal(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)

    def messages(self, words: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=words)

    def message(self, words: str) -> Locator:
        """The newest message with these words."""
        return self.messages(words).last

    def goal_card(self, words: str) -> Locator:
        """The goal's card for everybody, not what was said about it privately."""
        return (
            self.messages(words)
            .filter(has_text="proposed by")
            .filter(has_not_text="Only visible to you")
            .last
        )

    def private_answer(self) -> Locator:
        """The newest message that only this person sees."""
        return self.messages("Only visible to you").last
