"""Text of strangers is text: in no field of ticket, document, device, model answer or name does anything run or load."""

import urllib.parse

import pytest

import payloads
import samples
from acts import decisions, until

PATHS = [f"/tickets/evil-{kind}" for kind in ("text", "html", "markdown", "mime")]
LISTS = ["/", "/?q=%3Cscript%3E", "/?q=EVIL-PC01", "/insights", "/ledger", "/settings", "/account"]

# What markup of strangers would leave behind in the tree, however it came there.
FOREIGN = """
(host) => {
  const found = [];
  // The page of signing in has one stylesheet of its own, let through by its digest.
  const own = location.pathname === '/sign-in' ? '' : 'style, ';
  const tags = own + 'img, iframe, frame, object, embed, applet, base, video, audio, portal, marquee, math, foreignObject, use, animate';
  for (const each of document.querySelectorAll(tags)) found.push(each.outerHTML.slice(0, 120));
  for (const each of document.querySelectorAll('*')) {
    for (const { name, value } of each.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name === 'autofocus') found.push(`${each.tagName} ${name}=${value.slice(0, 60)}`);
      if (['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'background'].includes(name)) {
        const url = new URL(value, location.href);
        if (url.origin !== location.origin) found.push(`${each.tagName} ${name}=${value.slice(0, 80)}`);
        if (url.protocol !== location.protocol) found.push(`${each.tagName} ${name}=${value.slice(0, 80)}`);
      }
    }
  }
  for (const each of document.querySelectorAll('script')) if (!each.src.startsWith(`${location.origin}/assets/`) || each.textContent) found.push(each.outerHTML.slice(0, 120));
  for (const each of document.querySelectorAll('meta[http-equiv]')) found.push(each.outerHTML);
  for (const each of document.querySelectorAll('link')) if (!['icon', 'stylesheet'].includes(each.rel)) found.push(each.outerHTML);
  if (window.owned !== undefined) found.push('something ran');
  return [...new Set(found)].slice(0, 10);
}
"""
COUNT = """
() => Object.fromEntries(['form', 'button', 'input', 'textarea', 'select', 'script', 'link', 'meta'].map((name) =>
  [name, document.querySelectorAll(name + (name === 'button' || name === 'input' ? ':not(main *)' : '')).length]))
"""


def check(page):
    assert page.evaluate(FOREIGN, payloads.HOST) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("login", ["tech", "hostile"])
def test_nothing_of_a_hostile_ticket_runs(people, path, login):
    page = people.page(login)
    assert page.goto(path).status == 200
    check(page)
    # Everything that can be unfolded or looked at, and every key that shows something.
    for tab in page.eval_on_selector_all("[id^=tab-]", "all => all.map((each) => each.id)"):
        page.locator(f"#{tab}").click()
        page.wait_for_load_state()
        check(page)
    page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = true; }")
    for key in ["n", "n", "p", "e", "Escape", "?", "Escape"]:
        page.keyboard.press(key)
    check(page)
    for element in page.locator("main .sentence, main .evidence, main h1").all()[:20]:
        if element.is_visible():
            element.hover()
    check(page)
    # It is all there, as text.
    assert "window.owned=1" in page.content()


@pytest.mark.parametrize("path", LISTS)
def test_nothing_of_hostile_lists_runs(people, path):
    page = people.page("admin" if path == "/settings" else "hostile")
    page.goto(path)
    check(page)


def test_parts_of_settings(people):
    page = people.page("admin")
    page.goto("/settings")
    for link in page.eval_on_selector_all("a[href^='/settings']", "all => all.map((each) => each.getAttribute('href'))"):
        page.goto(link)
        check(page)


def test_a_hostile_ticket_has_no_more_forms_than_another(people):
    page = people.page("tech")
    page.goto("/tickets/evil-html")
    hostile = page.evaluate("() => document.querySelectorAll('form:not(.sentence form, .evidence form, li form, article form)').length")
    names = set(page.eval_on_selector_all("form", "all => all.map((each) => each.dataset.act || each.getAttribute('action'))"))
    page.goto("/tickets/act-2")
    others = set(page.eval_on_selector_all("form", "all => all.map((each) => each.dataset.act || each.getAttribute('action'))"))
    harmless = page.evaluate("() => document.querySelectorAll('form:not(.sentence form, .evidence form, li form, article form)').length")
    assert hostile <= harmless + 3, (hostile, harmless)
    assert not [name for name in names if name and payloads.HOST in name]
    assert not [name for name in others if name and payloads.HOST in name]


def test_hostile_text_of_a_technician(people, site):
    page = people.page("hostile")
    page.goto("/tickets/evil-text")
    text = payloads.everything().replace("\x00", "")
    page.keyboard.press("e")
    editor = page.locator("form[data-act=edit] textarea[name=text]").first
    editor.fill(text)
    with page.expect_navigation():
        page.locator("form[data-act=edit]").first.evaluate("form => form.requestSubmit()")
    until(lambda: decisions(site, "evil-text", "edit"), "saved")
    page.goto("/tickets/evil-text")
    check(page)
    assert site.draft("evil-text")[2] == "claimed"
    # The name of who edited it stands there too.
    other = people.page("other")
    other.goto("/tickets/evil-text")
    check(other)
    queue = people.page("other")
    queue.goto("/")
    check(queue)


@pytest.mark.parametrize("field", ["q", "client", "state", "board", "cursor", "tab", "draft", "flash", "theme"])
def test_addresses_are_text_too(people, field):
    context = people.browser("lead")
    context.watch.expect(400, 404)
    page = context.new_page()
    context.watch.expect(403)
    payload = urllib.parse.quote(payloads.JAVASCRIPT + payloads.SCRIPTS[3] + payloads.TEMPLATES[0])
    for path in ["/", "/tickets/act-2", "/insights", "/ledger"]:
        page.goto(f"{path}?{field}={payload}")
        check(page)


def test_the_samples_reach_the_pages(people):
    """So that the tests above are about something."""
    page = people.page("tech")
    page.goto("/tickets/evil-text")
    text = page.locator("main").text_content()
    for mark in (payloads.SCRIPTS[1][:30], payloads.MARKDOWN[0][:30], payloads.TEMPLATES[2]):
        assert mark in text, mark
