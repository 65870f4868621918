// Keys. A key does something only while nobody writes in a field, no dialog is open and neither Ctrl, Alt nor Meta is
// held. `g c` is one key after the other within a second and a half; capital letters are written as "Shift+a".
import { dialog } from "./dialog.js";

const keys = new Map();
const wait = 1500;
let begun = "";
let timer = 0;

// options: group (heading in the list), when (function: whether the key counts now), hidden (not in the list).
// Returns a function that takes the key back.
export function register(sequence, label, act, options = {}) {
  const name = normal(sequence);
  const entry = { sequence, label, act, group: "This page", ...options };
  keys.set(name, entry);
  return () => {
    if (keys.get(name) === entry) keys.delete(name);
  };
}

function normal(sequence) {
  return sequence.split(" ").map((key) => (key.startsWith("Shift+") && key.length === 7 ? key[6].toUpperCase() : key)).join(" ");
}

function isWriting(target) {
  if (!(target instanceof Element)) return false;
  const field = target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])");
  if (!field) return false;
  return !(field instanceof HTMLInputElement && ["checkbox", "radio", "button", "submit", "reset"].includes(field.type));
}

// A focused button, link or summary keeps the keys that press it.
function isPressing(event) {
  return (event.key === "Enter" || event.key === " ") && event.target instanceof Element &&
    event.target.closest("a[href], button, summary, input, label") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && event.target instanceof HTMLElement && isWriting(event.target)) {
    const escape = keys.get("Escape");
    event.target.blur();
    if (escape && (escape.when?.() ?? true)) escape.act(event);
    return;
  }
  if (isWriting(event.target) || isPressing(event) || document.querySelector("dialog[open]")) return;
  if (["Shift", "Control", "Alt", "Meta", "CapsLock"].includes(event.key)) return;
  clearTimeout(timer);
  const tried = [begun ? `${begun} ${event.key}` : "", event.key].filter(Boolean);
  begun = "";
  for (const name of tried) {
    const entry = keys.get(name);
    if (entry && (entry.when?.() ?? true)) {
      event.preventDefault();
      entry.act(event);
      return;
    }
    if ([...keys.keys()].some((known) => known.startsWith(`${name} `))) {
      begun = name;
      timer = setTimeout(() => { begun = ""; }, wait);
      event.preventDefault();
      return;
    }
  }
});

export function listKeys() {
  const groups = new Map();
  for (const entry of keys.values()) {
    if (entry.hidden || !(entry.when?.() ?? true)) continue;
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  }
  const order = [...groups.keys()].sort((a, b) => (a === "Everywhere") - (b === "Everywhere"));
  dialog("Keys", (box) => {
    for (const group of order) {
      const heading = document.createElement("h3");
      heading.className = "overline";
      heading.textContent = group;
      const list = document.createElement("dl");
      list.className = "key-list";
      for (const entry of groups.get(group)) {
        const line = document.createElement("div");
        const words = document.createElement("dt");
        words.textContent = entry.label;
        const name = document.createElement("dd");
        name.className = "keys";
        for (const key of entry.sequence.split(" ")) {
          const one = document.createElement("kbd");
          one.textContent = key;
          name.append(one);
        }
        line.append(words, name);
        list.append(line);
      }
      box.append(heading, list);
    }
  });
}
