"""The service as the tests of its pages see it: sample records, people of every role, tickets, a model of their own.

Standard library alone, on top of what scripts/harness.py shares. Everything lies in a throw-away folder.
"""

import http.client
import http.server
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
# These tests are of the debug build, as the other stages of scripts/test are.
os.environ.setdefault("SIDENOTE_BIN", str(ROOT / ".build" / "debug"))

import harness  # noqa: E402  (the folder is only known now)
import payloads  # noqa: E402

FIXTURES = ROOT / "Fixtures"
# Login, name, role, clients. One of each role, one that may see one client alone, one whose name is hostile.
PEOPLE = [
    ("reader", "Rita Reader", "reader", []),
    ("tech", "Tess Technician", "technician", []),
    ("other", "Otto Other", "technician", []),
    ("lead", "Lena Lead", "lead", []),
    ("admin", "Ada Admin", "admin", []),
    ("north", "Nora North", "technician", ["nwl"]),
    ("leaver", "Lee Leaver", "technician", []),
    ("hostile", payloads.ACCOUNT, "lead", []),
]


class World(harness.World):
    """A data folder with the sample records, further ones in `records`, and everybody of `PEOPLE`."""

    def __init__(self, settings=None, records=None, people=PEOPLE):
        self.records = records or {}
        super().__init__()
        text = pathlib.Path(self.data, "sidenote.yaml").read_text()
        # `settings` are whole sections; the policy section is theirs when they bring one.
        if settings:
            text = text.replace("policy:\n  default: extractive\n", "") if "policy:" in settings else text
            pathlib.Path(self.data, "sidenote.yaml").write_text(text + settings)
        for login, name, role, clients in people:
            restricted = [part for client in clients for part in ("--client", client)]
            self.command("user", "add", login, "--name", name, "--role", role, "--no-password", *restricted)

    @classmethod
    def attached(cls, scratch):
        """The world of another process, which made it and removes it."""
        world = cls.__new__(cls)
        world.records = {}
        world.place(scratch)
        world.owned = False
        return world

    def _import(self):
        folder = pathlib.Path(self.scratch, "records")
        folder.mkdir(exist_ok=True)
        for kind in ("clients", "contacts", "devices", "documents", "tickets-history"):
            text = (FIXTURES / f"{kind}.jsonl").read_text(encoding="utf-8")
            text += "".join(json.dumps(row) + "\n" for row in self.records.get(kind, []))
            (folder / f"{kind}.jsonl").write_text(text, encoding="utf-8")
        self.command("import", str(folder))

    def command(self, *arguments):
        done = subprocess.run(
            [harness.program("sidenote"), *arguments, "--data", self.data, "--quiet"], capture_output=True, text=True
        )
        if done.returncode != 0:
            harness.fail(f"sidenote {' '.join(arguments[:2])}: {done.stderr.strip()[:600]}", 1)
        return done.stdout.strip()

    def change(self, sql, *values):
        """Writes into the store beside the service; for what a service cannot be brought to quickly."""
        with sqlite3.connect(self.database, timeout=20) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            return db.execute(sql, values).rowcount


class Site(harness.Server):
    """The service over a world, and what people and senders do with it."""

    def __init__(self, world, scheme="http"):
        super().__init__(world)
        self.scheme = scheme
        for name in ("SIDENOTE_CHROMIUM", "SIDENOTE_PICTURES"):
            self.environment.pop(name, None)
        self.sender = harness.Sender(world, self.port, timeout=30)
        # Several processes may deliver to one service.
        self.count, self.mark = 0, os.urandom(4).hex()

    @classmethod
    def attached(cls, described):
        """The service of another process, which starts and stops it."""
        site = cls(World.attached(described["scratch"]))
        site.port = described["port"]
        site.sender = harness.Sender(site.world, site.port, timeout=30)
        return site

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def deliver(self, *tickets):
        for ticket in tickets:
            self.count += 1
            kind = "ticket.updated" if ticket.get("updated_at", "") > ticket["created_at"] else "ticket.created"
            body = json.dumps({"type": kind, "data": ticket}).encode()
            try:
                status, _, answer = self.sender.post(f"pages-{self.mark}-{self.count}", body)
            except OSError:
                # The service closes connections that rest; the same delivery again is one delivery.
                status, _, answer = self.sender.post(f"pages-{self.mark}-{self.count}", body)
            assert status in (200, 202), (status, answer)

    def settle(self, timeout=120):
        """Waits until nothing is left to do."""
        if not harness.wait_until(lambda: harness.unfinished(self.world) == 0, timeout):
            raise RuntimeError(f"the drafts were not made in time: {self.tail()}")
        dead = self.world.rows("SELECT ticket_id, reason FROM jobs WHERE state = 'dead'")
        assert not dead, dead

    def draft(self, ticket):
        """Id and revision of the draft that stands for a ticket."""
        return self.world.rows(
            "SELECT id, revision, state FROM drafts WHERE ticket_id = ? AND is_current = 1 ORDER BY id DESC", ticket)[0]

    def ticket_path(self, ticket):
        return f"/tickets/{urllib.parse.quote(ticket, safe='')}"

    def sign_in_link(self, login):
        return self.world.command("user", "link", login, "--url", self.url)

    def signed_in(self, login):
        """A new session by a one-time link, as what a browser keeps of it."""
        link = urllib.parse.urlsplit(self.sign_in_link(login))
        if self.scheme == "https":
            raise RuntimeError("only over plain HTTP")
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("POST", link.path, b"", {
                "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 303, answer.status
            name, value = answer.getheader("Set-Cookie").split(";")[0].split("=", 1)
        finally:
            line.close()
        cookie = {
            "name": name, "value": value, "domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": True,
            "secure": False, "sameSite": "Lax"}
        return {"cookies": [cookie], "origins": []}


def fixture_tickets(count):
    with open(FIXTURES / "tickets.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(count))]


def now(minutes=0):
    return harness.stamp(time.time() + minutes * 60)


def make_ticket(name, subject, body, client="hdg", **more):
    ticket = {
        "id": name, "client_id": client, "subject": subject, "body": body, "body_format": "text",
        "created_at": now(-30), "status": "new", "priority": "P2", "board": "Portal",
        "requester": {"name": "Dana Whitfield", "email": "dana.whitfield@harbordental.example.com"},
        "sla": {"respond_by": now(60), "resolve_by": now(400)},
    }
    ticket.update(more)
    return ticket


PRINTER = (
    "The printer at the front desk of Main Street Clinic does not print since opening. My machine is HDG-FRONT01. "
    "The appointment cards stay in the list with Deleting and never go away."
)


UNSUPPORTED = "We found error 0x8007DEAD on ZETA-SRV77."


class Model:
    """An OpenAI endpoint on this machine whose answers the tests write; keeps the requests it got."""

    def __init__(self):
        outer = self
        self.requests = []
        self.lock = threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.answer(json.dumps({"object": "list", "data": [{"id": "test-model", "object": "model"}]}).encode())

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                with outer.lock:
                    outer.requests.append(body)
                text = json.dumps(outer.draft(" ".join(part["content"] for part in body["messages"])))
                if body.get("stream"):
                    return self.stream(text)
                self.answer(json.dumps({
                    "id": "r", "object": "chat.completion", "created": 1, "model": "test-model",
                    "choices": [{
                        "index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}],
                    "usage": {"prompt_tokens": 900, "completion_tokens": 200, "total_tokens": 1100},
                }).encode())

            def stream(self, text):
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                for start in range(0, len(text), 40):
                    chunk = {"choices": [{"index": 0, "delta": {"content": text[start:start + 40]}, "finish_reason": None}]}
                    self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                    self.wfile.flush()
                end = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
                self.wfile.write(f"data: {json.dumps(end)}\n\ndata: [DONE]\n\n".encode())
                self.close_connection = True

            def answer(self, content):
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def draft(self, prompt):
        if "marker-hostile" in prompt:
            return payloads.hostile_draft()
        # A sentence whose host name stands in no evidence: unsupported, so the draft is blocked.
        plotter = {"text": "The plotter in the workshop does not plot.", "kind": "fact", "evidence": ["E1"]}
        return {
            "summary": [plotter],
            "steps": [{"text": "Restart the print spooler on ZETA-SRV77.", "kind": "step", "evidence": ["E1"]}],
            "questions": [{"text": "Is the plotter switched on?", "kind": "question", "evidence": []}],
            "reply": [
                {"text": "Hello Mona,", "kind": "courtesy", "evidence": []}, plotter,
                {"text": UNSUPPORTED, "kind": "fact", "evidence": ["E1"]},
                {"text": "Kind regards", "kind": "courtesy", "evidence": []},
            ],
        }

    def close(self):
        self.server.shutdown()
        self.server.server_close()
