// Written by scripts/embed-assets from Web/js/stream.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let streamJS: StaticString = ##"""
import { dropText, keepText, keptText, link, make, post, say, toast } from "./core.js";
const template = document.getElementById("live-template");
const page = document.getElementById("live-page");
const stopBox = document.getElementById("live-stop");
const spokenEvery = 4000;
class LiveDraft {
constructor() {
const copy = template.content.cloneNode(true);
this.card = copy.querySelector("[data-live]");
this.found = copy.querySelector("[data-live-evidence]");
this.status = copy.querySelector("[data-live-status]");
this.groups = {
model: copy.querySelector('[data-live-group="model"]'),
extract: copy.querySelector('[data-live-group="extract"]'),
};
this.known = new Set();
this.spoken = 0;
this.count = 0;
}
take(kind, data) {
if (kind === "found") this.showFound(data);
else if (kind === "sentences") this.showSentences(data);
else if (kind === "starts-over") this.startOver();
else if (kind === "stopped") this.tell(`${data.by} stopped the model. The draft is being taken from what was found.`);
}
tell(text) {
clearTimeout(this.later);
this.spoken = Date.now();
if (this.status.textContent !== text) this.status.textContent = text;
}
tellSoon(text) {
clearTimeout(this.later);
const wait = this.spoken + spokenEvery - Date.now();
if (wait <= 0) this.tell(text);
else this.later = setTimeout(() => this.tell(text), wait);
}
clear() {
this.empty("model");
this.empty("extract");
this.known.clear();
for (const card of this.found.querySelectorAll(".evidence")) card.remove();
}
empty(name) {
const group = this.groups[name];
group.hidden = true;
for (const part of group.querySelectorAll("[data-live-part]")) {
part.hidden = true;
part.querySelector(".sentences").replaceChildren();
}
if (name === "model") this.count = 0;
}
showFound(data) {
this.clear();
for (const item of data.evidence) {
if (this.known.has(item.id)) continue;
this.known.add(item.id);
this.found.append(evidence(item));
}
this.put("extract", data.sentences);
this.groups.extract.open = true;
this.tell("This was found. The model is being asked.");
}
showSentences(data) {
if (this.count === 0 && !this.groups.extract.contains(document.activeElement)) this.groups.extract.open = false;
this.put("model", data.sentences);
this.count += data.sentences.length;
this.tellSoon(`The model is writing: ${this.count === 1 ? "1 sentence" : `${this.count} sentences`} so far, each checked.`);
}
startOver() {
this.empty("model");
this.groups.extract.open = true;
this.tell("The model starts over: its first answer could not be used as it was.");
}
put(name, sentences) {
const group = this.groups[name];
for (const sentence of sentences) {
const part = group.querySelector(`[data-live-part="${CSS.escape(sentence.part)}"]`);
if (!part) continue;
part.hidden = false;
const list = part.querySelector(".sentences");
const line = this.line(sentence, name === "model");
if (list.children[sentence.number]) list.children[sentence.number].replaceWith(line);
else list.append(line);
}
if (sentences.length > 0) group.hidden = false;
}
line(sentence, isNew) {
const classes = isNew ? "sentence fresh" : "sentence";
if (sentence.is_withheld) {
return make("li", { class: classes }, make("span", { class: "soft" }, "Withheld until the draft is checked"), " ",
chip({ tone: "bad", shape: "✕", word: "names another client’s things" }));
}
const rests = make("span", { class: "rests", lang: "en" });
const ids = sentence.evidence.filter((id) => this.known.has(id));
rests.append(chip(sentence, ids[0]));
for (const id of ids.slice(1)) rests.append(" ", make("a", { class: "chip more", href: `#${anchor(id)}` }, id));
const line = make("li", { class: classes }, make("span", { class: "said", dir: "auto" }, sentence.text), " ", rests);
if (sentence.missing.length > 0) {
const missing = make("p", { class: "missing", lang: "en" }, "Not in what it cites: ");
sentence.missing.forEach((token, index) => {
if (index > 0) missing.append(", ");
missing.append(make("code", { dir: "auto" }, token));
});
line.append(missing);
}
return line;
}
}
const anchor = (id) => `live-${id}`;
function chip({ tone, shape, word }, id = null) {
const inside = [
make("span", { class: "shape", "aria-hidden": "true" }, shape), make("span", { class: "word" }, word),
...(id ? [make("span", { class: "cite" }, id)] : []),
];
return make(id ? "a" : "span", { class: `chip ${tone}`, href: id ? `#${anchor(id)}` : null }, ...inside);
}
function evidence(item) {
return make("article", { class: "evidence", id: anchor(item.id), "data-evidence": item.id, tabindex: "-1" },
make("div", { class: "evidence-head" }, make("span", { class: "eid" }, item.id),
make("span", { class: "soft" }, item.kind),
make("span", { class: item.may_be_shared ? "badge ok" : "badge weak" }, item.may_be_shared ? "Shareable" : "Internal")),
make("h3", { dir: "auto" }, item.title),
make("div", { class: "excerpt words-of-others", dir: "auto" }, item.text));
}
function isBusy() {
const at = document.activeElement;
return Boolean(at?.matches("input:not([type=hidden]), textarea, select, [contenteditable]"))
|| Boolean(document.querySelector("dialog[open]")) || getSelection()?.isCollapsed === false;
}
const placeName = "live-place";
function keepPlace(card) {
const at = document.activeElement;
const near = at?.closest("[data-evidence]")?.dataset.evidence ?? "";
const focus = near ? `evidence ${near}` : card.contains(at) || stopBox?.contains(at) ? "draft" : "";
keepText(placeName, JSON.stringify({ path: location.pathname, y: scrollY, focus }));
}
function restorePlace() {
const kept = keptText(placeName);
if (!kept) return;
dropText(placeName);
let place;
try {
place = JSON.parse(kept.text);
} catch {
return;
}
if (place.path !== location.pathname || Date.now() - kept.at > 20000) return;
scrollTo(0, place.y);
let target = null;
if (place.focus.startsWith("evidence ")) target = document.getElementById(`ev-${place.focus.slice(9)}`);
else if (place.focus === "draft") target = document.querySelector(".draft h2");
if (!target) return;
if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
target.focus({ preventScroll: true });
}
function lookOn() {
const draft = new LiveDraft();
let isShown = false;
function show() {
if (isShown) return;
isShown = true;
page.classList.add("review");
const written = page.querySelector(".col-ticket");
if (written && written.childElementCount === 0) {
written.remove();
page.classList.add("two");
}
page.append(make("section", { class: "col col-draft", "aria-label": "Draft" }, draft.card),
make("section", { class: "col col-found", "aria-label": "What it rests on" }, draft.found));
document.getElementById("main")?.classList.replace("wide", "full");
if (stopBox) stopBox.hidden = false;
}
const source = new EventSource(link(page.dataset.progress));
const close = () => source.close();
source.addEventListener("open", () => draft.clear());
for (const kind of ["found", "sentences", "starts-over", "stopped"]) {
source.addEventListener(kind, (event) => {
show();
draft.take(kind, JSON.parse(event.data));
if (kind === "stopped" && stopBox) stopBox.hidden = true;
});
}
source.addEventListener("done", () => {
close();
draft.tell("It is done.");
if (stopBox) stopBox.hidden = true;
if (isBusy()) {
const here = link(location.pathname);
const banners = document.querySelector(".banners");
banners?.querySelector(".banner.live")?.remove();
return void banners?.prepend(make("div", { class: "banner weak live", role: "status" },
make("span", { class: "shape", "aria-hidden": "true" }, "↻"),
make("div", { class: "banner-text" }, make("strong", {}, "It is done."), " ", make("a", { href: here }, "Show it as it is now"))));
}
keepPlace(draft.card);
location.reload();
});
addEventListener("pagehide", close);
stopBox?.querySelector("form")?.addEventListener("submit", async (event) => {
event.preventDefault();
const form = event.target;
const button = form.querySelector("button");
if (button.getAttribute("aria-busy") === "true") return;
button.setAttribute("aria-busy", "true");
const answer = await post(form.action, {}, { accept: "application/json" }).catch(() => null);
button.removeAttribute("aria-busy");
if (answer?.ended) return;
if (!answer) return say("The service cannot be reached. The model goes on.", { tone: "bad" });
const told = await answer.response.json().catch(() => ({}));
if (!answer.ok) say([told.detail, told.remedy].filter(Boolean).join(" ") || "That did not work.", { tone: "bad" });
});
}
async function* events(response) {
const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
let rest = "";
while (true) {
const { value, done } = await reader.read();
if (done) return;
rest += value;
let end;
while ((end = rest.indexOf("\n\n")) >= 0) {
const lines = rest.slice(0, end).split("\n");
rest = rest.slice(end + 2);
const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
if (field("data")) yield { kind: field("event") ?? "message", data: JSON.parse(field("data")) };
}
}
}
const words = (told) => [told.detail, told.remedy].filter(Boolean).join(" ") || "That did not work. Nothing was changed.";
async function writeAnew(form) {
const abort = new AbortController();
const draft = new LiveDraft();
const button = form.querySelector("button:not([type=button])");
const cancel = draft.card.querySelector("[data-live-cancel]");
let isOver = false;
const end = () => {
isOver = true;
clearTimeout(draft.later);
draft.card.remove();
button?.removeAttribute("aria-busy");
if (button) button.disabled = false;
};
const fold = make("details", { class: "fold" }, make("summary", {}, "What was found"), draft.found);
draft.found.querySelector("h2")?.remove();
draft.card.append(fold);
draft.card.addEventListener("click", (event) => {
const target = event.target instanceof Element ? event.target.closest('a[href^="#live-"]') : null;
if (target) fold.open = true;
});
cancel.hidden = false;
cancel.addEventListener("click", () => {
abort.abort();
end();
button?.focus();
toast("Cancelled. The draft stays as it was.");
});
(form.closest("details") ?? form).after(draft.card);
draft.tell("Looking for what the draft can rest on.");
draft.card.scrollIntoView({ block: "nearest" });
cancel.focus({ preventScroll: true });
button?.setAttribute("aria-busy", "true");
if (button) button.disabled = true;
try {
const fields = Object.fromEntries(new FormData(form));
delete fields.csrf_token;
const answer = await post(form.action, fields, { signal: abort.signal, accept: "text/event-stream, application/json" });
if (answer.ended) return end();
if (!answer.ok) {
const told = await answer.response.json().catch(() => ({}));
end();
return say(words(told), { tone: "bad" });
}
for await (const { kind, data } of events(answer.response)) {
document.dispatchEvent(new CustomEvent("acted"));
if (kind === "problem") {
end();
return say(words(data), { tone: "bad" });
}
if (kind === "done") {
isOver = true;
const next = new URL(link(data.page ?? location.pathname), location.origin);
if (data.flash) next.searchParams.set("flash", data.flash);
return location.assign(next.pathname + next.search);
}
draft.take(kind, data);
}
end();
say("The connection was lost before the draft was done. Nothing was changed.", { tone: "bad" });
} catch {
if (isOver) return;
end();
say("The service cannot be reached. Nothing was changed.", { tone: "bad" });
}
}
if (template && page && "EventSource" in window) lookOn();
if (template && "TextDecoderStream" in window) {
document.addEventListener("submit", (event) => {
const form = event.target;
if (!(form instanceof HTMLFormElement) || form.dataset.act !== "regenerate" || event.defaultPrevented) return;
event.preventDefault();
if (!form.querySelector("[aria-busy=true]")) writeAnew(form);
});
}
restorePlace();

"""##
}
