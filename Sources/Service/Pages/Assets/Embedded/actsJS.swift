// Written by scripts/embed-assets from Web/js/acts.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let actsJS: StaticString = ##"""
import { dropText, link, make, post, register, say, toast } from "./core.js";
import { saveNow, typedFields } from "./editor.js";
const main = document.querySelector("main[data-draft]");
const group = { group: "This draft" };
const form = (act) => document.querySelector(`form[data-act="${act}"]`);
const currentSentence = () =>
document.activeElement?.closest?.(".sentence") ?? document.querySelector(".sentence.current");
async function send(act, source, extra = {}) {
const fields = { ...Object.fromEntries(new FormData(source)), ...extra };
delete fields.csrf_token;
let answer;
try {
answer = await post(source.dataset.action ?? pathOf(source, act), fields, { accept: "application/json" });
} catch {
say("The service cannot be reached. Nothing was changed; your text is kept here.", { tone: "bad" });
return false;
}
if (answer.ended) return false;
const told = await answer.response.json().catch(() => ({}));
if (!answer.ok) {
say([told.detail, told.remedy].filter(Boolean).join(" ") || "That did not work. Nothing was changed.", { tone: "bad" });
return false;
}
if (["edit", "approve", "delete-sentence"].includes(act)) dropText(`draft-${main.dataset.draft}`);
document.dispatchEvent(new Event("acted"));
if (act === "rate") {
toast(told.message ?? "Noted.");
for (const button of source.querySelectorAll("[name=useful]")) {
button.setAttribute("aria-pressed", String(button.value === extra.useful));
}
return true;
}
const next = new URL(link(told.page ?? location.pathname), location.origin);
if (told.flash) next.searchParams.set("flash", told.flash);
location.assign(next.pathname + next.search);
return true;
}
const pathOf = (source, act) => link(`/drafts/${main.dataset.draft}/${act}`) || source.action;
let isSending = false;
document.addEventListener("submit", async (event) => {
const source = event.target;
if (!(source instanceof HTMLFormElement) || !main || !source.dataset.act) return;
const button = event.submitter;
let act = source.dataset.act;
if (act === "regenerate") return;
event.preventDefault();
if (isSending) return;
isSending = true;
const target = button?.getAttribute("formaction");
if (target) act = new URL(target, location.origin).pathname.split("/").pop();
const extra = button?.name ? { [button.name]: button.value } : {};
if (source.id === "editor") Object.assign(extra, typedFields());
const keyed = new FormData(source).get("key");
if (keyed && act !== source.dataset.act) extra.key = `${keyed}${act}`;
button?.setAttribute("aria-busy", "true");
const done = await send(act, source, extra);
button?.removeAttribute("aria-busy");
if (!done || act === "rate") isSending = false;
});
addEventListener("pageshow", (event) => {
if (event.persisted) location.reload();
});
function press(name) {
const button = document.querySelector(`[data-button="${name}"]`);
if (!button) return say("This draft cannot be approved as it stands here.", { tone: "weak" });
if (button.disabled) {
const reasons = [...document.querySelectorAll("#blocked-reasons li")].map((line) => line.textContent);
return say(`It cannot be approved yet. ${reasons.slice(0, 2).join(" ")}`, { tone: "weak" });
}
const confirm = document.getElementById("confirm-internal");
if (name === "approve" && confirm && !confirm.checked) {
confirm.focus();
return say("Please confirm first that the requester may be told what stands in internal evidence alone.", { tone: "weak" });
}
button.click();
}
function onSentence(act, focus = null) {
const sentence = currentSentence();
if (!sentence) return toast("Choose a sentence first, with n or p.");
const tools = sentence.querySelector(".sentence-tools");
const source = tools?.querySelector(`form[data-act="${act}"]`);
if (!source) return toast("That is not possible with this sentence.");
if (!focus) return source.requestSubmit();
tools.open = true;
source.querySelector(focus)?.focus();
}
function openFold(id, focus) {
const fold = document.getElementById(id);
if (!fold) return toast("That is not possible with this draft as it stands.");
fold.open = true;
fold.querySelector(focus)?.focus();
}
async function copy(id) {
const field = document.getElementById(id);
if (!field) return toast("There is a text to copy once the draft is approved.");
try {
await navigator.clipboard.writeText(field.value);
} catch {
field.closest("details")?.setAttribute("open", "");
field.select();
document.execCommand("copy");
}
toast("Copied.");
}
if (main) {
for (const button of document.querySelectorAll("[data-copy]")) {
button.hidden = false;
button.addEventListener("click", () => copy(button.dataset.copy));
}
const hasForm = (act) => () => Boolean(form(act));
register("e", "Edit the reply", () => document.getElementById("reply-text")?.focus(), { ...group, when: hasForm("edit") });
register("a", "Approve", () => press("approve"), { ...group, when: hasForm("approve") });
register("Shift+a", "Approve as internal note only", () => press("note"), { ...group, when: hasForm("approve") });
register("d", "Delete the sentence", () => onSentence("delete-sentence"), { ...group, when: hasForm("delete-sentence") });
register("v", "Vouch for the sentence", () => onSentence("vouch"), { ...group, when: hasForm("edit") });
register("s", "Attach a source to the sentence", () => onSentence("attach", "select"), { ...group, when: hasForm("attach") });
register("r", "Reject", () => openFold("reject", "select"), { ...group, when: hasForm("reject") });
register("R", "Write it anew", () => openFold("regenerate", "input[name=instruction]"), { ...group, when: hasForm("regenerate") });
register("u", "Undo", () => form("undo")?.requestSubmit(), { ...group, when: hasForm("undo") });
register("c", "Copy the final text", () => copy("final-text"), { ...group, when: () => Boolean(document.getElementById("final-text")) });
}
const undo = form("undo");
if (undo) {
let left = Number(undo.dataset.seconds);
const words = undo.querySelector("[data-countdown]");
const timer = setInterval(() => {
left -= 1;
if (left <= 0) {
clearInterval(timer);
undo.remove();
} else if (words) {
words.textContent = ` Can be undone for ${left} seconds more.`;
}
}, 1000);
}
const others = document.getElementById("open-by");
async function heartbeat() {
if (document.hidden || !main) return;
const answer = await post(link(`/drafts/${main.dataset.draft}/presence`), {}, { accept: "application/json" }).catch(() => null);
if (!answer?.ok) return;
const told = await answer.response.json();
if (others) {
others.replaceChildren();
if (told.open_by.length > 0) others.append(make("span", {}, `Also open: ${told.open_by.join(", ")}`));
}
}
if (main && document.querySelector("#reply-editor[data-present=\"1\"]")) {
setInterval(heartbeat, 60 * 1000);
heartbeat();
}
document.addEventListener("session-ended", () => saveNow());

"""##
}
