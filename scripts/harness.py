"""What scripts/torture, durability, load and faults share: a world, a server process, a sender that signs.

Standard library of Python 3.11 alone. Everything lies in a throw-away folder; nothing leaves this machine.
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CLIENTS = 6
MISSING = 69


def fail(text, status=MISSING):
    print(f"error: {text}", file=sys.stderr)
    sys.exit(status)


def program(name):
    """The built program: $SIDENOTE_BIN/NAME, else the release build, else the debug build."""
    folders = [os.environ.get("SIDENOTE_BIN"), f"{ROOT}/.build/release", f"{ROOT}/.build/debug"]
    for folder in filter(None, folders):
        if os.access(f"{folder}/{name}", os.X_OK):
            return f"{folder}/{name}"
    fail(f"there is no {name}. Build it with: swift build --product {name}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    """A data folder with clients, their machines and runbooks, and a secret for the generic webhook."""

    def __init__(self, folder=None, settings=""):
        self.place(folder or tempfile.mkdtemp(prefix="sidenote-"))
        self.owned = folder is None
        os.makedirs(self.data, mode=0o700, exist_ok=True)
        with open(self.secret_file, "w") as file:
            file.write("whsec_" + base64.b64encode(self.key).decode() + "\n")
        os.chmod(self.secret_file, 0o600)
        with open(f"{self.data}/sidenote.yaml", "w") as file:
            file.write(f"webhooks:\n  generic:\n    secret_file: {self.secret_file}\n")
            file.write("policy:\n  default: extractive\nserver:\n  log_level: warning\n" + settings)
        self._import()

    def place(self, scratch):
        self.scratch, self.data, self.secret_file = scratch, f"{scratch}/data", f"{scratch}/secret"
        self.key = hashlib.sha256(b"sidenote harness").digest()

    def _import(self):
        records = {"clients": [], "contacts": [], "devices": [], "documents": []}
        for number in range(CLIENTS):
            client = f"c{number}"
            records["clients"].append(
                {"id": client, "name": f"Client {number} GmbH", "domains": [f"{client}.example"], "aliases": []}
            )
            for index in range(5):
                records["contacts"].append(
                    {
                        "id": f"{client}-p{index}",
                        "client_id": client,
                        "name": f"Person{index} Of{number}",
                        "emails": [f"person{index}@{client}.example"],
                        "phones": [],
                    }
                )
                records["devices"].append(
                    {"id": f"{client}-d{index}", "client_id": client, "hostname": f"C{number}-PC-0{index}", "kind": "workstation"}
                )
            for index, (title, body) in enumerate(RUNBOOKS):
                records["documents"].append(
                    {"id": f"{client}-doc{index}", "client_id": client, "title": title, "body": body, "body_format": "markdown", "visibility": "shareable"}
                )
        folder = f"{self.scratch}/records"
        os.makedirs(folder, exist_ok=True)
        for name, rows in records.items():
            with open(f"{folder}/{name}.jsonl", "w") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
        done = subprocess.run(
            [program("sidenote"), "import", folder, "--data", self.data, "--quiet"], capture_output=True, text=True
        )
        if done.returncode != 0:
            fail(f"the records cannot be imported: {done.stderr.strip()[:400]}", 1)

    @property
    def database(self):
        return f"{self.data}/sidenote.sqlite"

    def rows(self, sql, *values):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as db:
            return db.execute(sql, values).fetchall()

    def sign(self, key, body, at=None):
        at = int(time.time() if at is None else at)
        code = hmac.new(self.key, f"{key}.{at}.".encode() + body, hashlib.sha256).digest()
        return {
            "content-type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": str(at),
            "webhook-signature": "v1," + base64.b64encode(code).decode(),
        }

    def remove(self):
        if self.owned:
            shutil.rmtree(self.scratch, ignore_errors=True)


RUNBOOKS = [
    ("Printer queue is stuck", "# Printer queue is stuck\n1. Stop the spooler service.\n2. Empty the spool folder.\n3. Start the spooler service.\n"),
    ("VPN does not connect", "# VPN does not connect\n1. Check that the time of the laptop is right.\n2. Renew the certificate.\n3. Restart the client.\n"),
    ("Backup job failed", "# Backup job failed\n1. Look for the error in the log of the job.\n2. Check free space on the repository.\n3. Run the job again.\n"),
    ("Outlook asks for the password", "# Outlook asks for the password\n1. Remove the stored credentials.\n2. Restart Outlook.\n"),
]
MATTERS = [
    ("Printer does not print", "The printer on the second floor does not print, the queue is stuck since this morning."),
    ("VPN broken", "I cannot connect to the VPN from home, the client stays at connecting and then stops."),
    ("Backup failed", "The backup job failed last night with an error about free space on the repository."),
    ("Outlook", "Outlook asks for my password again and again, although I enter the right one."),
]


def ticket(number, revision=0, size=0):
    """A ticket as JSON of the format tickets.jsonl. The text names the revision, so that a draft tells what it is of."""
    client = f"c{number % CLIENTS}"
    subject, body = MATTERS[number % len(MATTERS)]
    text = f"{body}\nMy machine is C{number % CLIENTS}-PC-0{number % 5}.\nMarker revision-{number}-{revision} of it.\n"
    while len(text) < size:
        text += "It worked yesterday and nobody changed anything that we know of. "
    second = 1_780_000_000 + number
    return {
        "id": f"T{number}",
        "client_id": client,
        "subject": f"{subject} ({number})",
        "body": text,
        "created_at": stamp(second),
        "updated_at": stamp(second + revision * 60),
        "requester": {"name": f"Person{number % 5} Of{number % CLIENTS}", "email": f"person{number % 5}@{client}.example"},
    }


def stamp(second):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(second))


def payload(number, revision=0, size=0):
    kind = "ticket.updated" if revision else "ticket.created"
    return json.dumps({"type": kind, "data": ticket(number, revision, size)}).encode()


class Server:
    """sidenote-server over a world, on a port that stays the same through restarts."""

    def __init__(self, world, wrap=(), environment=None):
        self.world = world
        self.port = free_port()
        self.wrap = list(wrap)
        # Also in the environment: a preloaded library may keep the program from seeing its arguments.
        self.environment = dict(
            os.environ, SIDENOTE_DATA=world.data, SIDENOTE_SERVER_LISTEN=f"127.0.0.1:{self.port}", **(environment or {}))
        self.environment.pop("SIDENOTE_BIN", None)
        self.process = None
        self.log = open(f"{world.scratch}/server.log", "ab")

    def spawn(self):
        self.process = subprocess.Popen(
            self.wrap + [program("sidenote-server"), "--data", self.world.data, "--listen", f"127.0.0.1:{self.port}"],
            stdout=subprocess.DEVNULL, stderr=self.log, env=self.environment, start_new_session=True,
        )

    def start(self, timeout=30):
        """Starts and waits until it serves; the seconds that took."""
        begun = time.monotonic()
        self.spawn()
        while time.monotonic() - begun < timeout:
            if self.answers():
                return time.monotonic() - begun
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.tail()}")
            time.sleep(0.005)
        raise RuntimeError(f"the server does not serve after {timeout} s: {self.tail()}")

    def answers(self, path="/healthz"):
        try:
            return self.get(path)[0] == 200
        except OSError:
            return False

    def get(self, path, timeout=5):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, timeout=15):
        """Ends it in order; the seconds that took, or None when it had to be killed."""
        if self.process is None or self.process.poll() is not None:
            return None
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout)
            return time.monotonic() - begun
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self.log.close()

    def tail(self):
        with open(self.log.name, "rb") as file:
            return file.read()[-600:].decode(errors="replace").strip()


class Sender:
    """One keep-alive connection of a sender."""

    def __init__(self, world, port, timeout=10, skew=0):
        self.world, self.port, self.timeout, self.skew = world, port, timeout, skew
        self.connection = None

    def post(self, key, body):
        """Status, headers and JSON of one try; OSError when there is no answer."""
        headers = self.world.sign(key, body, time.time() + self.skew)
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
            self.connection.request("POST", "/webhooks/generic", body, headers)
            response = self.connection.getresponse()
            content = response.read()
            return response.status, dict((k.lower(), v) for k, v in response.getheaders()), json.loads(content or b"{}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise OSError(str(error)) from error

    def local_port(self):
        return self.connection.sock.getsockname()[1]

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None


def wait_until(condition, timeout, pause=0.1):
    begun = time.monotonic()
    while time.monotonic() - begun < timeout:
        if condition():
            return True
        time.sleep(pause)
    return False


def unfinished(world):
    return world.rows("SELECT count(*) FROM jobs WHERE state IN ('waiting', 'delayed', 'leased')")[0][0]


class Table:
    """Figures with what they must be; exit status 1 when one is missed."""

    def __init__(self, title):
        self.title, self.lines, self.failed = title, [], False

    def add(self, name, value, wanted="", holds=True):
        self.failed = self.failed or not holds
        self.lines.append((name, str(value), str(wanted), "" if holds else "MISSED"))

    def finish(self):
        widths = [max(len(line[column]) for line in self.lines) for column in range(3)]
        print(self.title)
        for name, value, wanted, verdict in self.lines:
            print(f"  {name:<{widths[0]}}  {value:>{widths[1]}}  {wanted:<{widths[2]}}  {verdict}".rstrip())
        sys.stdout.flush()
        return 1 if self.failed else 0


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))] if values else 0.0


def verify_store(world, table):
    """Soundness of the file and of both ledgers."""
    found = world.rows("PRAGMA integrity_check")
    table.add("integrity check", found[0][0][:60], "ok", found == [("ok",)])
    for name in ("audit", "egress"):
        done = subprocess.run(
            [program("sidenote"), name, "verify", "--data", world.data], capture_output=True, text=True
        )
        if "nexpected" in done.stderr or "nknown" in done.stderr:
            table.add(f"{name} ledger", "no such command yet")
        else:
            table.add(f"{name} ledger", "verified" if done.returncode == 0 else done.stderr.strip()[:60], "verified", done.returncode == 0)
