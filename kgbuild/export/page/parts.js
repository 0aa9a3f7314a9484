// Pieces of which the cards of the panel are made.
import { clear } from "./actions.js";
import { years } from "./data.js";
import { button, byId, make, number } from "./dom.js";

const panel = byId("panel");
const FIRST = 8; // rows of a group before "show all"
export const span = [years[0] ?? 0, years[years.length - 1] ?? 0];

export function fill(...children) {
  panel.replaceChildren(...children.filter((child) => child !== null));
  panel.scrollTop = 0;
}

export const closing = () => button("×", clear, { className: "close", "aria-label": "Close (Esc)", title: "Close (Esc)" });
export const heading = (text) => make("h2", { className: "title", dir: "auto", text });
export const quiet = (text) => make("p", { className: "quiet", text });
export const section = (title, ...children) => make("section", {}, make("h3", {}, ...[title].flat()), ...children);

export function listOf(items, row, first = FIRST) {
  const list = make("ul", {}, ...items.slice(0, first).map(row));
  if (items.length <= first) return [list];
  const more = button(
    `Show all ${number(items.length)}`,
    () => {
      list.append(...items.slice(first).map(row));
      more.remove();
    },
    { className: "more" },
  );
  return [list, more];
}
