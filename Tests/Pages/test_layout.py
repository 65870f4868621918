"""The layout holds: no page scrolls sideways, no text lies over other text, whatever tickets hold."""

import pytest

import samples
from layout import WIDTHS, check_layout

PAGES = [
    "/", "/tickets/act-1", "/tickets/long-subject", "/tickets/large", "/tickets/arabic", "/tickets/hebrew",
    "/tickets/japanese", "/tickets/chinese", "/tickets/cards", "/tickets/no-space", "/tickets/blocked-1",
    "/tickets/evil-html", "/tickets/no-client", "/insights", "/ledger", "/settings", "/welcome", "/account",
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_holds(people, pictures, path, width):
    page = people.page("admin", viewport={"width": width, "height": WIDTHS[width]})
    assert page.goto(path).status == 200
    check_layout(page)
    name = path.strip("/").replace("/", "-") or "queue"
    page.screenshot(path=pictures / f"{name}-{width}.png", full_page=path not in ("/tickets/large",))


@pytest.mark.parametrize("path", ["/", "/tickets/act-1", "/insights", "/settings", "/ledger"])
@pytest.mark.parametrize("width", [1440, 360])
def test_dark_pictures(people, pictures, path, width):
    page = people.page("admin", viewport={"width": width, "height": WIDTHS[width]}, color_scheme="dark")
    page.goto(path)
    page.screenshot(path=pictures / f"{path.strip('/').replace('/', '-') or 'queue'}-{width}-dark.png", full_page=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_sign_in_holds(people, pictures, width):
    page = people.page(viewport={"width": width, "height": WIDTHS[width]})
    page.goto("/sign-in")
    check_layout(page)
    page.screenshot(path=pictures / f"sign-in-{width}.png")


def test_holds_in_print(people, pictures):
    page = people.page("tech")
    page.goto("/tickets/act-1")
    page.emulate_media(media="print")
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    page.screenshot(path=pictures / "ticket-print.png", full_page=True)


def test_all_of_a_large_ticket_and_every_card_are_there(people):
    page = people.page("tech")
    page.goto("/tickets/cards")
    assert page.locator("article.evidence").count() == samples.CARDS
    page.goto("/tickets/long-subject")
    assert samples.LONG_SUBJECT[-60:] in page.content()


def test_text_from_right_to_left_runs_that_way(people):
    page = people.page("tech")
    page.goto("/tickets/arabic")
    found = page.evaluate("""(part) => {
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
      while (walker.nextNode()) if (walker.currentNode.data.includes(part)) {
        const element = walker.currentNode.parentElement, style = getComputedStyle(element);
        found.push(style.direction === 'rtl' || style.unicodeBidi === 'plaintext' || element.closest('[dir=auto], bdi') !== null);
      }
      return found;
    }""", samples.ARABIC[:20])
    assert found and all(found), found
