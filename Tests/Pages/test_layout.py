"""The layout holds: no page scrolls sideways, no text lies over other text, whatever tickets hold."""

import pytest

import samples
from layout import WIDTHS, check_layout

PAGES = [
    "/", "/tickets/act-1", "/tickets/long-subject", "/tickets/large", "/tickets/arabic", "/tickets/hebrew",
    "/tickets/japanese", "/tickets/chinese", "/tickets/cards", "/tickets/no-space", "/tickets/blocked-1",
    "/tickets/evil-html", "/tickets/no-client", "/insights", "/ledger", "/ledger?tab=audit", "/ledger/statement",
    "/ledger/verification", "/settings", "/settings/users", "/settings/policies", "/settings/endpoint",
    "/settings/prompts", "/settings/connectors", "/settings/tokens", "/settings/dead-letters", "/welcome", "/account", "/no/such/page", "/?q=nothing+is+like+this",
]
# Pictures of the widest and the narrowest window, in both themes, for people to look at.
SHOWN = (1440, 360)


def name_of(path):
    return "".join(each if each.isalnum() else "-" for each in path).strip("-") or "queue"


def picture(page, pictures, path, width, theme=""):
    # A page as long as a megabyte of text is no picture.
    page.screenshot(path=pictures / f"{name_of(path)}-{width}{theme}.png", full_page=path != "/tickets/large")


@pytest.mark.parametrize("path", PAGES)
def test_holds(people, pictures, path):
    context = people.browser("admin")
    status = 404 if path == "/no/such/page" else 200
    context.watch.expect(404 if status == 404 else 200)
    page = context.new_page()
    assert page.goto(path).status == status
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        check_layout(page)
        if width in SHOWN:
            picture(page, pictures, path, width)
            page.emulate_media(color_scheme="dark")
            picture(page, pictures, path, width, "-dark")
            page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("path", ["/sign-in", "/no/such/page"])
def test_holds_for_strangers(people, pictures, path):
    context = people.browser()
    context.watch.expect(404)
    page = context.new_page()
    page.goto(path)
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        check_layout(page)
        if width in SHOWN:
            picture(page, pictures, path, width, "-stranger")


@pytest.mark.parametrize("path", ["/tickets/act-1", "/tickets/blocked-1", "/"])
def test_holds_with_everything_unfolded(people, pictures, path):
    page = people.page("lead")
    page.goto(path)
    page.evaluate("() => { for (const each of document.querySelectorAll('main details')) each.open = true; }")
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        check_layout(page)
        if width in SHOWN:
            picture(page, pictures, path + "-unfolded", width)


@pytest.mark.parametrize("path", ["/tickets/act-1", "/", "/insights", "/ledger/statement?client=hdg"])
def test_holds_in_print(people, pictures, path):
    page = people.page("lead", viewport={"width": 794, "height": 1123}, color_scheme="dark")
    page.goto(path)
    page.emulate_media(media="print", color_scheme="dark")
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    # Dark ink on white, whatever the screen has; nothing to press.
    ink, ground = page.evaluate("(() => { const style = getComputedStyle(document.body); return [style.color, style.backgroundColor]; })()")
    assert luminance(ink) < 0.2 < 0.9 < luminance(ground), (ink, ground)
    shown = page.evaluate("""() => [...document.querySelectorAll('button, .button, .top, .skip, .filters')]
      .filter((each) => each.checkVisibility({ visibilityProperty: true })).map((each) => each.outerHTML.slice(0, 80))""")
    assert shown == []
    if path.startswith("/tickets"):
        # What was folded away on the screen is on the paper, and the evidence is whole.
        assert page.locator("article.evidence").first.is_visible()
        assert page.locator("#reply .sentence").first.is_visible()
    picture(page, pictures, path, "print")


def luminance(colour):
    """Of `rgb(r, g, b)`, roughly."""
    red, green, blue = (int(part) / 255 for part in colour.strip("rgba()").split(",")[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_all_of_a_large_ticket_and_every_card_are_there(people):
    page = people.page("tech")
    page.goto("/tickets/cards")
    assert page.locator("article.evidence").count() == samples.CARDS
    page.goto("/tickets/long-subject")
    assert samples.LONG_SUBJECT[-60:] in page.content()


def test_text_from_right_to_left_runs_that_way(people):
    page = people.page("tech")
    page.goto("/tickets/arabic")
    # Wherever the text stands: in an element, or in a field that is asked by its own attribute.
    found = page.evaluate("""(part) => {
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), found = [];
      while (walker.nextNode()) if (walker.currentNode.data.includes(part)) {
        const element = walker.currentNode.parentElement, style = getComputedStyle(element);
        if (element.tagName === 'OPTION') continue;
        if (style.direction === 'rtl' || style.unicodeBidi === 'plaintext' || element.closest('[dir=auto], bdi') !== null) continue;
        found.push(element.outerHTML.slice(0, 160));
      }
      return found;
    }""", samples.ARABIC[:20])
    assert found == []
    assert samples.ARABIC[:20] in page.locator("main").text_content()
