// Written by scripts/embed-assets from Web/js/send.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let sendJS: StaticString = ##"""
import { say } from "./say.js";
const token = () => document.querySelector("meta[name=csrf]")?.content ?? "";
const user = () => document.body.dataset.user ?? "";
let hasEnded = false;
export async function post(path, fields = {}, { signal, accept = "text/html" } = {}) {
if (hasEnded && !(await renewToken())) return { ok: false, status: 401, url: "", response: null, ended: true };
return send(path, {
method: "POST", signal, body: new URLSearchParams(fields),
headers: { "X-CSRF-Token": token(), Accept: accept },
});
}
export function get(path, { signal, accept = "text/html" } = {}) {
return send(path, { signal, headers: { Accept: accept } });
}
async function send(path, options) {
const url = new URL(path, location.origin);
if (url.origin !== location.origin) throw new Error("requests go to this site alone");
const response = await fetch(url, { credentials: "same-origin", redirect: "follow", cache: "no-store", ...options });
const ended = response.status === 401 || (response.redirected && new URL(response.url).pathname === "/sign-in");
if (ended) sessionEnded();
return { ok: response.ok && !ended, status: response.status, url: response.url, response, ended };
}
export function sessionEnded() {
hasEnded = true;
document.dispatchEvent(new CustomEvent("session-ended"));
say("Your session has ended. Your text is kept.", {
tone: "weak", link: { text: "Sign in in a new tab, then come back here", href: "/sign-in" },
});
}
const place = (name) => `sidenote:${user()}:${name}`;
export function keepText(name, text) {
try {
sessionStorage.setItem(place(name), JSON.stringify({ text, at: Date.now() }));
return true;
} catch {
return false;
}
}
export function keptText(name) {
try {
return JSON.parse(sessionStorage.getItem(place(name)) ?? "null");
} catch {
return null;
}
}
export function dropText(name) {
try {
sessionStorage.removeItem(place(name));
} catch {
}
}
export async function renewToken() {
const answer = await get(location.pathname + location.search);
if (answer.ended) return false;
const page = new DOMParser().parseFromString(await answer.response.text(), "text/html");
const fresh = page.querySelector("meta[name=csrf]")?.content;
if (!fresh) return false;
if ((page.body.dataset.user ?? "") !== user()) {
say("Somebody else is signed in now. Your text is kept; sign in as yourself to go on.", { tone: "bad" });
return false;
}
hasEnded = false;
document.querySelector("meta[name=csrf]").content = fresh;
for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = fresh;
document.getElementById("flash")?.replaceChildren();
return true;
}

"""##
}
