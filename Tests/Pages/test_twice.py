"""Every act sent twice is done once: by an impatient finger, with scripts and without."""

import pytest

from acts import decisions, form, show, until

# Act, the button's words, and what is written down then.
ACTS = {
    "claim": ("claim", "Take it in hand", "claim"),
    "release": ("release", "Put it back", "release"),
    "edit": ("edit", "Save my text", "edit"),
    "approve": ("approve", None, "approve"),
    "note": ("approve", "internal note", "approve"),
    "reject": ("reject", "Reject", "reject"),
    "undo": ("undo", "Undo", "undo"),
    "rate": ("rate", "Useful", "rate"),
    "delete": ("delete-sentence", "Delete", "edit"),
    "vouch": ("vouch", "vouch", "vouch"),
    "anew": ("regenerate", "anew", "regenerate"),
    "attach": ("attach", "Attach", "attach"),
}


def prepare(page, act):
    """Brings the draft to where the act is possible."""
    if act == "release":
        form(page, "claim").locator("button").click()
        form(page, "release").wait_for()
    if act == "undo":
        page.locator("[data-button=approve]").click()
        form(page, "undo").wait_for()
    if act == "anew":
        show(page, "regenerate").locator("[name=instruction]").fill("Say it in fewer words.")
    if act == "edit":
        field = show(page, "edit").locator("textarea[name=text]")
        field.fill(field.input_value() + " We will call you.")


@pytest.mark.parametrize("name", ACTS)
def test_with_scripts(people, site, name):
    ticket, (act, words, kind) = f"twice-{name}", ACTS[name]
    page = people.page("tech")
    page.goto(f"/tickets/{ticket}")
    prepare(page, name)
    before = len(decisions(site, ticket, kind))
    where = show(page, act)
    if name in ("delete", "vouch", "attach"):
        where = page.locator(f"#reply [data-support=unsupported] form[data-act={act}]").first
    button = page.locator("[data-button=approve]") if words is None else where.locator("button", has_text=words).first
    # Both presses come before the first answer can.
    button.evaluate("(button) => { button.click(); button.click(); }")
    until(lambda: len(decisions(site, ticket, kind)) > before, "done")
    page.wait_for_load_state("networkidle")
    assert len(decisions(site, ticket, kind)) == before + 1


@pytest.mark.parametrize("name", ACTS)
def test_without_scripts(people, site, name):
    """The same request again, as a browser sends it that was pressed twice or has reloaded the answer."""
    ticket, (act, words, kind) = f"again-{name}", ACTS[name]
    context = people.browser("other", java_script_enabled=False)
    context.watch.expect(409, 412)
    page = context.new_page()
    page.goto(f"/tickets/{ticket}")
    prepare(page, name)
    before = len(decisions(site, ticket, kind))
    where = form(page, act)
    if name in ("delete", "vouch", "attach"):
        where = page.locator(f"#reply [data-support=unsupported] form[data-act={act}]").first
    fields = where.evaluate("(form) => [...new FormData(form)].map(([name, value]) => [name, String(value)])")
    target = where.get_attribute("action")
    body = dict(fields)
    if act == "reject":
        body["rejection"] = "tone"
    if act == "rate":
        body["useful"] = "1"
    answers = [page.request.post(target, form=body, headers={"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}, max_redirects=0) for _ in range(2)]
    assert answers[0].status == 303, answers[0].text()[:300]
    assert answers[1].status in (303, 409, 412)
    assert len(decisions(site, ticket, kind)) == before + 1


def test_marks_sent_twice(people, site):
    page = people.page("tech")
    page.goto("/?q=Marked")
    ticket = page.locator("#queue tr[data-ticket]").last.get_attribute("data-ticket")
    page.locator(f"#queue tr[data-ticket={ticket}] input").check()
    page.locator("#marks button[value=claim]").evaluate("(button) => { button.click(); button.click(); }")
    until(lambda: decisions(site, ticket, "claim"), "claimed")
    page.wait_for_load_state("networkidle")
    assert len(decisions(site, ticket, "claim")) == 1
