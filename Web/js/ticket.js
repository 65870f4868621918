// A ticket's page: walking through the claims, evidence beside its sentence, tabs, the clock, what others do meanwhile.
import { link, live, make, register } from "./core.js";

const main = document.querySelector("main[data-ticket]");
const sentences = [...document.querySelectorAll(".sentence")];
const found = document.querySelector(".col-found");
const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

// Tabs. Without this they are links, and the stylesheet shows the panel that the address names.
const tablist = document.querySelector(".found-tabs");
const tabs = tablist ? [...tablist.querySelectorAll("[data-tab]")] : [];
const panelOf = (tab) => document.getElementById(`panel-${tab.dataset.tab}`);

function select(name, focus = false) {
  for (const tab of tabs) {
    const isChosen = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    if (isChosen) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
    panelOf(tab)?.classList.toggle("shown", isChosen);
    if (isChosen && focus) tab.focus();
  }
}

function panelOfPlace(id) {
  const place = id ? document.getElementById(id) : null;
  return place?.closest("[data-panel]") ?? null;
}

if (tablist) {
  tablist.setAttribute("role", "tablist");
  tablist.setAttribute("aria-label", "What it rests on");
  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `panel-${tab.dataset.tab}`);
    panelOf(tab)?.setAttribute("role", "tabpanel");
    tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      select(tab.dataset.tab);
    });
  }
  tablist.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(tabs[(to + tabs.length) % tabs.length].dataset.tab, true);
  });
  document.querySelector(".panels").classList.add("scripted");
  const current = tabs.find((tab) => tab.hasAttribute("aria-current")) ?? tabs[0];
  select(panelOfPlace(location.hash.slice(1))?.dataset.panel ?? current.dataset.tab);
}

// Links to a place in a panel open the panel first.
document.addEventListener("click", (event) => {
  const anchor = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  if (!anchor || event.defaultPrevented) return;
  const id = decodeURIComponent(anchor.getAttribute("href").slice(1));
  const panel = panelOfPlace(id);
  if (!panel) return;
  event.preventDefault();
  select(panel.dataset.panel);
  const sentence = anchor.closest(".sentence");
  if (sentence) mark(sentence);
  const place = document.getElementById(id);
  if (place === panel) return void panel.scrollIntoView({ block: "start", behavior: smooth });
  show(place, sentence);
  place.focus({ preventScroll: true });
});

// Evidence beside its sentence.
function light(sentence) {
  const ids = new Set((sentence?.dataset.evidence ?? "").split(" ").filter(Boolean));
  for (const card of document.querySelectorAll(".evidence")) card.classList.toggle("lit", ids.has(card.dataset.evidence));
  for (const span of document.querySelectorAll("mark.cited")) {
    span.classList.toggle("lit", Boolean(sentence) && span.dataset.for.split(" ").includes(sentence.dataset.sentence));
  }
}

function spanIn(card, sentence) {
  return [...card.querySelectorAll("mark.cited")].find((span) => span.dataset.for.split(" ").includes(sentence?.dataset.sentence));
}

const isBeside = () => found && getComputedStyle(found).overflowY === "auto";

// Brings a card, or what a sentence cites in it, into view.
function show(card, sentence) {
  const place = (sentence && spanIn(card, sentence)) || card;
  if (!isBeside()) return void place.scrollIntoView({ block: "center", behavior: smooth });
  const box = found.getBoundingClientRect();
  const top = found.scrollTop + place.getBoundingClientRect().top - box.top - Math.min(120, box.height / 4);
  found.scrollTo({ top, behavior: smooth });
}

let current = null;
function mark(sentence) {
  current?.classList.remove("current");
  current = sentence;
  current?.classList.add("current");
  light(current);
}

function walk(step) {
  if (sentences.length === 0) return;
  const at = current ? sentences.indexOf(current) : step > 0 ? -1 : sentences.length;
  const next = sentences[Math.max(0, Math.min(sentences.length - 1, at + step))];
  mark(next);
  const chip = next.querySelector("a.chip");
  if (!chip) next.tabIndex = -1;
  (chip ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", behavior: smooth });
  const first = (next.dataset.evidence ?? "").split(" ")[0];
  const card = first ? [...document.querySelectorAll(".evidence")].find((one) => one.dataset.evidence === first) : null;
  if (!card) return;
  select("evidence");
  if (isBeside()) show(card, next);
}

for (const sentence of sentences) {
  sentence.addEventListener("mouseenter", () => light(sentence));
  sentence.addEventListener("mouseleave", () => light(current));
  sentence.addEventListener("focusin", () => {
    if (sentence !== current) mark(sentence);
  });
}

register("n", "Next claim", () => walk(1), { group: "Ticket", when: () => sentences.length > 0 });
register("p", "Previous claim", () => walk(-1), { group: "Ticket", when: () => sentences.length > 0 });
for (const [key, rel, label] of [["j", "next", "Next ticket"], ["k", "prev", "Previous ticket"]]) {
  const anchor = document.querySelector(`.neighbours a[rel="${rel}"]`);
  if (anchor) register(key, label, () => location.assign(anchor.href), { group: "Ticket" });
}

// The clock goes on by the server's time.
const ahead = Date.parse(document.body.dataset.now ?? "") - Date.now() || 0;

function span(seconds) {
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 5400) return `${Math.floor(seconds / 60)}\u00a0min`;
  if (seconds < 172800) return `${Math.floor(seconds / 3600)}\u00a0h`;
  return `${Math.floor(seconds / 86400)}\u00a0days`;
}

function tick() {
  const now = Date.now() + ahead;
  for (const clock of document.querySelectorAll(".clock[data-due]")) {
    const due = Date.parse(clock.dataset.due);
    const from = Date.parse(clock.dataset.from);
    const left = Math.trunc((due - now) / 1000);
    const share = Math.max(0, left) / Math.max(1, (due - from) / 1000);
    const sla = clock.querySelector(".sla");
    const words = clock.querySelector(".left");
    const bar = clock.querySelector(".bar > span");
    if (!sla || !words || !bar) continue;
    words.textContent = Math.abs(left) < 60 ? "due now" : span(Math.abs(left)) + (left > 0 ? " left" : " late");
    sla.className = left <= 0 ? "sla late" : share < 0.25 || left < 3600 ? "sla soon" : "sla";
    bar.className = `w-${share <= 0 ? 0 : share >= 1 ? 100 : Math.min(95, Math.max(5, Math.round(share * 20) * 5))}`;
  }
}
if (document.querySelector(".clock[data-due]")) setInterval(tick, 15000);

// What others do meanwhile is told, with a link; the page never changes under somebody's hands.
const words = {
  draft_claimed: "Somebody took this ticket in hand.",
  draft_released: "This ticket was put back into the queue.",
  draft_edited: "Somebody is working on this draft: it has a newer text.",
  draft_decided: "This draft has been decided.",
  draft_stale: "The ticket has changed. Please look again before you decide.",
  draft_ready: "There is a newer draft for this ticket.",
};
let acted = 0;
document.addEventListener("submit", (event) => {
  if (event.target instanceof Element && event.target.matches("form[data-act]")) acted = Date.now();
}, true);
document.addEventListener("acted", () => { acted = Date.now(); });

function tell(text) {
  const banners = document.querySelector(".banners");
  if (!banners) return;
  const here = new URL(location.href);
  here.hash = "";
  here.searchParams.delete("draft");
  banners.querySelector(".banner.live")?.remove();
  const content = make("div", { class: "banner-text" }, make("strong", {}, text), " ",
    make("a", { href: link(here.pathname + here.search) }, "Show it as it is now"));
  banners.prepend(make("div", { class: "banner weak live", role: "status" },
    make("span", { class: "shape", "aria-hidden": "true" }, "↻"), content));
}

if (main) {
  live(({ kind, data }) => {
    if (data.ticket_id !== main.dataset.ticket || !words[kind]) return;
    const isOurs = String(data.draft ?? "") === (main.dataset.draft ?? "");
    if (!main.dataset.draft) return void (kind === "draft_ready" && tell("The draft is ready."));
    if (kind === "draft_ready") return void (!isOurs && tell(words[kind]));
    if (!isOurs || Date.now() - acted < 5000) return;
    if (kind !== "draft_edited" && data.state === main.dataset.state) return;
    tell(words[kind]);
  });
}
