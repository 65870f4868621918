// The editor: checked as one types, and nothing that was typed is lost.
import { debounce, dropText, keepText, keptText, link, make, post, say } from "./core.js";

const main = document.querySelector("main[data-draft]");
const editor = document.getElementById("editor");
const reply = document.getElementById("reply-text");
const steps = document.getElementById("steps-text");
const box = document.getElementById("live-check");
const name = main ? `draft-${main.dataset.draft}` : "";
const drafted = reply ? { text: reply.value, steps: steps?.value ?? "" } : null;

export function typedFields() {
  return reply ? { text: reply.value, ...(steps && steps.value !== drafted.steps ? { steps: steps.value } : {}) } : {};
}

const isTouched = () => Boolean(reply) && (reply.value !== drafted.text || (steps && steps.value !== drafted.steps));

export function saveNow() {
  if (!isTouched()) return;
  keepText(name, JSON.stringify({ text: reply.value, steps: steps?.value ?? "", revision: main.dataset.revision }));
}

let running = null;
const words = { supported: "supported", weak: "weak", unsupported: "unsupported", not_needed: "needs no source" };
const shapes = { supported: "✓", weak: "!", unsupported: "✕", not_needed: "·" };

async function check() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  let answer;
  try {
    answer = await post(link(`/drafts/${main.dataset.draft}/check`), { text: reply.value, steps: steps?.value ?? "" }, { signal, accept: "application/json" });
  } catch {
    // A newer check took its place, or there is no network; the next key tries again.
    return;
  }
  if (answer.ended) return;
  const told = await answer.response.json().catch(() => null);
  if (signal.aborted || !told) return;
  if (!answer.ok) {
    box.replaceChildren(make("p", { class: "hint bad" }, told.detail ?? "The text could not be checked."));
    return;
  }
  show(told);
}

function show(told) {
  const list = make("ol", { class: "live-sentences" });
  for (const sentence of told.reply) {
    const line = make("li", { "data-support": sentence.support });
    line.append(
      make("span", { dir: "auto" }, sentence.text.length > 300 ? `${sentence.text.slice(0, 300)} …` : sentence.text), " ",
      make("span", { class: `chip ${sentence.support}` }, make("span", { "aria-hidden": "true" }, shapes[sentence.support] ?? ""), ` ${words[sentence.support] ?? ""} ${sentence.evidence.join(" ")}`));
    list.append(line);
  }
  const diff = make("div", { class: "diff words-of-others", dir: "auto" });
  for (const piece of told.diff) {
    diff.append(piece.kind === "kept" ? piece.text : make(piece.kind === "deleted" ? "del" : "ins", {}, piece.text));
  }
  const isOpen = box.querySelector("details")?.open ?? false;
  box.replaceChildren(
    make("p", { class: "small soft" }, told.blocked ? "As typed, this cannot be approved yet." : "As typed, this can be approved."),
    list, make("details", { class: "fold", open: isOpen }, make("summary", {}, "What was changed in the draft"), diff));
  lock(told);
}

// What stands in the way of approving, as far as the typed text goes.
function lock(told) {
  const reasons = document.getElementById("blocked-reasons");
  const mayConfirm = Boolean(document.getElementById("confirm-unsupported"));
  for (const button of document.querySelectorAll('[data-button="approve"], [data-button="note"]')) {
    button.disabled = told.blocked && !mayConfirm;
  }
  if (!reasons) return;
  reasons.replaceChildren();
  if (!told.blocked) return;
  const list = make("ul");
  for (const reason of told.reasons.slice(0, 12)) list.append(make("li", { dir: "auto" }, reason));
  reasons.append(make("div", { class: "banner weak" }, make("div", { class: "banner-text" }, make("strong", {}, "This text cannot be approved yet"), list)));
}

if (editor && reply && box) {
  const later = debounce(check, 400);
  const keep = debounce(saveNow, 300);
  for (const field of [reply, steps]) {
    field?.addEventListener("input", () => {
      later();
      keep();
    });
  }
  // Ctrl+Enter saves, as in most ticket systems.
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) editor.requestSubmit();
  });
  addEventListener("pagehide", saveNow);
  const kept = keptText(name);
  if (kept) {
    const old = (() => { try { return JSON.parse(kept.text); } catch { return null; } })();
    if (old && (old.text !== reply.value || (steps && old.steps !== steps.value))) {
      const isSame = old.revision === main.dataset.revision;
      const take = make("button", { type: "button", class: "button" }, "Take it back");
      const drop = make("button", { type: "button", class: "button quiet" }, "Forget it");
      const note = make("div", { class: "banner info" }, make("div", { class: "banner-text" },
        make("strong", {}, isSame ? "You had typed something here" : "You had typed something here, and the draft has changed since"),
        make("p", { class: "row" }, take, drop)));
      take.addEventListener("click", () => {
        reply.value = old.text;
        if (steps && old.steps) steps.value = old.steps;
        note.remove();
        reply.focus();
        later();
      });
      drop.addEventListener("click", () => {
        dropText(name);
        note.remove();
      });
      editor.before(note);
    } else {
      dropText(name);
    }
  }
  document.addEventListener("session-ended", () => say("Your session has ended. Your text is kept in this tab.", {
    tone: "weak", link: { text: "Sign in in a new tab, then come back here", href: "/sign-in" },
  }));
}
