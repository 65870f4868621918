// What every page has: keys, messages, requests, links to other sites, the end of a session.
//
// Rules of all scripts here: text goes into the page by textContent alone; nothing is read from data as markup; nothing
// needs a script to work.
import { register, listKeys } from "./keys.js";
import { confirmLinks } from "./leave.js";

export { register } from "./keys.js";
export { live } from "./live.js";
export { post, get, sessionEnded, keepText, keptText, dropText } from "./send.js";
export { toast, say } from "./say.js";

// Makes an element. Attributes whose value is null, undefined or false are left out.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) throw new Error("listeners are added, not written");
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) element.append(child);
  return element;
}

// Calls `work` once nothing has called for `wait` milliseconds. `.cancel()` takes a waiting call back.
export function debounce(work, wait) {
  let timer = 0;
  const later = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), wait);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

export const isPod = document.body.classList.contains("pod");
export const userID = document.body.dataset.user ?? "";

// A path of this site as a link of this page: in a pod, links stay in the pod.
export function link(path) {
  if (!isPod) return path;
  const url = new URL(path, location.origin);
  url.searchParams.set("pod", "1");
  return url.pathname + url.search + url.hash;
}

register("?", "Show the keys", listKeys, { group: "Everywhere" });
register("g q", "Go to the queue", () => location.assign(link("/")), { group: "Everywhere" });
for (const [key, path, name] of [["g i", "/insights", "insights"], ["g l", "/ledger", "the ledger"], ["g s", "/settings", "settings"]]) {
  const anchor = document.querySelector(`.top nav a[href="${path}"]`);
  if (anchor) register(key, `Go to ${name}`, () => location.assign(path), { group: "Everywhere" });
}
confirmLinks();

// The menu closes with Escape and when one looks elsewhere.
const menu = document.querySelector(".top .menu");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  });
}

// The word about what was done is for this view alone, not for the address that is kept or passed on.
const here = new URL(location.href);
if (here.searchParams.has("flash")) {
  here.searchParams.delete("flash");
  history.replaceState(history.state, "", here.pathname + here.search + here.hash);
}
