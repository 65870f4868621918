"""Weight and pace of the pages, over a store of 100,000 tickets with 10,000 drafts to decide.

The weight is held against its bound. Times depend on the machine and the build, so they are only written down, in
figures.json beside the pictures; those of a release build count.
"""

import http.client
import json
import statistics
import time

import pytest

import samples
from acts import until
from conftest import People
from layout import check_layout
from world import PRINTER, Site, World, make_ticket

TICKETS, OPEN, DECIDED = 100_000, 10_000, 5_000
LIMIT = 60_000
PATHS = ["/", "/?q=Printer", "/tickets/ten"]
FIGURES = {}


@pytest.fixture(scope="module")
def large(chromium):
    world = World(people=[("lead", "Lena Lead", "lead", [])], settings="")
    site = Site(world)
    people = None
    try:
        site.start()
        site.deliver(make_ticket("ten", "Printer with ten documents", PRINTER))
        site.settle()
        samples.ten_documents(world, "ten")
        site.stop()
        begun = time.monotonic()
        fill(world)
        FIGURES["seconds to fill the store"] = round(time.monotonic() - begun, 1)
        # Nothing works on an index of all that while the pages are measured.
        with open(f"{world.data}/sidenote.yaml", "a") as file:
            file.write("work:\n  enabled: false\n")
        site.start()
        people = People(chromium, site)
        yield people
    finally:
        if people:
            people.close(check=False)
        site.close()
        world.remove()


def columns(world, table, without=("id",)):
    return [row[1] for row in world.rows(f"PRAGMA table_info({table})") if row[1] not in without]


def fill(world):
    """Copies of what the service made itself: tickets by id, drafts by ticket, each due at another time."""
    import sqlite3
    drafts = columns(world, "drafts")
    other = {
        "ticket_id": "'many-' || n", "content_hash": "randomblob(32)", "due_at": "due_at + n * 7 % 90000",
        "subject": "'Printer ' || n || ' of the front desk does not print'", "created_at": "created_at - n",
        # Lists do not read it, and ten thousand of them are a gigabyte.
        "record": "'{}'"}
    chosen = ", ".join(other.get(name, name) for name in drafts)
    with sqlite3.connect(world.database) as db:
        db.execute("PRAGMA synchronous = OFF")
        numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) "
        db.execute(
            f"{numbers} INSERT INTO drafts ({', '.join(drafts)}) SELECT {chosen} FROM numbers, drafts WHERE ticket_id = 'ten'",
            (OPEN + DECIDED,))
        db.execute(
            "UPDATE drafts SET state = 'approved', actor = 'user:1', decided_at = created_at + 60 WHERE ticket_id IN "
            "(SELECT ticket_id FROM drafts WHERE ticket_id != 'ten' ORDER BY id DESC LIMIT ?)", (DECIDED,))
        names = [row[1] for row in db.execute("PRAGMA table_info(tickets)")]
        copies = ", ".join("'many-' || n" if name == "id" else name for name in names)
        db.execute(
            f"{numbers} INSERT OR IGNORE INTO tickets ({', '.join(names)}) SELECT {copies} FROM numbers, "
            "(SELECT * FROM tickets LIMIT 1)", (TICKETS,))
    db.close()


def weigh(page, path):
    """Bytes over the line for a page and all it needs, with nothing kept from before."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds, bytes_ = {}, {}
    line.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    line.on("Network.loadingFinished", lambda event: bytes_.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path)
    page.wait_for_timeout(300)
    return sum(bytes_.values()), {kinds.get(key, "?") + str(number): size for number, (key, size) in enumerate(bytes_.items())}


@pytest.mark.parametrize("path", PATHS)
def test_weight(large, path, pictures):
    page = large.page("lead")
    total, parts = weigh(page, path)
    FIGURES[f"bytes of {path}"] = total
    assert total < LIMIT, parts
    large.close()


@pytest.mark.parametrize("path", PATHS + ["/insights", "/ledger"])
def test_time_to_first_byte(large, path, pictures):
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in large.session("lead")["cookies"])
    line = http.client.HTTPConnection("127.0.0.1", large.site.port, timeout=30)
    times = []
    for number in range(45):
        begun = time.perf_counter()
        line.request("GET", path, headers={"Cookie": cookies, "Accept-Encoding": "gzip"})
        answer = line.getresponse()
        first = answer.read(1)
        times.append((time.perf_counter() - begun) * 1000)
        assert answer.status == 200 and first
        answer.read()
    line.close()
    times = sorted(times[5:])
    FIGURES[f"ms to first byte of {path}, p50"] = round(statistics.median(times), 1)
    FIGURES[f"ms to first byte of {path}, p95"] = round(times[int(len(times) * 0.95)], 1)


def test_pages_of_the_queue_go_on(large):
    page = large.page("lead")
    page.goto("/")
    seen = set()
    for _ in range(4):
        found = page.eval_on_selector_all("#queue tr[data-ticket]", "all => all.map((each) => each.dataset.ticket)")
        assert found and not seen & set(found)
        seen |= set(found)
        href = page.locator("main a[href*='after=']").last.get_attribute("href")
        page.goto(href)
    check_layout(page)
    large.close()


def test_interaction_to_paint(large, pictures):
    page = large.page("lead")
    page.add_init_script("""
      window.paints = [];
      new PerformanceObserver((list) => { for (const each of list.getEntries()) window.paints.push([each.name, each.duration]); })
        .observe({ type: 'event', durationThreshold: 16, buffered: true });
    """)
    page.goto("/")
    for key in ["j", "j", "j", "k", "x", "?", "Escape", "/"]:
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    queue = page.evaluate("window.paints")
    page.goto("/tickets/ten")
    for key in ["n", "n", "n", "p", "e", "x", "y", "Escape", "?", "Escape"]:
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    ticket = page.evaluate("window.paints")
    FIGURES["ms from key to paint, queue, longest"] = max([each[1] for each in queue] or [0])
    FIGURES["ms from key to paint, ticket, longest"] = max([each[1] for each in ticket] or [0])
    large.close()


def test_figures_are_kept(pictures):
    (pictures / "figures.json").write_text(json.dumps(FIGURES, indent=1) + "\n")
    print(json.dumps(FIGURES, indent=1))
