// Written by scripts/embed-assets from Web/js/say.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let sayJS: StaticString = ##"""
function holder() {
let box = document.querySelector(".toasts");
if (!box) {
box = document.createElement("div");
box.className = "toasts";
box.setAttribute("role", "status");
document.body.append(box);
}
return box;
}
export function toast(text, { action = null, seconds = 6 } = {}) {
const box = document.createElement("div");
box.className = "toast";
const words = document.createElement("span");
words.className = "grow";
words.textContent = text;
box.append(words);
const end = () => box.remove();
if (action) {
const button = document.createElement("button");
button.type = "button";
button.textContent = action.label;
button.addEventListener("click", () => {
end();
action.act();
});
box.append(button);
}
holder().append(box);
let timer = setTimeout(end, seconds * 1000);
for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, () => clearTimeout(timer));
for (const name of ["pointerleave", "focusout"]) {
box.addEventListener(name, () => {
clearTimeout(timer);
timer = setTimeout(end, 3000);
});
}
return end;
}
export function say(text, { tone = "ok", link = null } = {}) {
const area = document.getElementById("flash");
if (!area) return;
const line = document.createElement("p");
line.className = tone;
line.textContent = text;
if (link) {
const anchor = document.createElement("a");
anchor.href = link.href;
anchor.target = "_blank";
anchor.rel = "noopener";
anchor.textContent = link.text;
line.append(" ", anchor);
}
area.replaceChildren(line);
}

"""##
}
