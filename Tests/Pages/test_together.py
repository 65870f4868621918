"""Two hands on one draft, and hands that lose their session: the second is told, nothing is overwritten or lost."""

import json

from acts import decisions, form, show, state, submit, until, wait_for_state
from world import PRINTER, make_ticket, now


def approve_button(page):
    return show(page, "approve").locator("button:not([type=button])").first


def write(page, text):
    page.keyboard.press("e")
    editor = show(page, "edit").locator("textarea[name=text]")
    editor.fill(text)
    return editor


def test_double_click_approves_once(people, site):
    page = people.page("tech")
    page.goto("/tickets/act-13")
    approve_button(page).dblclick()
    until(lambda: site.draft("act-13")[2] == "approved", "approved")
    page.wait_for_load_state("networkidle")
    wait_for_state(page, "approved")
    assert len(decisions(site, "act-13", "approve")) == 1


def test_double_click_without_scripts(people, site):
    context = people.browser("tech", java_script_enabled=False)
    context.watch.expect(409, 412)
    page = context.new_page()
    page.goto("/tickets/act-14")
    page.locator("form[data-act=approve] button:not([type=button])").first.dblclick()
    until(lambda: site.draft("act-14")[2] == "approved", "approved")
    page.wait_for_load_state("networkidle")
    assert len(decisions(site, "act-14", "approve")) == 1


def test_back_after_approval_shows_that_it_is_approved(people, site):
    page = people.page("tech")
    page.goto("/")
    page.goto("/tickets/act-15")
    approve_button(page).click()
    wait_for_state(page, "approved")
    page.goto("/")
    page.go_back()
    wait_for_state(page, "approved")
    page.go_back()
    page.wait_for_load_state("networkidle")
    if "/tickets/act-15" in page.url:
        assert state(page) == "approved"
    assert len(decisions(site, "act-15", "approve")) == 1


def test_the_second_to_approve_is_told(people, site):
    first, context = people.page("tech"), people.browser("other")
    context.watch.expect(409, 412)
    second = context.new_page()
    for page in (first, second):
        page.goto("/tickets/act-16")
    # Without the live event, as over a line that is down: the old page is still what they see.
    stale = second.locator("main").get_attribute("data-revision")
    approve_button(first).click()
    wait_for_state(first, "approved")
    with second.expect_navigation():
        second.evaluate("""(revision) => { for (const each of document.querySelectorAll('form[data-act=approve]')) {
          each.querySelector('[name=revision]').value = revision;
          HTMLFormElement.prototype.submit.call(each); } }""", stale)
    assert "Tess Technician" in second.locator("main, #flash").all_text_contents().__str__()
    found = decisions(site, "act-16", "approve")
    assert len(found) == 1


def test_what_the_second_wrote_is_kept(people, site):
    first, context = people.page("tech"), people.browser("other", java_script_enabled=False)
    context.watch.expect(409, 412)
    second = context.new_page()
    for page in (first, second):
        page.goto("/tickets/act-17")
    write(first, "Text of the first.")
    submit(form(first, "edit"))
    until(lambda: decisions(site, "act-17", "edit"), "the first is saved")
    editing = second.locator("form[data-act=edit]").first
    if not editing.is_visible():
        second.locator("details:has(form[data-act=edit]) > summary").first.click()
    editing.locator("textarea[name=text]").fill("Text of the second.")
    submit(editing)
    assert second.locator("textarea", has_text="Text of the second.").count() or "Text of the second." in second.content()
    found = decisions(site, "act-17", "edit")
    assert [json.loads(each[1])["text"] for each in found] == ["Text of the first."]


def test_a_claim_shows_in_the_other_browser(people):
    first, second = people.page("tech"), people.page("other")
    second.goto("/tickets/act-18")
    first.goto("/tickets/act-18")
    submit(show(first, "claim"))
    wait_for_state(first, "claimed")
    until(lambda: "took this ticket in hand" in (second.locator(".banners").text_content() or ""), "the other is told")
    second.reload()
    assert "Tess Technician" in second.locator("main").text_content()


def test_text_outlives_the_session(people, site):
    context = people.browser("leaver")
    context.watch.expect(401, 403)
    page = context.new_page()
    page.goto("/tickets/act-19")
    write(page, "A long answer that must not get lost.")
    leave_everywhere(people)
    submit(form(page, "edit"))
    page.wait_for_timeout(500)
    words = page.locator("body").text_content()
    assert "session" in words.lower() or "sign in" in words.lower()
    # In another tab, as the page says.
    tab = context.new_page()
    tab.goto(site.sign_in_link("leaver"))
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url(lambda url: "/sign-in" not in url)
    tab.close()
    if not page.url.rstrip("/").endswith("/tickets/act-19"):
        page.go_back()
    page.bring_to_front()
    editor = show(page, "edit").locator("textarea[name=text]")
    if "must not get lost" not in editor.input_value():
        page.goto("/tickets/act-19")
        page.keyboard.press("e")
        until(lambda: "must not get lost" in show(page, "edit").locator("textarea[name=text]").input_value(), "the text came back")
    submit(form(page, "edit"))
    until(lambda: decisions(site, "act-19", "edit"), "saved at last")
    assert "must not get lost" in decisions(site, "act-19", "edit")[-1][1]


def leave_everywhere(people):
    """The same person ends every session from elsewhere."""
    page = people.page()
    state = people.site.signed_in("leaver")
    people.kept.pop("leaver", None)
    page.context.add_cookies(state["cookies"])
    page.goto("/account")
    page.get_by_role("button", name="Sign out on every device").click()
    page.wait_for_load_state()


def test_a_changed_ticket_asks_to_look_again(people, site):
    page = people.page("tech")
    page.goto("/tickets/act-20")
    editor = write(page, "Half of an answer")
    site.deliver(make_ticket(
        "act-20", "Printer 19", PRINTER + " It is urgent now, the waiting room is full.", updated_at=now(1)))
    site.settle()
    until(lambda: "changed" in page.locator("main, #flash, .toasts").all_text_contents().__str__().lower(), "the page says so")
    assert editor.input_value() == "Half of an answer"


def test_nothing_is_approved_of_a_ticket_that_changed(people, site):
    context = people.browser("tech", java_script_enabled=False)
    context.watch.expect(409, 412)
    page = context.new_page()
    page.goto("/tickets/act-21")
    site.deliver(make_ticket("act-21", "Printer 20", PRINTER + " Please do not come before noon.", updated_at=now(1)))
    site.settle()
    submit(page.locator("form[data-act=approve]").first)
    assert not decisions(site, "act-21", "approve")
    assert "changed" in page.locator("main").text_content().lower()


def test_queue_is_live_without_jumping(people, site):
    page = people.page("tech")
    page.goto("/")
    before = page.locator("#queue tr[data-ticket]").first.get_attribute("data-ticket")
    page.keyboard.press("j")
    site.deliver(make_ticket("live-1", "A live ticket", PRINTER + " Live.", sla={"respond_by": now(1), "resolve_by": now(2)}))
    site.settle()
    until(lambda: "live-1" in page.content() or "new" in page.locator("main, #flash, .toasts").all_text_contents().__str__().lower(), "the queue tells")
    assert page.locator(f"#queue tr[data-ticket='{before}']").count() == 1


def test_another_tab_takes_over_the_events(people, site):
    """All tabs of a browser listen over one connection; when the one that holds it goes, another goes on after it."""
    context = people.browser("tech")
    streams = []
    context.on("request", lambda request: streams.append(request.url) if "/api/v1/events" in request.url else None)
    first = context.new_page()
    first.goto("/")
    until(lambda: turn(first) and len(streams) == 1, "the first tab listens")
    second = context.new_page()
    second.goto("/?q=Takeover")
    second.wait_for_load_state("networkidle")
    assert len(streams) == 1
    first.close()
    until(lambda: turn(second) and len(streams) == 2, "the second takes over")
    assert "last_event_id=" in streams[1]
    site.deliver(make_ticket("takeover", "Takeover", PRINTER + " Takeover."))
    site.settle()
    until(lambda: "1 new draft" in (second.locator("#news").text_content() or ""), "the second is told")


def turn(page):
    """Lets the browser's news come in: playwright hears of them only while it is asked something."""
    page.evaluate("1")
    return True
