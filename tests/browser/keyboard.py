"""Walk over a page with the Tab key, and say what is wrong with each stop."""

from __future__ import annotations

from dataclasses import dataclass

from accessibility import with_axe
from playwright.sync_api import Page

# Looks at the element with the focus when the key comes up again: by then it has been scrolled into view.
WATCH = """() => {
  const KEYS = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const bearers = (one) => [one, ...(one.labels ?? [])];
  const look = (one) => {
    const style = getComputedStyle(one);
    const none = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0;
    return `${none ? '' : style.outline}|${style.boxShadow === 'none' ? '' : style.boxShadow}`;
  };
  const atRest = new Map(), names = new Map();
  axe.setup();
  for (const one of document.querySelectorAll(KEYS)) {
    names.set(one, axe.commons.text.accessibleText(one).trim());
    if (one !== document.activeElement) for (const bearer of bearers(one)) atRest.set(bearer, look(bearer));
  }
  axe.teardown();
  // Parents that hide what sticks out of them.
  const hiding = (one) => {
    const found = [];
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflow !== 'visible') found.push(up.getBoundingClientRect());
    }
    return found;
  };
  const inside = (box, frame, room = 1) => box.left >= frame.left - room && box.top >= frame.top - room
    && box.right <= frame.right + room && box.bottom <= frame.bottom + room;
  // How many sides of the line around it can be seen inside this frame.
  const sides = (one, frame) => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const grow = Math.max(0, parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth)) - 1;
    return (box.left - grow >= frame.left) + (box.top - grow >= frame.top)
      + (box.right + grow <= frame.right) + (box.bottom + grow <= frame.bottom);
  };
  const faults = (one) => {
    const found = [], box = one.getBoundingClientRect();
    if (!box.width || !box.height || !shown(one)) return ['verborgen'];
    const room = box.height > innerHeight ? Infinity : 0; // of a table that slides, part is enough
    if (!inside(box, { left: 0, top: -room, right: innerWidth, bottom: innerHeight + room })) {
      found.push(`buiten beeld (${[box.left, box.top, box.right, box.bottom].map(Math.round)})`);
    }
    for (const rect of one.getClientRects()) {
      const middle = [rect.left + rect.width / 2, rect.top + rect.height / 2];
      const top = document.elementFromPoint(...middle);
      const free = bearers(one).some((bearer) => bearer.contains(top));
      if (!free) found.push(`bedekt door ${top?.outerHTML.slice(0, 60)}`);
    }
    const marked = bearers(one).filter((bearer) => look(bearer) !== '|' && look(bearer) !== atRest.get(bearer)
      && (bearer !== one || +getComputedStyle(one).opacity > 0));
    if (!marked.length) found.push('geen zichtbare focus');
    const whole = (bearer) => hiding(bearer).every((frame) => sides(bearer, frame) > 1);
    if (marked.length && !marked.some(whole)) found.push('focus afgeknipt');
    return found;
  };
  self.zpStops = [];
  self.zpWatch?.abort();
  self.zpWatch = new AbortController();
  addEventListener('keyup', ({ key }) => {
    if (key !== 'Tab') return;
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) zpStops.push(null);
    else zpStops.push({ one, name: names.get(one), faults: faults(one) });
  }, { capture: true, signal: zpWatch.signal });
  return [...document.querySelectorAll(KEYS)].filter((one) => one.tabIndex >= 0 && !one.disabled && shown(one)).length;
}"""
# The stops up to where the walk began anew; after the last stop of a page the focus is nowhere, and then on the first.
COLLECT = """() => {
  const met = zpStops.filter(Boolean), again = met.findIndex((stop, at) => at && stop.one === met[0].one);
  const stops = again < 0 ? met : met.slice(0, again);
  return {
    round: again > 0, first: zpStops[zpStops.indexOf(null) + 1]?.name,
    stops: stops.map(({ one, name, faults }) => ({
      what: one.outerHTML.replace(/\\s+/g, ' ').slice(0, 100), name, faults,
      twice: one.type !== 'date' && stops.filter((other) => other.one === one).length > 1, // a date has a stop per part
      menu: !!one.closest('.zp-menu nav'),
    })),
  };
}"""


@dataclass(frozen=True, slots=True)
class Walk:
    """What was met on the way: names in order, names in the menu, what is wrong, and how the page begins anew."""

    names: list[str]
    in_menu: list[str]
    faults: list[str]
    round: bool
    first: str


def walk(page: Page, at_most: int | None = None) -> Walk:
    """Press Tab from where the focus is until it is there again, or `at_most` times.

    Ask for `reduced_motion="reduce"` first: then a page does not scroll on while it is looked at.
    """
    with_axe(page)
    stops: int = page.evaluate(WATCH)
    stops += 4 * page.locator("input[type=date]:visible").count()
    for _ in range(at_most or stops + 3):
        page.keyboard.press("Tab")
    met = page.evaluate(COLLECT)
    faults = [f"{stop['what']}: {', '.join(stop['faults'])}" for stop in met["stops"] if stop["faults"]]
    faults += [f"{stop['what']}: geen naam" for stop in met["stops"] if not stop["name"]]
    faults += [f"{stop['what']}: twee keer" for stop in met["stops"] if stop["twice"]]
    names = [stop["name"] for stop in met["stops"]]
    return Walk(names, [stop["name"] for stop in met["stops"] if stop["menu"]], faults, met["round"], met["first"])
