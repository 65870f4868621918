"""Questions about a page that is open: does it hold together, can it be used by keyboard, does axe object."""

from axe_playwright_python.sync_playwright import Axe

WIDTHS = {1440: 900, 1024: 768, 720: 1000, 360: 740}

# Every line of text with the box that is really seen of it; two of them never share pixels. What floats above the page
# on purpose (fixed, sticky, a menu) is left out, and so is text that is only for screen readers.
OVERLAPS = """
() => {
  const floats = (element) => {
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.position === 'fixed' || style.position === 'sticky' || style.visibility === 'hidden') return true;
      if (style.position === 'absolute' && (each.offsetWidth <= 1 || each.closest('.vh, .menu-box, dialog'))) return true;
      if (style.clip !== 'auto' || (style.clipPath !== 'none' && each.offsetWidth <= 1)) return true;
    }
    return false;
  };
  const visible = (element, rect) => {
    let box = { left: rect.left, top: rect.top, right: rect.right, bottom: rect.bottom };
    for (let each = element; each && each !== document.documentElement; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
        const own = each.getBoundingClientRect();
        box = { left: Math.max(box.left, own.left), top: Math.max(box.top, own.top),
                right: Math.min(box.right, own.right), bottom: Math.min(box.bottom, own.bottom) };
      }
    }
    return box.right - box.left > 1 && box.bottom - box.top > 1 ? box : null;
  };
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && lines.length < 2500) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || !parent || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEXTAREA', 'OPTION'].includes(parent.tagName)) continue;
    if (!parent.checkVisibility({ visibilityProperty: true }) || floats(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of [...range.getClientRects()].slice(0, 200)) {
      const box = visible(parent, rect);
      if (box) lines.push({ ...box, parent, text: node.data.trim().slice(0, 40) });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const found = [];
  for (let i = 0; i < lines.length && found.length < 8; i++) {
    for (let j = i + 1; j < lines.length && lines[j].top < lines[i].bottom - 4; j++) {
      const a = lines[i], b = lines[j];
      const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Lines of one paragraph may touch by the height of their glyph boxes.
      if (x > 3 && y > 6 && a.parent !== b.parent) found.push(`“${a.text}” (${a.parent.tagName}.${a.parent.className}) over “${b.text}” (${b.parent.tagName}.${b.parent.className})`);
    }
  }
  return found;
}
"""

# What sticks out of the window to the right, innermost first, when the page scrolls sideways.
WIDE = """
() => {
  const root = document.documentElement, found = [];
  if (root.scrollWidth <= root.clientWidth) return found;
  for (const each of document.body.querySelectorAll('*')) {
    const rect = each.getBoundingClientRect();
    if (rect.right > root.clientWidth + 1 && rect.width > 0) found.push(`${each.tagName}.${each.className} ${Math.round(rect.right)}`);
  }
  return [`${root.scrollWidth} > ${root.clientWidth}`, ...found.slice(-6)];
}
"""

TABBABLE = """
() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((each) =>
  !each.disabled && each.tabIndex >= 0 && each.type !== 'hidden' && each.checkVisibility({ visibilityProperty: true }) &&
  !each.closest('[inert]') && !(each.type === 'radio' && !each.checked && document.querySelector(`input[type=radio][name="${CSS.escape(each.name)}"]:checked`))
).map((each, number) => { each.dataset.stop = number; return `${each.tagName} ${(each.textContent || each.name || '').trim().slice(0, 40)}`; })
"""

FOCUS = """
() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const seen = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  };
  const rect = each.getBoundingClientRect();
  const label = each.labels && each.labels[0];
  return {
    stop: each.dataset.stop, name: `${each.tagName}.${each.className} ${(each.textContent || each.name || '').trim().slice(0, 40)}`,
    isSeen: seen(each) || (label && seen(label)) || (each.parentElement && each.parentElement.matches(':focus-within') && seen(each.parentElement)),
    isInside: rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth + 1,
  };
}
"""


def check_layout(page):
    wide = page.evaluate(WIDE)
    assert not wide, f"{page.url} scrolls sideways at {page.viewport_size['width']} px: {wide}"
    overlaps = page.evaluate(OVERLAPS)
    assert not overlaps, f"{page.url} overlaps at {page.viewport_size['width']} px: {overlaps}"


def check_axe(page, rules=None):
    """No objection by any rule, or by those alone that are named."""
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    words = [
        f"{each['id']} ({each['impact']}): {node['html'][:140]} – {(node.get('failureSummary') or '').splitlines()[-1].strip()[:160]}"
        for each in found for node in each["nodes"][:3]]
    assert not found, f"{page.url}: {words}"


def check_keyboard(page, limit=400):
    """Tab reaches everything that can be pressed, shows where it is, and comes to an end."""
    stops = page.evaluate(TABBABLE)
    reached, hidden = set(), []
    page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
    for _ in range(min(limit, len(stops) + 60)):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            # Past the last one.
            if len(reached) >= len(stops):
                break
            continue
        if focus["stop"] is not None:
            if int(focus["stop"]) in reached and len(reached) >= len(stops):
                break
            reached.add(int(focus["stop"]))
        if not focus["isSeen"] or not focus["isInside"]:
            hidden.append(focus["name"])
    missed = [name for number, name in enumerate(stops) if number not in reached]
    assert not hidden, f"{page.url}: the focus does not show on {sorted(set(hidden))[:5]}"
    assert not missed or len(stops) > limit, f"{page.url}: Tab does not reach {missed[:5]} ({len(missed)} of {len(stops)})"
