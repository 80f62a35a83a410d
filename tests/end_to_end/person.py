"""What a person does in the page, by role and label only."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass
class Person:
    """Whoever sits before the page."""

    page: Page

    def acts_as(self, name: str) -> None:
        self.page.get_by_label("Act as").select_option(name)

    def opens(self, channel: str) -> None:
        sidebar = self.page.get_by_role("navigation", name="Channels and people")
        sidebar.get_by_role("button", name=re.compile(rf"^\W*(private )?{re.escape(channel)}")).click()

    def types(self, words: str) -> None:
        """Type into the channel's composer, put its suggestions aside, and send."""
        field = self.page.get_by_role("textbox", name=re.compile("^Message "))
        field.fill(words)
        field.press("Escape")
        field.press("Enter")
        expect(field).to_have_value("")

    def modal(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)

    def messages(self, words: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=words)

    def message(self, words: str) -> Locator:
        """The newest message with these words."""
        return self.messages(words).last

    def goal_card(self, words: str) -> Locator:
        """The goal's card for everybody, not what was said about it privately."""
        return self.messages(words).filter(has_text="proposed by").filter(has_not_text="Only visible to you").last

    def private_answer(self) -> Locator:
        """The newest message that only this person sees."""
        return self.messages("Only visible to you").last

    def reacts(self, message: Locator, emoji: str) -> None:
        """Press the reaction that is there already."""
        message.get_by_role("button", name=re.compile(rf"^:{re.escape(emoji)}: ")).click()
