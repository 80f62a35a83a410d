"""How tests find and use what is on the page: by role and label only."""

from playwright.async_api import Locator, Page, expect


def composer(page: Page, name: str = "Message #general") -> Locator:
    return page.get_by_role("textbox", name=name)


def message(page: Page, text: str) -> Locator:
    return page.get_by_role("log", name="Messages in #general").get_by_role("article").filter(has_text=text)


async def enter(field: Locator, text: str) -> None:
    await field.fill(text)
    await field.press("Enter")


async def act_as(page: Page, name: str) -> None:
    """Sit down as somebody else, and see the page become theirs: one isn't listed among one's colleagues."""
    await page.get_by_label("Act as").select_option(name)
    sidebar = page.get_by_role("navigation", name="Channels and people", include_hidden=True)
    await expect(sidebar).not_to_contain_text(name)


async def open_modal(page: Page) -> Locator:
    await enter(composer(page), "/stone lay")
    dialog = page.get_by_role("dialog", name="Lay a stone")
    await dialog.wait_for()
    return dialog
