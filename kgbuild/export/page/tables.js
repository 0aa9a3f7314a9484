// Tables that sort by a click on a heading.
import { make } from "./dom.js";

const plain = (value) => (value === null || value === undefined ? "" : value);
const before = (a, b) =>
  typeof a === "number" && typeof b === "number"
    ? a - b
    : String(plain(a)).localeCompare(String(plain(b)), "en", { numeric: true });
const empty = (value) => value === null || value === undefined || value === "";

// Columns: { title, value: row → what is sorted by, cell: row → element or text, numeric, first: "descending" if a first click sorts so }.
export function sortableTable(caption, columns, rows, { sorted, first = 15 }) {
  const body = make("tbody");
  const order = { by: sorted, down: columns[sorted].first === "descending" };
  let most = first;
  const heads = columns.map((column, at) =>
    make(
      "th",
      { scope: "col", className: column.numeric ? "numeric" : null },
      make("button", { type: "button", text: column.title, onclick: () => sortBy(at) }),
    ),
  );
  const more = make("button", {
    type: "button",
    className: "more",
    onclick: () => {
      most = rows.length;
      fill();
    },
  });

  function sortBy(at) {
    order.down = order.by === at ? !order.down : columns[at].first === "descending";
    order.by = at;
    fill();
  }

  function fill() {
    const { value } = columns[order.by];
    const sign = order.down ? -1 : 1;
    const list = [...rows].sort((a, b) => empty(value(a)) - empty(value(b)) || sign * before(value(a), value(b)));
    body.replaceChildren(
      ...list
        .slice(0, most)
        .map((row) =>
          make(
            "tr",
            {},
            ...columns.map((column) => make("td", { className: column.numeric ? "numeric" : null }, ...[column.cell(row)].flat())),
          ),
        ),
    );
    heads.forEach((head, at) => {
      if (at === order.by) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    more.hidden = rows.length <= most;
    more.textContent = `Show all ${rows.length}`;
  }

  fill();
  return make(
    "div",
    { className: "table" },
    make(
      "div",
      { className: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      make("table", {}, make("caption", { text: caption }), make("thead", {}, make("tr", {}, ...heads)), body),
    ),
    more,
  );
}
