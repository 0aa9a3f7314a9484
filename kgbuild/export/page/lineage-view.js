// The lineage as a picture: years from left to right, lines from a base to what derives from it.
import { choose, go } from "./actions.js";
import { byId, counted, make, shortened, svg } from "./dom.js";
import { ancestors, chosenMembers, descendants, foremostOf, lineageOf, members } from "./lineage.js";
import { widthOf } from "./pens.js";
import { state } from "./state.js";

const [WIDE, TALL, LEFT, TOP] = [168, 30, 24, 18]; // pixels: a column, a row, and the margins
const AMOUNTS = [40, 80, 160, 320];
let most = AMOUNTS[1];
let drawnFor = "";

const spotAt = ({ column, row }) => [LEFT + 8 + column * WIDE, TOP + TALL / 2 + row * TALL];

function branch(edge, spots, className) {
  const [x1, y1] = spotAt(spots.get(edge.target));
  const [x2, y2] = spotAt(spots.get(edge.source));
  const kind = edge.relation.name === "variantOf" ? " variant" : "";
  return svg("path", {
    d: branchPath(x1 + 19 + widthOf(labelOf(edge.target), 400, 13), x1, y1, x2, y2),
    className: `${className}${kind}`,
    "data-edge": edge.id,
  });
}

// From behind the base's name, in one turn at the end of its column, then straight along the child's row, which is kept free for it.
function branchPath(behind, x1, y1, x2, y2) {
  if (x2 <= x1) return `M${x1} ${y1 + 6}C${x1 - 40} ${(y1 + y2) / 2} ${x1 - 40} ${(y1 + y2) / 2} ${x2} ${y2 + 6}`;
  if (y1 === y2) return `M${behind} ${y1}H${x2 - 9}`;
  const turn = x1 + WIDE - 12;
  const start = Math.min(behind, turn - 24);
  return `M${start} ${y1}C${turn - 8} ${y1} ${start + 8} ${y2} ${turn} ${y2}H${x2 - 9}`;
}

const labelOf = (node) => shortened(node.name, 18);

function model(node, spot, year) {
  const [x, y] = spotAt(spot);
  const radius = Math.min(8, 3.5 + Math.log2(1 + node.support) * 0.8);
  const label = `${node.name}, ${node.kind.singular}${year ? `, ${year}` : ""}, named in ${counted(node.support, "paper")}`;
  const mark = svg("circle", { cx: x, cy: y, r: radius });
  mark.style.fill = node.kind.colour;
  return svg(
    "g",
    {
      className: "model",
      role: "button",
      tabindex: "0",
      "aria-label": label,
      "data-node": node.id,
      onclick: () => go(node),
      onkeydown: (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          go(node);
        }
      },
    },
    svg("title", { text: label }),
    svg("rect", { x: x - 12, y: y - TALL / 2 + 2, width: 32 + widthOf(labelOf(node), 400, 13), height: TALL - 4, rx: 7 }),
    mark,
    svg("text", { x: x + 13, y: y + 4.5, text: labelOf(node) }),
  );
}

// Without any years, each generation is a column.
const sameAsBefore = (columns, at) => columns.some(Boolean) && columns[at - 1] === columns[at];

function axis(columns) {
  const labels = columns.map((year, at) => {
    const text = columns.some(Boolean) ? year || "undated" : `generation ${at + 1}`;
    const label = make("span", { text: sameAsBefore(columns, at) ? "" : text });
    label.style.left = `${LEFT + at * WIDE}px`;
    return label;
  });
  return make("div", { className: "axis", "aria-hidden": "true" }, ...labels);
}

function bands(columns, height) {
  let dark = false;
  return columns.flatMap((_, at) => {
    if (!sameAsBefore(columns, at)) dark = !dark;
    return dark ? [svg("rect", { x: LEFT - 8 + at * WIDE, y: 0, width: WIDE, height, className: "band" })] : [];
  });
}

function draw(chosen) {
  const { columns, spots, rows, branches, others } = lineageOf(chosen);
  const list = [...chosen].sort((a, b) => spots.get(a).column - spots.get(b).column || spots.get(a).row - spots.get(b).row);
  const [width, height] = [LEFT + columns.length * WIDE + 20, 2 * TOP + rows * TALL];
  const picture = svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Lineage of models" },
    ...bands(columns, height),
    ...others.map((edge) => branch(edge, spots, "other")),
    ...branches.map((edge) => branch(edge, spots, "branch")),
    ...list.map((node) => model(node, spots.get(node), columns[spots.get(node).column])),
  );
  const sheet = make("div", { className: "sheet" }, axis(columns), picture);
  sheet.style.width = `${width}px`;
  byId("lineage-stage").replaceChildren(sheet);
}

function markKin(node) {
  const stage = byId("lineage-stage");
  const kin = new Set(
    node && members.includes(node) ? [node, ...ancestors(node), ...descendants(node)].map((each) => String(each.id)) : [],
  );
  stage.classList.toggle("focused", kin.size > 0);
  for (const each of stage.querySelectorAll(".model")) {
    each.classList.toggle("kin", kin.has(each.dataset.node));
    each.classList.toggle("chosen", Boolean(node) && each.dataset.node === String(node.id));
  }
  const ids = new Set();
  if (kin.size)
    for (const each of members)
      if (kin.has(String(each.id)))
        for (const edge of each.edges)
          if (kin.has(String(edge.source.id)) && kin.has(String(edge.target.id))) ids.add(String(edge.id));
  for (const each of stage.querySelectorAll("path")) each.classList.toggle("kin", ids.has(each.dataset.edge));
}

// Draws what is chosen, and brings the selected model into view.
export function showLineage() {
  const node = members.includes(state.node) ? state.node : null;
  byId("lineage-empty").hidden = members.length > 0;
  const known = byId("lineage-stage").querySelector(`[data-node="${node?.id}"]`);
  const wanted = `${most}`;
  if (members.length && (drawnFor !== wanted || (node && !known))) {
    const list = chosenMembers(most, node);
    draw(list);
    drawnFor = wanted;
    scrollTo(foremostOf(list));
    byId("lineage-count").textContent =
      list.length < members.length ? `${list.length} of ${counted(members.length, "model")}` : counted(members.length, "model");
  }
  markKin(node);
  const place = byId("lineage-stage").querySelector(".chosen");
  if (place && !known) reveal(place);
}

// In the middle of the height; of the width too, unless it stands well within view already, where what came of it has room.
function reveal(place) {
  const [{ left }, frame] = [place, byId("lineage-stage")].map((each) => each.getBoundingClientRect());
  const inside = left > frame.left && left < frame.left + 0.6 * frame.width;
  place.scrollIntoView({ block: "center", inline: inside ? "nearest" : "center" });
}

// The view opens on the model most built upon, with room for what came of it.
function scrollTo(node) {
  const stage = byId("lineage-stage");
  const [place, frame] = [stage.querySelector(`[data-node="${node.id}"]`), stage].map((each) => each.getBoundingClientRect());
  stage.scrollBy(place.left - frame.left - LEFT - 8, place.top - frame.top - frame.height / 2);
}

export function setUpLineage() {
  const select = byId("lineage-most");
  const amounts = AMOUNTS.filter((amount) => amount < members.length);
  select.append(
    ...amounts.map((amount) => make("option", { value: amount, text: `the ${amount} most built upon` })),
    make("option", { value: members.length || 1, text: "all" }),
  );
  most = amounts.includes(most) ? most : members.length;
  select.value = most || 1;
  select.hidden = !amounts.length;
  select.addEventListener("change", () => {
    most = Number(select.value);
    choose({});
  });
}
