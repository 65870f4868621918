"""Accessibility: axe finds nothing on any page, in light and dark, for every role; all of it works by keyboard."""

import re

import pytest

from layout import check_axe, check_keyboard

PAGES = {
    "technician": ["/", "/tickets/act-1", "/tickets/blocked-1", "/tickets/no-client", "/tickets/T-1001", "/account"],
    "lead": ["/", "/tickets/act-1", "/tickets/blocked-1", "/insights", "/ledger", "/account"],
    "admin": ["/", "/tickets/evil-html", "/insights", "/ledger", "/settings", "/welcome", "/account"],
}
LOGINS = {"technician": "tech", "lead": "lead", "admin": "admin"}
CASES = [(role, path) for role, paths in PAGES.items() for path in paths]
THEMES = ["light", "dark"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role, path", CASES)
def test_axe_has_no_objection(people, role, path, theme):
    page = people.page(LOGINS[role], color_scheme=theme)
    assert page.goto(path).status == 200
    check_axe(page)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_has_no_objection_to_parts_of_settings(people, theme):
    page = people.page("admin", color_scheme=theme)
    page.goto("/settings")
    links = page.eval_on_selector_all(
        "main a[href^='/settings'], nav a[href^='/settings']", "all => [...new Set(all.map((each) => each.getAttribute('href')))]")
    for path in links:
        assert page.goto(path).status == 200
        check_axe(page)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/link/unknown", "/tickets/absent"])
def test_axe_has_no_objection_to_notices(people, path, theme):
    context = people.browser("tech" if path.startswith("/tickets") else None, color_scheme=theme)
    context.watch.expect(404)
    page = context.new_page()
    page.goto(path)
    check_axe(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_stays(people, theme):
    page = people.page("tech", color_scheme="dark" if theme == "light" else "light")
    page.goto("/")
    page.locator(".menu summary").click()
    page.get_by_role("button", name=re.compile(theme, re.I)).click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("data-theme") == theme
    check_axe(page)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", ["/tickets/act-1", "/"])
def test_axe_has_no_objection_to_the_list_of_keys(people, path, theme):
    page = people.page("tech", color_scheme=theme)
    page.goto(path)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    check_axe(page)
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("role, path", [("technician", "/sign-in")] + CASES)
def test_tab_reaches_everything(people, role, path):
    page = people.page(None if path == "/sign-in" else LOGINS[role])
    page.goto(path)
    check_keyboard(page)
