// Links to other sites: asked about here rather than on a page of their own. The address shown is the one that is opened.
import { dialog } from "./dialog.js";

export function confirmLinks() {
  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a.outside") : null;
    if (!anchor || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const to = new URL(anchor.href, location.origin).searchParams.get("to") ?? "";
    let url;
    try {
      url = new URL(to);
    } catch {
      return;
    }
    if (url.protocol !== "https:" && url.protocol !== "http:") return;
    event.preventDefault();
    dialog(`Open ${url.host}?`, (box, end) => {
      const words = document.createElement("p");
      words.textContent = "The link came with a ticket or a document. Sidenote has not looked at what is there.";
      const address = document.createElement("code");
      address.className = "address";
      address.textContent = to;
      const open = document.createElement("a");
      open.className = "button primary";
      open.href = url.href;
      open.target = "_blank";
      open.rel = "noopener noreferrer";
      open.referrerPolicy = "no-referrer";
      open.textContent = `Open ${url.host}`;
      open.addEventListener("click", () => setTimeout(() => end(true)));
      const line = document.createElement("p");
      line.append(open);
      box.append(words, address, line);
    }, { close: "Stay here" });
  });
}
