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
    until(lambda: "cannot be approved" in page.locator("#flash").text_content(), "it says why")
    assert not decisions(site, "blocked-3", "approve")
    assert state(page) in ("open", "claimed")


def to_unsupported(page):
    """Walks to the sentence of the reply that nothing supports."""
    for _ in range(20):
        press(page, "n")
        if page.evaluate("document.querySelector('.sentence.current')?.matches('#reply [data-support=unsupported]')"):
            return page.evaluate("document.querySelector('.sentence.current .said').textContent")
    raise AssertionError("n does not reach the sentence")


def test_deleting_a_sentence(people, site):
    context = people.browser("tech")
    context.watch.expect(422)
    page = context.new_page()
    page.goto("/tickets/key-delete")
    # The only step stays: the page says why, and what else can be done.
    press(page, *"nn", "d")
    until(lambda: "something must be left" in page.locator("#flash").text_content(), "it says why")
    sentence = to_unsupported(page)
    press(page, "d")
    until(lambda: decisions(site, "key-delete", "edit"), "deleted")
    assert sentence not in json.loads(decisions(site, "key-delete", "edit")[0][1])["text"]
    page.wait_for_url("**/tickets/key-delete")
    page.locator(".sentence").first.wait_for()
    assert sentence not in page.locator("#reply .sentences").text_content()


def test_vouching(people, site):
    page = people.page("tech")
    page.goto("/tickets/key-vouch")
    sentence = to_unsupported(page)
    press(page, "v")
    until(lambda: decisions(site, "key-vouch", "vouch"), "vouched")
    assert json.loads(decisions(site, "key-vouch", "vouch")[0][1])["sentence"] == sentence
    page.locator(".voucher", has_text="Tess Technician").first.wait_for()


def test_attaching_a_source(people, site):
    page = people.page("tech")
    page.goto("/tickets/key-attach")
    to_unsupported(page)
    press(page, "s")
    until(lambda: page.evaluate("document.activeElement.name") == "evidence", "a source is asked for")
    chosen = page.evaluate("document.activeElement.value")
    press(page, "Tab", "Enter")
    until(lambda: decisions(site, "key-attach", "attach"), "attached")
    assert json.loads(decisions(site, "key-attach", "attach")[0][1])["evidence"] == chosen


def test_saving_by_key(people, site):
    page = people.page("tech")
    page.goto("/tickets/key-save")
    press(page, "e", "Control+End")
    page.keyboard.type(" We will call you.")
    press(page, "Control+Enter")
    until(lambda: decisions(site, "key-save", "edit"), "saved")
    assert "We will call you." in json.loads(decisions(site, "key-save", "edit")[0][1])["text"]


def test_writing_it_anew(people, site):
    page = people.page("tech")
    page.goto("/tickets/key-anew")
    before = site.draft("key-anew")
    press(page, "R")
    until(lambda: page.evaluate("document.activeElement.name") == "instruction", "it is asked what should be different")
    page.keyboard.type("Say it in fewer words.")
    press(page, "Enter")
    until(lambda: site.draft("key-anew")[:2] != before[:2], "made anew", 30)


def test_copying(people, site):
    context = people.browser("tech", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/tickets/key-copy")
    press(page, "a")
    wait_for_state(page, "approved")
    page.locator("#final-text").wait_for()
    press(page, "c")
    page.locator(".toast", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#final-text").input_value()


def test_undo_ends_after_its_seconds(people):
    page = people.page("tech")
    page.clock.install()
    page.goto("/tickets/key-undo")
    press(page, "a")
    page.locator("form[data-act=undo]").wait_for()
    page.clock.run_for(12_000)
    assert page.locator("form[data-act=undo]").count() == 0


def test_marks_and_the_list_of_clients(people, site):
    page = people.page("tech")
    page.goto("/?q=Marked")
    page.locator("#queue tr[data-ticket^=mark-]").first.wait_for()
    press(page, "j", "x")
    assert page.locator("#queue input:checked").count() == 1
    ticket = page.evaluate("document.querySelector('#queue input:checked').closest('tr').dataset.ticket")
    press(page, "j", "x", "x")
    assert page.locator("#marked").text_content() == "1 ticket marked"
    # On to the buttons below the list, by Tab alone.
    for _ in range(60):
        press(page, "Tab")
        if page.evaluate("document.activeElement.value") == "claim":
            break
    press(page, "Enter")
    until(lambda: site.draft(ticket)[2] == "claimed", "claimed")
    page.evaluate("document.activeElement.blur()")
    press(page, "g", "c")
    assert page.evaluate("document.activeElement.id") == "client"
    press(page, "Escape", "g", "q")
    page.wait_for_url("**/")


def test_the_list_of_keys_names_them_all(people):
    page = people.page("lead")
    page.goto("/tickets/act-12")
    press(page, "?")
    box = page.locator("dialog[open]")
    box.wait_for()
    keys = {" ".join(line.split()) for line in box.locator("dd").evaluate_all("all => all.map((each) => [...each.children].map((key) => key.textContent).join(' '))")}
    assert {"e", "a", "Shift+a", "d", "v", "s", "r", "R", "n", "p", "?", "g q", "g i", "g l"} <= keys, keys
    press(page, "Escape")
    page.goto("/")
    press(page, "?")
    box.wait_for()
    keys = set(box.locator("dd").evaluate_all("all => all.map((each) => [...each.children].map((key) => key.textContent).join(' '))"))
    assert {"j", "k", "/", "g c", "r", "?"} <= keys, keys
