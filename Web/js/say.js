// Messages that come and go (toast), and the line below the navigation that stays (say).

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

// options: action ({ label, act }), seconds. Returns a function that takes it away.
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
  // While somebody points at it or has the focus in it, it stays.
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

// tone: "ok", "weak", "bad". link: { text, href }, opened in a new tab. Replaces what stood there.
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
