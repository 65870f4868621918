// Written by scripts/embed-assets from Web/js/dialog.js. Do not edit.
// swift-format-ignore-file

extension EmbeddedAssets {
    static let dialogJS: StaticString = ##"""
export function dialog(title, fill, { close = "Close" } = {}) {
const before = document.activeElement;
const box = document.createElement("dialog");
const heading = document.createElement("h2");
heading.id = "dialog-title";
heading.textContent = title;
box.setAttribute("aria-labelledby", heading.id);
box.append(heading);
return new Promise((resolve) => {
let result;
const end = (value) => {
result = value;
box.close();
};
fill(box, end);
if (close) {
const line = document.createElement("p");
line.className = "row";
const button = document.createElement("button");
button.className = "button";
button.type = "button";
button.textContent = close;
button.addEventListener("click", () => end(undefined));
line.append(button);
box.append(line);
}
box.addEventListener("click", (event) => {
if (event.target === box) end(undefined);
});
box.addEventListener("close", () => {
box.remove();
if (before instanceof HTMLElement) before.focus();
resolve(result);
});
document.body.append(box);
box.showModal();
});
}

"""##
}
