"""Reading and writing in a channel of the page: notices, the end of the list, what one's own words may become."""

import pytest
from playwright.async_api import expect

from tests.sandbox.stand_ins import GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import composer, enter

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="module")]


async def test_a_mistyped_command_stays_and_the_one_meant_is_named(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/stoen lay")
    await expect(page.get_by_role("status")).to_contain_text("Did you mean /stone?")
    await expect(composer(page)).to_have_value("/stoen lay")


async def test_at_most_three_notices_at_once(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    for word in ("/one-one", "/two-two", "/three-three", "/four-four"):
        await enter(composer(page), word)
    notices = page.get_by_role("status").get_by_role("paragraph")
    await expect(notices).to_have_count(3)
    await expect(notices.last).to_contain_text("/four-four")
