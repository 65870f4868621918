"""What a person does on the page of a ticket, said once."""

import time


def form(page, act):
    """The form of an act; the first, where every sentence or card has one."""
    return page.locator(f"form[data-act={act}]").first


def show(page, act):
    """Unfolds whatever the form of an act stands in."""
    page.evaluate("""(act) => {
      for (let each = document.querySelector(`form[data-act=${act}]`); each; each = each.parentElement) {
        if (each instanceof HTMLDetailsElement) each.open = true;
      }
    }""", act)
    return form(page, act)


def unfold(page, act):
    """The same without scripts: by pressing what stands above it."""
    for _ in range(4):
        if form(page, act).is_visible():
            return form(page, act)
        page.locator(f"details:not([open]):has(form[data-act={act}]) > summary").first.click()
    return form(page, act)


def submit(where):
    where.locator("button:not([type=button])").first.click()


def state(page):
    return page.locator("main[data-state]").get_attribute("data-state")


def wait_for_state(page, wanted):
    page.locator(f"main[data-state={wanted}]").wait_for(state="attached")


def until(condition, what, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


def decisions(site, ticket, *kinds):
    marks = ",".join("?" * len(kinds))
    return site.world.rows(
        f"SELECT kind, payload, actor FROM decisions WHERE ticket_id = ? AND kind IN ({marks}) ORDER BY id", ticket, *kinds)
