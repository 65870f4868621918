"""Pages that are open while the service restarts go on by themselves; frames are for those who are allowed."""

import subprocess

import pytest

from acts import until
from conftest import People
from world import PRINTER, Site, World, make_ticket

PEOPLE = [("tech", "Tess Technician", "technician", [])]
PSA = "https://psa.example.net"


@pytest.fixture
def own(chromium, request):
    """A service of the test's own: `own(settings, scheme)`."""
    opened = []

    def make(settings=None, scheme="http", prepare=None):
        world = World(settings=settings and settings(), people=PEOPLE)
        if prepare:
            prepare(world)
        site = Site(world, scheme)
        opened.append((site, People(chromium, site)))
        return opened[-1]

    yield make
    for site, people in opened:
        for context in people.open:
            context.close()
        site.close()
        site.world.remove()


def test_events_go_on_after_a_restart(own):
    site, people = own()
    site.start()
    site.deliver(make_ticket("before", "Printer before", PRINTER))
    site.settle()
    context = people.browser("tech")
    context.watch.expect_broken_connections()
    page = context.new_page()
    page.goto("/")
    page.locator("#queue tr[data-ticket=before]").wait_for()
    site.stop()
    site.start()
    site.sender.close()
    site.deliver(make_ticket("after", "Printer after", PRINTER + " After."))
    site.settle()
    until(lambda: page.locator("#queue tr[data-ticket=after]").count() or
          "new" in page.locator("main, #flash, .toasts").all_text_contents().__str__().lower(), "the queue tells", 30)
    context.watch.check()


def serve_over_tls(world):
    """A certificate for this machine; the browser of the test does not ask who signed it."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", f"{world.scratch}/key.pem", "-out", f"{world.scratch}/certificate.pem"],
        check=True, capture_output=True)
    with open(f"{world.data}/sidenote.yaml", "a") as file:
        file.write(f"  frame_ancestors: {PSA}\n  tls:\n    certificate_file: {world.scratch}/certificate.pem\n    key_file: {world.scratch}/key.pem\n")


@pytest.mark.parametrize("around, is_shown", [(PSA, True), ("https://other.example.org", False)])
def test_only_an_allowed_site_shows_a_ticket_in_a_frame(own, chromium, around, is_shown):
    site, _ = own(prepare=serve_over_tls, scheme="https")
    start_over_tls(site)
    context = chromium.new_context(ignore_https_errors=True, viewport={"width": 360, "height": 700})
    try:
        # Chromium asks before a page of the internet may show one of this machine; that question is not ours.
        context.grant_permissions(["local-network-access"], origin=around)
        link = site.sign_in_link("tech")
        context.route(f"{around}/**", lambda route: route.fulfill(
            content_type="text/html", body=f"<!doctype html><title>PSA</title><iframe width=340 height=640 src='{link}?pod=1'></iframe>"))
        page = context.new_page()
        page.goto(f"{around}/ticket")
        frame = page.frame_locator("iframe")
        if not is_shown:
            page.wait_for_timeout(700)
            assert all("Sign in" not in (each.content()) for each in page.frames[1:])
            return
        frame.get_by_role("button", name="Sign in").click()
        frame.locator("body").wait_for()
        page.evaluate(f"document.querySelector('iframe').src = '{site.url}/tickets/pod-1?pod=1'")
        frame.locator("main[data-ticket=pod-1]").wait_for()
        assert frame.locator("header.top").count() == 0
        inner = page.frames[1]
        assert not inner.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        # An act works there too, and stays in the pod.
        frame.locator("form[data-act=claim] button").first.click()
        frame.locator("main[data-state=claimed]").wait_for()
        assert "pod=1" in page.frames[1].url
    finally:
        context.close()


def start_over_tls(site):
    """The waiting of the harness speaks plain HTTP; here a line to the port is enough."""
    import socket
    import ssl

    site.spawn()

    def answers():
        try:
            ssl_context = ssl._create_unverified_context()
            with ssl_context.wrap_socket(socket.create_connection(("127.0.0.1", site.port), 1)):
                return True
        except OSError:
            return False

    until(answers, "the service serves", 20)
    import http.client
    import json
    body = json.dumps({"type": "ticket.created", "data": make_ticket("pod-1", "Printer in a pod", PRINTER)}).encode()
    connection = http.client.HTTPSConnection("127.0.0.1", site.port, context=ssl._create_unverified_context())
    connection.request("POST", "/webhooks/generic", body, site.world.sign("pod-1", body))
    assert connection.getresponse().status == 202
    connection.close()
    site.settle()
