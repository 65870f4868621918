"""Accessibility: axe finds nothing on any page, in light and dark, for every role; all of it works by keyboard."""

import re

import pytest

from layout import check_axe, check_keyboard

PAGES = {
    "tech": ["/", "/tickets/act-1", "/tickets/blocked-1", "/tickets/no-client", "/tickets/T-1001", "/account"],
    "lead": ["/tickets/blocked-1", "/insights", "/ledger", "/ledger?tab=audit", "/ledger/statement"],
    "admin": ["/tickets/evil-html", "/ledger", "/ledger/verification", "/settings", "/welcome"],
    "reader": ["/", "/tickets/act-1"],
}
CASES = [(login, path) for login, paths in PAGES.items() for path in paths]
THEMES = ["light", "dark"]


def check_both(page):
    """In both themes: what differs between them are the colours."""
    page.emulate_media(color_scheme="light")
    check_axe(page)
    page.emulate_media(color_scheme="dark")
    check_axe(page, ["color-contrast", "link-in-text-block"])


@pytest.mark.parametrize("login, path", CASES)
def test_axe_and_tab(people, login, path):
    page = people.page(login)
    assert page.goto(path).status == 200
    check_both(page)
    check_keyboard(page)


def test_axe_and_tab_on_parts_of_settings(people):
    page = people.page("admin")
    page.goto("/settings")
    links = page.eval_on_selector_all(
        "main a[href^='/settings'], nav a[href^='/settings']", "all => [...new Set(all.map((each) => each.getAttribute('href')))]")
    assert len(links) > 5
    for path in links:
        assert page.goto(path).status == 200, path
        check_both(page)
        check_keyboard(page)
    page.goto("/settings/users")
    page.locator("main td a, main th a").first.click()
    check_both(page)
    check_keyboard(page)


@pytest.mark.parametrize("tab", ["egress", "audit"])
def test_axe_and_tab_on_an_entry_of_the_ledger(people, tab):
    page = people.page("admin")
    page.goto(f"/ledger?tab={tab}")
    page.locator("table.ledger th a").first.click()
    page.wait_for_url(f"**/ledger/{tab}/*")
    check_both(page)
    check_keyboard(page)


# What somebody meets who goes astray, or is not signed in: who, address, status.
ASTRAY = [
    (None, "/sign-in", 200), (None, "/sign-in?message=signed-out", 200), (None, "/sign-in/link/unknown", 200),
    (None, "/no/such/page", 404), ("tech", "/tickets/absent", 404), ("tech", "/no/such/page", 404),
    ("tech", "/settings", 403), ("tech", "/drafts/1/approve", 405), ("tech", "/?after=nonsense", 400),
    ("lead", "/ledger?from=nonsense", 400), ("tech", "/leave?to=https%3A%2F%2Fexample.com%2F", 400),
]


@pytest.mark.parametrize("login, path, status", ASTRAY)
def test_axe_and_tab_on_notices(people, login, path, status):
    context = people.browser(login)
    context.watch.expect(status)
    page = context.new_page()
    assert page.goto(path).status == status
    assert page.locator("h1").count() == 1
    assert page.locator("a[href], form button").count() > 0, "there is a way on"
    check_both(page)
    check_keyboard(page)


def test_axe_has_no_objection_to_what_a_one_time_link_shows(people, site):
    page = people.page()
    page.goto(site.sign_in_link("reader"))
    check_both(page)
    check_keyboard(page)


@pytest.mark.parametrize("theme", THEMES)
def test_a_chosen_theme_stays(people, theme):
    page = people.page("tech", color_scheme="dark" if theme == "light" else "light")
    page.goto("/")
    page.locator(".menu summary").click()
    check_axe(page)
    page.get_by_role("button", name=re.compile(theme, re.I)).click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("data-theme") == theme
    check_axe(page)


@pytest.mark.parametrize("path", ["/tickets/act-1", "/"])
def test_axe_has_no_objection_to_the_list_of_keys(people, path):
    page = people.page("tech")
    page.goto(path)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    check_both(page)
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("login, path", [("tech", "/tickets/act-1"), ("lead", "/tickets/blocked-1"), ("tech", "/")])
def test_axe_has_no_objection_to_what_is_folded_away(people, login, path):
    page = people.page(login)
    page.goto(path)
    page.evaluate("""() => {
      for (const each of document.querySelectorAll('main details')) each.open = true;
      for (const each of document.querySelectorAll('.panel')) each.classList.add('shown');
    }""")
    check_both(page)


def test_axe_has_no_objection_to_the_way_out(people):
    """Links to other sites are asked about: by a dialog, and by a page where there are no scripts."""
    page = people.page("tech")
    page.goto("/tickets/evil-html")
    link = page.locator("a.outside").first
    href = link.get_attribute("href")
    link.evaluate("each => each.click()")
    page.locator("dialog[open]").wait_for()
    check_both(page)
    page.keyboard.press("Escape")
    assert page.goto(href).status == 200
    check_both(page)
    check_keyboard(page)


def test_nothing_moves_for_those_who_want_no_motion(people):
    moving = """() => [...document.querySelectorAll('*')].filter((each) => {
      const style = getComputedStyle(each);
      return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === 'smooth';
    }).map((each) => each.outerHTML.slice(0, 80))"""
    page = people.page("tech", reduced_motion="reduce")
    for path in ["/", "/tickets/act-1"]:
        page.goto(path)
        page.keyboard.press("x")
        assert page.evaluate(moving) == []
    page.keyboard.press("n")
    assert page.evaluate("document.getAnimations().length") == 0
