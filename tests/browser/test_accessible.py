"""axe-core finds nothing serious on any page, in light and in dark."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from test_desk import mark, open_row

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
Opening = Callable[..., Any]


def findings(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, and where."""
    page.evaluate(AXE)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", rules)
    return [
        f"{v['impact']} {v['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical", "moderate")
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(serve: Opening, visit: Opening, scheme: str) -> None:
    page: Page = visit(serve("ines").addresses["ines"], color_scheme=scheme, bypass_csp=True)  # axe writes styles
    assert findings(page) == []
    open_row(page, "Menaces de mort")
    assert findings(page) == []
    for key in ("1", "2", "3", "6", "0", "c", "m", "s", "x", "d", "h"):
        page.keyboard.press(key)
        expect(page.locator(".slot > *").first).to_be_visible()
        assert findings(page) == [], key
        page.keyboard.press("Escape")
        page.locator(".bar .home").focus()
    mark(page, "Son confrère")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#said")).to_have_text("Écarté")
    page.goto(page.url.split("/row/")[0] + "/queue?q=1e+fois")
    page.locator("a.open").first.click()
    page.goto(page.url.split("?")[0] + "/case")
    expect(page.locator("td.together").first).to_be_visible()
    assert findings(page) == []
    page.goto(page.url.split("/row/")[0] + "/audit")
    assert findings(page) == []
    page.goto(page.url.replace("/audit", "/nowhere"))
    assert findings(page) == []
