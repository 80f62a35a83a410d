"""axe-core in a page: what it finds serious or critical there, or of wrong contrast."""

from playwright.async_api import Page

from bot.sandbox.vendor import REPOSITORY

AXE = (REPOSITORY / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = ("serious", "critical")
_FIND = """async () => (await axe.run({ resultTypes: ["violations"] })).violations.map(
  ({ id, impact, nodes }) => [impact, `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`])"""


async def grave_findings(page: Page) -> list[str]:
    """Return each rule that is broken seriously, with the elements that break it."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    found = await page.evaluate(_FIND)
    return [told for impact, told in found if impact in GRAVE]
