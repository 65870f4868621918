"""The tickets of the tests: some of the sample MSP, and those that are hard to lay out or to read."""

import copy
import json

import payloads
from world import PRINTER, fixture_tickets, make_ticket, now

SAMPLES = 24
LONG_SUBJECT = (
    "Re: Fwd: AW: [EXTERNAL] [Ticket#2026112410004711] Urgent – Printer-at-the-front-desk-does-not-print-since-"
    "the-update, please call back before 12:00!!")
LONG_SUBJECT += "!" * (152 - len(LONG_SUBJECT))
assert len(LONG_SUBJECT) == 152
ARABIC = "الطابعة في مكتب الاستقبال لا تطبع منذ الصباح على الجهاز HDG-FRONT01. يرجى المساعدة في أقرب وقت ممكن، شكراً."
HEBREW = "המדפסת בדלפק הקבלה לא מדפיסה מאז הבוקר. המחשב שלי הוא HDG-FRONT01 (192.0.2.17), תודה."
JAPANESE = "受付のプリンターが今朝から印刷できません。端末名はHDG-FRONT01です。予約カードが「削除中」のまま一覧に残っています。"
CHINESE = "前台打印机从今天早上开始无法打印，电脑名称是HDG-FRONT01，打印队列一直显示“正在删除”，请尽快处理。"
CARDS = 40
# Of a client whose drafts the model of these tests writes, with a sentence that nothing supports.
BLOCKED = [f"blocked-{number}" for number in range(1, 4)]
BLOCKED += [f"{how}-{name}" for how in ("key", "twice", "again") for name in ("delete", "vouch", "attach", "anew")]
MARKED = [f"mark-{number}" for number in range(1, 7)]
PERSON = {"name": "Mona Model", "email": "mona@modelworks.example.com"}
PLOTTER = "The plotter in the workshop does not plot since opening. The drawings stay in the list and never go away."


def records():
    found = payloads.records()
    found["clients"].append({"id": "mdl", "name": "Model Works", "domains": ["modelworks.example.com"], "aliases": []})
    return found


def large_body():
    lines = []
    for number in range(11_000):
        lines.append(f"{number:06d} The job reported code 0x8007{number:04X} on HDG-FRONT01 and went on after a while.")
    return PRINTER + "\n" + "\n".join(lines)[:999_000]


# Tickets whose drafts the tests of the acts use up, one each, so that no test depends on another.
ACTS = [f"act-{number}" for number in range(1, 22)]
ACTS += [f"key-{name}" for name in ("save", "copy", "undo")]
ACTS += [
    f"{how}-{name}" for how in ("twice", "again")
    for name in ("claim", "release", "edit", "approve", "note", "reject", "undo", "rate")]


def tickets():
    found = fixture_tickets(SAMPLES)
    found += [
        make_ticket("long-subject", LONG_SUBJECT, PRINTER, priority="P1"),
        make_ticket("large", "A log of one megabyte", large_body()),
        make_ticket("arabic", ARABIC[:80], ARABIC * 6),
        make_ticket("hebrew", HEBREW[:70], HEBREW * 6),
        make_ticket("japanese", JAPANESE[:40], JAPANESE * 6),
        make_ticket("chinese", CHINESE[:40], CHINESE * 6),
        make_ticket("cards", "Printer at the front desk", PRINTER),
        make_ticket("no-space", "A" * 152, PRINTER + "\n" + "B" * 4000),
        *(make_ticket(name, "Plotter in the workshop", f"{PLOTTER} Case {name}.", client="mdl", requester=PERSON)
          for name in BLOCKED),
        make_ticket("no-client", "Nobody knows this sender", "Hello, our printer does not print.", client=None, requester={
            "name": "Some One", "email": "someone@unknown.example.net"}),
        make_ticket("overdue", "Overdue since yesterday", PRINTER, sla={"respond_by": now(-1500), "resolve_by": now(-1400)}),
    ]
    found += payloads.tickets(now(-20))
    found += [make_ticket(name, "Marked for the queue", f"{PRINTER} It is case {name}.") for name in MARKED]
    for number, name in enumerate(ACTS):
        found.append(make_ticket(name, f"Printer {number}", f"{PRINTER} It happened {number + 1} times on card {name}."))
    for ticket in found:
        if ticket.get("client_id", "") is None:
            del ticket["client_id"]
    return found


def change(world):
    """What no ticket brings about: a draft with forty pieces of evidence."""
    def cards(record):
        evidence = record["context"]["evidence"]
        for number in range(len(evidence), CARDS):
            extra = copy.deepcopy(evidence[number % len(evidence)])
            extra["id"] = f"E{number + 1}"
            evidence.append(extra)

    rewrite(world, "cards", cards)


def ten_documents(world, ticket):
    """Ten documents with a passage each in the draft of a ticket."""
    def documents(record):
        context = record["context"]
        model = next(each for each in context["evidence"] if each.get("kind") == "document" or "document" in json.dumps(each))
        for number in range(len(context["documents"]), 10):
            extra = copy.deepcopy(context["documents"][number % len(context["documents"])])
            extra["id"] = f"doc-more-{number}"
            card = copy.deepcopy(model)
            card["id"] = f"E{len(context['evidence']) + 1}"
            extra["passages"] = [dict(extra["passages"][0], evidence_id=card["id"])]
            context["documents"].append(extra)
            context["evidence"].append(card)

    rewrite(world, ticket, documents)


def rewrite(world, ticket, change):
    draft, text = world.rows("SELECT id, record FROM drafts WHERE ticket_id = ?", ticket)[0]
    record = json.loads(text)
    change(record)
    world.change("UPDATE drafts SET record = ? WHERE id = ?", json.dumps(record), draft)
