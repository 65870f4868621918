"""With JavaScript off: sign in, read, approve, edit, reject, vouch, undo."""

import json
import re

import pytest

import payloads
from acts import decisions, state, submit, unfold
from world import UNSUPPORTED


@pytest.fixture
def page(people):
    return people.page("tech", java_script_enabled=False)


def open_ticket(page, ticket):
    assert page.goto(f"/tickets/{ticket}").status == 200


def test_sign_in_by_password(people, site):
    site.world.command("user", "add", "plain", "--no-password")
    page = people.page(java_script_enabled=False)
    page.goto(site.sign_in_link("plain"))
    page.get_by_role("button", name="Sign in").click()
    page.goto("/account")
    page.locator("input[name=new]").fill("correct horse battery")
    page.locator("input[name=again]").fill("correct horse battery")
    page.get_by_role("button", name=re.compile("Set password")).click()
    page.goto("/account")
    page.get_by_role("button", name="Sign out", exact=True).last.click()
    page.goto("/")
    page.locator("input[name=login]").fill("plain")
    page.locator("input[type=password]").fill("correct horse battery")
    page.get_by_role("button", name=re.compile("Sign in")).first.click()
    page.goto("/")
    assert "/sign-in" not in page.url


def test_read(page, site):
    page.goto("/")
    row = page.locator("#queue tr[data-ticket]").first
    ticket = row.get_attribute("data-ticket")
    row.locator("a").first.click()
    assert page.locator("main").get_attribute("data-ticket") == ticket
    assert page.locator("#reply .sentence").count() > 0
    chip = page.locator(".sentence a.chip").first
    card = chip.get_attribute("href")
    chip.click()
    assert page.url.endswith(card)
    assert page.locator(card).count() == 1


def test_filter_and_search(page):
    page.goto("/")
    page.locator("input[name=q]").fill("Printer 7")
    page.locator("input[name=q]").press("Enter")
    found = page.locator("#queue tr[data-ticket]")
    assert found.count() >= 1
    assert "Printer 7" in found.first.text_content()


def test_approve_and_undo(page, site):
    open_ticket(page, "act-1")
    submit(unfold(page, "approve"))
    assert state(page) == "approved"
    assert site.draft("act-1")[2] == "approved"
    submit(unfold(page, "undo"))
    assert state(page) == "claimed"
    assert len(decisions(site, "act-1", "undo")) == 1


def test_edit(page, site):
    open_ticket(page, "act-2")
    form = unfold(page, "edit")
    field = form.locator("textarea[name=text]")
    text = field.input_value() + "\n\nPS: We will call you."
    field.fill(text)
    submit(form)
    assert state(page) == "claimed"
    kept = json.loads(decisions(site, "act-2", "edit")[0][1])
    assert "PS: We will call you." in kept["text"].replace("\r\n", "\n")
    assert "PS: We will call you." in page.locator("main").text_content()


def test_reject_asks_for_a_reason(page, site):
    open_ticket(page, "act-3")
    form = unfold(page, "reject")
    choose(form, "tone")
    submit(form)
    assert state(page) == "rejected"
    assert json.loads(decisions(site, "act-3", "reject")[0][1])["rejection"] == "tone"


def choose(form, value):
    if form.locator("select[name=rejection]").count():
        form.locator("select[name=rejection]").select_option(value)
    else:
        form.locator(f"input[name=rejection][value={value}]").check()


def test_vouch_for_what_nothing_supports(page, site):
    open_ticket(page, "blocked-1")
    sentence = page.locator(".sentence[data-support=unsupported]").first
    assert sentence.count() == 1
    before = page.locator(".sentence[data-support=unsupported]").count()
    submit(unfold(page, "vouch"))
    found = decisions(site, "blocked-1", "vouch")
    assert len(found) == 1
    assert "Tess Technician" in page.locator("main").text_content()
    assert before >= page.locator(".sentence[data-support=unsupported]").count()


def test_a_blocked_draft_says_why_in_words(page, site):
    open_ticket(page, "blocked-2")
    text = page.locator("main").text_content()
    assert UNSUPPORTED[:20] in text
    approve = unfold(page, "approve") if page.locator("form[data-act=approve]").count() else None
    button = approve.locator("button:not([type=button])").first if approve else None
    if button is not None and button.is_enabled():
        submit(approve)
        assert site.draft("blocked-2")[2] != "approved"
    assert not decisions(site, "blocked-2", "approve")


def test_rate_evidence(page, site):
    open_ticket(page, "act-4")
    submit(unfold(page, "rate"))
    assert len(decisions(site, "act-4", "rate")) == 1


def test_claim_and_release(page, site):
    open_ticket(page, "act-5")
    submit(unfold(page, "claim"))
    assert state(page) == "claimed"
    submit(unfold(page, "release"))
    assert state(page) == "open"


def test_readers_read_and_nothing_else(people):
    page = people.page("reader", java_script_enabled=False)
    open_ticket(page, "act-6")
    for act in ("approve", "edit", "reject", "vouch"):
        buttons = page.locator(f"form[data-act={act}] button:not([type=button]):enabled")
        assert buttons.count() == 0, act


def test_another_clients_ticket_is_not_there(people):
    context = people.browser("north", java_script_enabled=False)
    context.watch.expect(404)
    page = context.new_page()
    missing = page.goto("/tickets/act-1")
    words = page.locator("main").text_content()
    absent = page.goto("/tickets/no-such-ticket")
    assert missing.status == absent.status == 404
    assert words.replace("act-1", "") == page.locator("main").text_content().replace("no-such-ticket", "")
    page.goto("/")
    assert page.locator("#queue tr[data-ticket^='act-']").count() == 0
    assert payloads.HOST not in page.content()
