// What the settings pages and the first steps add for those who have scripts: buttons that copy.
import { make, toast } from "./core.js";

for (const source of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = make("button", { type: "button", class: "button quiet" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      toast("Copied.");
    } catch {
      toast("The browser does not allow copying; mark the text instead.");
    }
  });
  source.after(make("div", { class: "copy-row" }, button));
}
