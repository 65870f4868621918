// What happens to drafts, as it happens (/api/v1/events), over one connection for all tabs of the browser.
//
// The tab that holds the lock listens and passes on what it hears; when it is closed, the browser gives the lock to
// another. Events go on after the last one that was heard, by whichever tab; the first one after what the page itself
// shows. A tab that nobody has looked at for five minutes lets go.
import { sessionEnded } from "./send.js";

const kinds = ["draft_ready", "draft_claimed", "draft_released", "draft_edited", "draft_decided", "draft_stale", "reset"];
const restAfter = 5 * 60 * 1000;
const longestWait = 60 * 1000;

let listeners = new Set();
// Ids are whole numbers in order; 0 is none yet.
let last = Number(document.body.dataset.event) || 0;
let source = null;
let release = null;
let channel = null;
let retry = 1000;
let retryTimer = 0;
let restTimer = 0;
let asking = null;

// Calls `listener` with { kind, id, data }; `reset` says that lists must be read anew. Returns a function that ends it.
export function live(listener) {
  listeners.add(listener);
  if (listeners.size === 1) begin();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) end();
  };
}

function tell(event) {
  const id = Number(event.id) || 0;
  // Whoever took over may hear again what this page was told by the one before.
  if (event.kind !== "reset" && id > 0 && id <= last) return;
  last = event.kind === "reset" ? id || last : Math.max(id, last);
  for (const listener of listeners) listener(event);
}

function begin() {
  if ("BroadcastChannel" in window && !channel) {
    channel = new BroadcastChannel("sidenote-live");
    channel.addEventListener("message", (message) => tell(message.data));
  }
  if (!navigator.locks) return open();
  if (asking) return;
  const abort = new AbortController();
  asking = abort;
  navigator.locks.request("sidenote-live", { signal: abort.signal }, () => new Promise((resolve) => {
    asking = null;
    release = resolve;
    open();
  })).catch(() => {
    // Let go before it was given.
  });
}

function open() {
  clearTimeout(retryTimer);
  source = new EventSource(last ? `/api/v1/events?last_event_id=${last}` : "/api/v1/events");
  source.addEventListener("open", () => { retry = 1000; });
  for (const kind of kinds) {
    source.addEventListener(kind, (event) => {
      let data = {};
      try {
        data = JSON.parse(event.data);
      } catch {
        return;
      }
      const heard = { kind, id: event.lastEventId, data };
      channel?.postMessage(heard);
      tell(heard);
    });
  }
  source.addEventListener("error", () => {
    // Otherwise the browser tries again by itself.
    if (source?.readyState === EventSource.CLOSED) tryAgain();
  });
}

async function tryAgain() {
  source?.close();
  source = null;
  try {
    const me = await fetch("/api/v1/me", { cache: "no-store" });
    if (me.status === 401) return sessionEnded();
  } catch {
    // The network is gone; so much the more reason to wait.
  }
  clearTimeout(retryTimer);
  retryTimer = setTimeout(open, retry * (0.5 + Math.random() / 2));
  retry = Math.min(retry * 2, longestWait);
}

function end() {
  clearTimeout(retryTimer);
  source?.close();
  source = null;
  release?.();
  release = null;
  asking?.abort();
  asking = null;
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(restTimer);
  if (document.hidden) {
    restTimer = setTimeout(end, restAfter);
  } else if (listeners.size > 0 && !source && !asking && !release) {
    begin();
  }
});
addEventListener("pagehide", end);
addEventListener("pageshow", (event) => {
  if (event.persisted && listeners.size > 0) begin();
});
