// The queue: keys, marks, lines brought up to date where they stand, views kept in this browser.
//
// Lines come as HTML from /queue/rows, written by the same code as the page, which escapes all data. They are parsed
// into a document of their own, where nothing runs or loads, and only its table rows are taken over; the content
// security policy allows no inline script in them either. So there is one place that knows what a line looks like.
import { register, live, get, post, toast, say, make, debounce, link, isPod, userID } from "./core.js";
import { dialog } from "./dialog.js";

const table = document.getElementById("queue");
const view = table?.dataset.view ?? location.search.slice(1);
const most = 50;

// MARK: lines and the focus

const lines = () => (table ? [...table.tBodies[0].rows] : []);
const subject = (line) => line?.querySelector("a.subject");
const box = (line) => line?.querySelector("input[type=checkbox]");
let chosen = null;

function choose(line) {
  if (!line) return;
  subject(line)?.focus();
  line.scrollIntoView({ block: "nearest" });
}

function mind(line) {
  if (chosen === line) return;
  chosen?.removeAttribute("aria-current");
  chosen = line;
  chosen?.setAttribute("aria-current", "true");
}

table?.addEventListener("focusin", (event) => mind(event.target.closest("tbody tr")));

function step(by) {
  const all = lines();
  const at = chosen?.isConnected ? all.indexOf(chosen) : -1;
  choose(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

register("j", "Next ticket", () => step(1), { group: "Queue" });
register("k", "Previous ticket", () => step(-1), { group: "Queue" });
register("Enter", "Open the ticket", () => subject(chosen)?.click(), { group: "Queue", when: () => chosen?.isConnected });
register("/", "Search", () => document.getElementById("q")?.select(), { group: "Queue" });
register("g c", "Choose a client", () => document.getElementById("client")?.focus(), { group: "Queue" });
register("r", "Refresh", refresh, { group: "Queue" });

function refresh() {
  location.reload();
}

document.getElementById("refresh")?.addEventListener("click", (event) => {
  event.preventDefault();
  refresh();
});

// A choice shows at once; the button stays for those who want it.
for (const id of ["client", "board", "mine"]) {
  document.getElementById(id)?.addEventListener("change", (event) => {
    // With the keyboard a select changes while one looks through it.
    if (event.target instanceof HTMLInputElement) event.target.form.requestSubmit();
  });
}

// MARK: marks

const form = document.getElementById("marks");
const words = document.getElementById("marked");

const marked = () => (form ? [...form.querySelectorAll("tbody input:checked")] : []);

function count() {
  if (!form) return;
  const number = marked().length;
  words.textContent = number === 0 ? "Nothing marked (x marks a ticket)" : number === 1 ? "1 ticket marked" : `${number} tickets marked`;
  form.classList.toggle("has-marks", number > 0);
}

register("x", "Mark the ticket", () => {
  const mark = box(chosen);
  if (!mark) return;
  mark.checked = !mark.checked;
  count();
}, { group: "Queue", when: () => form !== null && chosen?.isConnected });
form?.addEventListener("change", count);
addEventListener("pageshow", count);
count();

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const act = event.submitter?.value;
  const marks = marked();
  if (!act) return;
  if (marks.length === 0) {
    toast("Nothing is marked.");
    return;
  }
  const many = marks.length === 1 ? "1 ticket" : `${marks.length} tickets`;
  if (act === "reject") {
    const sure = await dialog(`Reject ${many} as not needed?`, (area, end) => {
      const line = make("p", { class: "row" });
      const yes = make("button", { class: "button danger", type: "button" }, "Reject as not needed");
      yes.addEventListener("click", () => end(true));
      line.append(yes);
      area.append(make("p", {}, "Their drafts are set aside. The tickets themselves stay as they are."), line);
    }, { close: "Keep them" });
    if (!sure) return;
  }
  const fields = { act, form: form.elements.form.value, back: "/", confirm: "1" };
  for (const mark of marks) fields[mark.name] = mark.value;
  try {
    const answer = await post("/queue/acts", fields, { accept: "application/json" });
    if (answer.ended) return;
    if (!answer.ok) {
      say("That did not work. Refresh the queue and try again.", { tone: "bad" });
      return;
    }
    const told = await answer.response.json();
    for (const mark of marks) mark.checked = false;
    count();
    const refused = told.results.filter((result) => !result.done);
    if (refused.length > 0) {
      say([told.message, ...refused.map((result) => result.message)].join(" "), { tone: "weak" });
    } else {
      toast(told.message);
    }
    ask(told.results.map((result) => result.draft));
  } catch {
    say("There is no connection. Nothing was changed that you cannot see here.", { tone: "bad" });
  }
});

// MARK: what happens meanwhile

const waiting = new Set();
const fresh = new Set();
const news = document.getElementById("news");
const ask = (drafts) => {
  for (const draft of drafts) waiting.add(draft);
  fetchLines();
};

const fetchLines = debounce(async () => {
  const drafts = [...waiting].slice(0, most);
  if (drafts.length === 0) return;
  for (const draft of drafts) waiting.delete(draft);
  try {
    const query = new URLSearchParams(view);
    query.delete("after");
    query.delete("before");
    query.set("drafts", drafts.join(","));
    const answer = await get(link(`/queue/rows?${query}`));
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.response.text(), "text/html");
    for (const line of page.querySelectorAll("tbody > tr")) take(line);
    tell();
  } catch {
    // The next event asks again.
  }
  if (waiting.size > 0) fetchLines();
}, 250);

function take(found) {
  const { draft, ticket } = found.dataset;
  const old = lines().find((line) => line.dataset.draft === draft) ?? lines().find((line) => line.dataset.ticket === ticket);
  if (!old) {
    if (found.dataset.inView === "1") fresh.add(ticket);
    else fresh.delete(ticket);
    return;
  }
  const line = document.importNode(found, true);
  line.classList.toggle("gone", line.dataset.inView !== "1");
  const mark = box(old);
  if (mark?.checked && old.dataset.revision === line.dataset.revision && box(line)) {
    box(line).checked = true;
  } else if (mark?.checked) {
    toast("A ticket you had marked has changed; its mark is gone.");
  }
  const place = old.contains(document.activeElement) ? (document.activeElement === mark ? "mark" : "subject") : "";
  const isChosen = chosen === old;
  old.replaceWith(line);
  if (isChosen) mind(line);
  if (place) (place === "mark" && box(line) ? box(line) : subject(line))?.focus({ preventScroll: true });
  count();
}

function tell() {
  if (!news) return;
  if (fresh.size === 0) {
    news.replaceChildren();
    return;
  }
  const text = fresh.size === 1 ? "1 new draft" : `${fresh.size} new drafts`;
  const show = make("button", { type: "button", class: "button" }, "Show");
  show.addEventListener("click", refresh);
  news.replaceChildren(make("p", { class: "banner info" }, make("span", { class: "grow" }, text), show));
}

live((event) => {
  if (event.kind === "reset") {
    if (!news) return;
    const show = make("button", { type: "button", class: "button" }, "Refresh");
    show.addEventListener("click", refresh);
    news.replaceChildren(make("p", { class: "banner info" }, make("span", { class: "grow" }, "Some changes were missed"), show));
    return;
  }
  const { draft, ticket_id: ticket } = event.data;
  if (!draft) return;
  const isHere = lines().some((line) => line.dataset.draft === String(draft) || line.dataset.ticket === ticket);
  if (isHere || event.kind === "draft_ready" || fresh.has(ticket)) ask([draft]);
});

// MARK: views

const viewLink = document.getElementById("view-link");
viewLink?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(viewLink.href);
    toast("The link to this view is copied.");
  } catch {
    location.assign(viewLink.href);
  }
});
if (viewLink) viewLink.textContent = "Copy link to this view";

const key = `sidenote:${userID}:views`;

function kept() {
  try {
    const views = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(views)
      ? views.filter((one) => typeof one?.name === "string" && typeof one?.path === "string" && /^\/(\?|$)/.test(one.path))
      : [];
  } catch {
    return [];
  }
}

function keep(views) {
  try {
    localStorage.setItem(key, JSON.stringify(views.slice(0, 20)));
  } catch {
    toast("This browser keeps nothing.");
  }
  showViews();
}

const views = make("details", { class: "fold views" });

function showViews() {
  const list = make("ul");
  for (const one of kept()) {
    const away = make("button", { type: "button", class: "button quiet", "aria-label": `Forget the view ${one.name}` }, "Forget");
    away.addEventListener("click", () => keep(kept().filter((other) => other.name !== one.name)));
    list.append(make("li", { class: "row" }, make("a", { href: link(one.path), dir: "auto" }, one.name), away));
  }
  const name = make("input", { id: "view-name", type: "text", maxlength: "60", required: true });
  const save = make("form", { class: "row" }, make("label", { for: "view-name" }, "Name of this view"), name, make("button", { class: "button" }, "Keep"));
  save.addEventListener("submit", (event) => {
    event.preventDefault();
    const url = new URL(viewLink.href);
    const title = name.value.trim();
    if (title) keep([...kept().filter((one) => one.name !== title), { name: title, path: url.pathname + url.search.replace(/[?&]pod=1/, "") }]);
  });
  views.replaceChildren(make("summary", {}, "Kept views"), make("div", { class: "fold-body stack tight" }, list, save));
}

if (viewLink && !isPod) {
  document.getElementById("filters")?.after(views);
  showViews();
}
