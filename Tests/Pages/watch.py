"""What a browser did while a test ran: requests to other hosts, words on the console, blocked content, refusals."""

import urllib.parse

MARK = """
window.blocked = [];
document.addEventListener('securitypolicyviolation', (event) => {
  console.error('blocked by policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ':' + event.lineNumber);
});
"""


class Watch:
    """Listens to a browser context; `check` is called when the test is over."""

    def __init__(self, context, url):
        self.host = urllib.parse.urlsplit(url).netloc
        self.foreign, self.words, self.refused, self.dialogs = [], [], [], []
        self.expected, self.is_broken = set(), False
        context.add_init_script(MARK)
        context.on("request", self.on_request)
        context.on("response", self.on_response)
        context.on("console", self.on_console)
        context.on("weberror", lambda error: self.words.append(f"uncaught: {error.error}"))
        context.on("dialog", self.on_dialog)

    def on_dialog(self, dialog):
        # Leaving a page with unsaved text may be asked about; what a script of strangers would open may not.
        if dialog.type != "beforeunload":
            self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()

    def on_request(self, request):
        parts = urllib.parse.urlsplit(request.url)
        if parts.netloc != self.host and parts.scheme not in ("about", "blob"):
            self.foreign.append(request.url)

    def on_response(self, response):
        if response.status >= 400:
            self.refused.append((response.status, urllib.parse.urlsplit(response.url).path))

    def on_console(self, message):
        # The browser's own line about a refused request; `refused` holds the request itself.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.words.append(f"{message.type}: {message.text}")

    def expect(self, *statuses):
        """Refusals that belong to the test."""
        self.expected.update(statuses)

    def expect_broken_connections(self):
        """The test takes the service away."""
        self.is_broken = True

    def check(self):
        words = [text for text in self.words if not (self.is_broken and ("ERR_" in text or "fetch" in text.lower()))]
        refused = [each for each in self.refused if each[0] not in self.expected]
        assert not self.foreign, f"requests to other hosts: {self.foreign[:5]}"
        assert not words, f"console: {words[:5]}"
        assert not refused, f"refused: {refused[:5]}"
        assert not self.dialogs, f"dialogs: {self.dialogs}"
