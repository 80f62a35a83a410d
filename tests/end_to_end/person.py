"""What a person does in the page, by role and label only."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect


@dataclass
class Person:
    """Whoever sits before the page."""

    page: Page

    async def acts_as(self, name: str) -> None:
        """Sit down as somebody else, and see the page become theirs: one isn't listed among one's colleagues."""
        await self.page.get_by_label("Act as").select_option(name)
        await expect(self.sidebar()).not_to_contain_text(name)

    async def opens(self, channel: str) -> None:
        named = re.compile(rf"^\W*(private )?{re.escape(channel)}")
        await self.sidebar().get_by_role("button", name=named).click()

    async def opens_with_cairn(self, tab: str) -> None:
        """Cairn's *Home*, or the *Messages* between it and this person."""
        await self.opens("Cairn")
        await self.page.get_by_role("navigation", name="Cairn").get_by_role("button", name=tab).click()

    async def opens_thread(self, message: Locator) -> Locator:
        await message.get_by_role("button", name=re.compile(r"^\d+ (reply|replies)$")).click()
        return self.thread()

    async def closes_thread(self) -> None:
        await self.presses(self.thread(), "Close thread")

    async def moves_clock(self, step: str) -> None:
        """Press one of the clock's buttons, see that time went on, and put the panel away."""
        panel = await self._clock()
        await self.presses(panel, step)
        await expect(panel.get_by_role("status")).to_contain_text("Now")
        await self.presses(panel, "Close the clock")

    async def skips_to(self, what: str) -> None:
        """Go by the clock from one thing to the next until it is this one, and put the panel away."""
        panel = await self._clock()
        coming = panel.get_by_text("What comes next:")
        reached = False
        while not reached:
            said = await coming.inner_text()
            await self.presses(panel, "To what comes next")
            await expect(coming).not_to_contain_text(said)
            reached = what in said
        await self.presses(panel, "Close the clock")

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

    async def confirms(self, question: str, yes: str) -> None:
        await self.presses(self.page.get_by_role("dialog", name=question), yes)

    async def reacts(self, message: Locator, emoji: str) -> None:
        """Press the reaction that is there already."""
        await message.get_by_role("button", name=re.compile(rf"^:{re.escape(emoji)}: ")).click()

    def sidebar(self) -> Locator:
        return self.page.get_by_role("navigation", name="Channels and people")

    def modal(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)

    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    def replies(self, words: str) -> Locator:
        """Messages in the open thread."""
        return self.thread().get_by_role("article").filter(has_text=words)

    def messages(self, words: str) -> Locator:
        """Messages of the open conversation."""
        return self.page.get_by_role("main").get_by_role("article").filter(has_text=words)

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

    async def _clock(self) -> Locator:
        await self.page.get_by_role("button", name=re.compile("^Clock")).click()
        return self.page.get_by_role("region", name="Clock")
