"""A full review by keys alone: no pointer is touched between the queue and the last decision."""

import json

from acts import decisions, state, until, wait_for_state


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_review_by_keys_alone(people, site):
    page = people.page("tech")
    page.goto("/")
    press(page, "/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("Printer 9")
    press(page, "Enter")
    page.wait_for_url("**q=Printer**")
    page.locator("#queue tr[data-ticket=act-10]").wait_for()
    press(page, "j")
    while page.evaluate("document.activeElement.closest('tr')?.dataset.ticket ?? document.querySelector('#queue tr[aria-selected=true], #queue tr.here, #queue tr.current')?.dataset.ticket") != "act-10":
        press(page, "j")
    press(page, "Enter")
    page.wait_for_url("**/tickets/act-10**")

    press(page, "n")
    first = page.evaluate("document.querySelector('.sentence.current, .sentence[aria-current], .sentence:focus, .sentence:focus-within')?.dataset.sentence")
    press(page, "n")
    second = page.evaluate("document.querySelector('.sentence.current, .sentence[aria-current], .sentence:focus, .sentence:focus-within')?.dataset.sentence")
    assert first and second and first != second
    press(page, "p")

    press(page, "e")
    until(lambda: page.evaluate("document.activeElement.tagName") == "TEXTAREA", "the editor has the focus")
    press(page, "Control+End")
    page.keyboard.type("\nWe will call you.")
    press(page, "Escape")
    press(page, "a")
    confirm(page)
    until(lambda: site.draft("act-10")[2] == "approved", "approved")
    approved = json.loads(decisions(site, "act-10", "approve")[0][1])
    assert "We will call you." in approved["text"]
    wait_for_state(page, "approved")

    press(page, "u")
    until(lambda: site.draft("act-10")[2] == "claimed", "undone")
    wait_for_state(page, "claimed")

    press(page, "r")
    until(lambda: page.evaluate("document.activeElement.closest('dialog, form[data-act=reject]') !== null"), "reasons are asked for")
    until(lambda: page.evaluate("['INPUT', 'SELECT', 'BUTTON', 'TEXTAREA'].includes(document.activeElement.tagName)"), "a field has the focus")
    choose_reason(page)
    until(lambda: site.draft("act-10")[2] == "rejected", "rejected")


def confirm(page):
    """An approval may ask about sentences that rest on internal evidence."""
    page.wait_for_timeout(300)
    if page.locator("dialog[open]").count():
        for _ in range(12):
            if page.evaluate("document.activeElement.matches('button.primary, button.danger, button[type=submit]')"):
                return press(page, "Enter")
            press(page, "Tab")


def choose_reason(page):
    for _ in range(20):
        tag = page.evaluate("document.activeElement.tagName + '.' + (document.activeElement.type ?? '')")
        if tag == "INPUT.radio":
            press(page, " ")
        elif tag.startswith("SELECT"):
            press(page, "ArrowDown")
        elif tag.startswith("BUTTON") and page.evaluate("document.activeElement.type === 'submit' || document.activeElement.matches('.primary, .danger')"):
            press(page, "Enter")
            return
        press(page, "Tab")
    raise AssertionError("no button to reject with was reached")


def test_walking_through_tickets(people):
    page = people.page("tech")
    page.goto("/?q=Printer")
    press(page, "j", "Enter")
    page.wait_for_url("**/tickets/**")
    here = page.locator("main").get_attribute("data-ticket")
    press(page, "j")
    until(lambda: page.locator("main").get_attribute("data-ticket") not in (None, here), "the next ticket")
    press(page, "k")
    until(lambda: page.locator("main").get_attribute("data-ticket") == here, "the one before")


def test_approval_as_a_note(people, site):
    page = people.page("tech")
    page.goto("/tickets/act-11")
    press(page, "Shift+A")
    confirm(page)
    until(lambda: site.draft("act-11")[2] == "approved", "approved")
    assert json.loads(decisions(site, "act-11", "approve")[0][1])["as_note"] is True


def test_keys_rest_while_somebody_writes(people, site):
    page = people.page("tech")
    page.goto("/tickets/act-12")
    press(page, "e")
    until(lambda: page.evaluate("document.activeElement.tagName") == "TEXTAREA", "the editor has the focus")
    page.keyboard.type("arude")
    assert "arude" in page.evaluate("document.activeElement.value")
    assert not decisions(site, "act-12", "approve", "reject")


def test_a_blocked_draft_is_not_approved_by_key(people, site):
    page = people.page("tech")
    page.goto("/tickets/blocked-3")
    press(page, "a")
    page.wait_for_timeout(400)
    assert not decisions(site, "blocked-3", "approve")
    assert state(page) in ("open", "claimed")
