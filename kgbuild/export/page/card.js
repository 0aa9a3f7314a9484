// The card of a node: what it is, where it is used, how it does, and its neighbours by relation.
import { choose, go, goPath, nodeButton } from "./actions.js";
import { isPaper, originsOf, otherEnd } from "./data.js";
import { described, domainsOf, papersOf } from "./describe.js";
import { button, byId, counted, dot, link, make, name, number, percent } from "./dom.js";
import { quotation } from "./evidence.js";
import { hasMap, hoverOver } from "./map.js";
import { closing, fill, heading, listOf, quiet, section, span } from "./parts.js";
import { direction, resultsOf } from "./results.js";
import { finder } from "./search.js";
import { state } from "./state.js";
import { yearChart } from "./timeline.js";

export function showNode(node) {
  const papers = papersOf(node);
  fill(
    closing(),
    make("p", { className: "kind" }, dot(node.kind), node.kind.singular),
    heading(node.name),
    make("p", { className: "description" }, ...described(node).map((part) => (typeof part === "string" ? part : inline(part)))),
    quiet(summary(node)),
    aliases(node),
    facts(node),
    outward(node),
    actions(node),
    isPaper(node) ? null : yearChart(papers, span),
    ...boards(node),
    usedIn(node, papers),
    ...groups(node),
  );
}

const inline = (node) => make("button", { type: "button", className: "inline", onclick: () => go(node) }, name(node.name));

function summary(node) {
  const dates = [...new Set([node.first, node.last])].filter(Boolean).join("–");
  const support = ["Paper", "Result", "CodeRepository"].includes(node.kind.name)
    ? null
    : `named in ${counted(node.support, "paper")}`;
  return [dates, support, counted(node.edges.length, "edge")].filter(Boolean).join(" · ");
}

function aliases(node) {
  if (!node.aliases.length) return null;
  return make(
    "p",
    { className: "aliases" },
    make("span", { className: "quiet", text: "Also " }),
    ...node.aliases.map((alias) => name(alias, "chip")),
  );
}

function facts(node) {
  if (!node.facts.length) return null;
  return make(
    "dl",
    {},
    ...node.facts.flatMap(([term, value]) => [make("dt", { text: term }), make("dd", { dir: "auto", text: value })]),
  );
}

function outward(node) {
  const found = node.links.map(([text, target]) => link(`${text} ↗`, target)).filter(Boolean);
  return found.length ? make("p", { className: "links" }, ...found) : null;
}

function actions(node) {
  const isolated = state.only?.node === node;
  const deeper = isolated && state.only.depth < 3;
  const box = make(
    "div",
    { className: "actions" },
    isolated
      ? button("Show all again", () => choose({ only: null }))
      : button("Isolate", () => choose({ only: { node, depth: 1 } }, { fit: true }), {
          title: "Show only what is linked to it (I)",
        }),
    deeper ? button("One step further", () => choose({ only: { node, depth: state.only.depth + 1 } }, { fit: true })) : null,
    button("Hide", () => choose({ hidden: new Set([...state.hidden, node]), node: null }), { title: "Put it away (H)" }),
    button("Path to…", () => askForPath(node, box), { title: "Shortest path to another node (P)" }),
  );
  return box;
}

function askForPath(node, box) {
  const next = finder("Path to…", (target) => goPath(node, target));
  box.replaceWith(next.element);
  next.input.focus();
}

export const startPath = () => byId("panel").querySelector(".actions button[title^='Shortest']")?.click();

// What results say, the best of each comparison.
function boards(node) {
  const found = resultsOf(node).slice(0, 20);
  if (!found.length) return [];
  const row = ({ metric, dataset, rows: [best] }) => {
    const about = [
      dataset === node ? null : dataset,
      metric === node ? null : metric,
      best.system === node ? null : best.system,
    ].filter(Boolean);
    const label = make(
      "button",
      { type: "button", className: "node", onclick: () => go(best.node) },
      make("b", { className: "value", text: best.value }),
      name(about.map((each) => each.name).join(" · ")),
    );
    return make(
      "li",
      { className: "board" },
      label,
      make("span", {
        className: "quiet",
        text: metric.better === undefined ? "" : metric.better ? "↑" : "↓",
        title: direction(metric),
      }),
    );
  };
  return [section("Best results", ...listOf(found, row, 4))];
}

// Who used a model, an architecture or a technique, in which domain.
function usedIn(node, papers) {
  if (!["Model", "Architecture", "Method", "Technique", "Dataset"].includes(node.kind.name)) return null;
  const domains = domainsOf(papers);
  if (papers.length < 2 || !domains.length) return null;
  const rows = domains.map(([domain, list]) =>
    make(
      "details",
      {},
      make("summary", {}, dot(domain.kind), name(domain.name), make("span", { className: "number", text: number(list.length) })),
      make(
        "ul",
        {},
        ...list
          .sort((a, b) => (b.first || 0) - (a.first || 0) || a.id - b.id)
          .map((paper) =>
            make("li", {}, nodeButton(paper), paper.first ? make("span", { className: "number", text: paper.first }) : null),
          ),
      ),
    ),
  );
  return section("Used in the domains", make("div", { className: "domains" }, ...rows));
}

// A derived edge beside the one it follows from says the same thing again; the card shows the one with the sentence.
const echo = (edge) => originsOf(edge).some((origin) => origin.source === edge.target && origin.target === edge.source);

function groups(node) {
  const found = new Map();
  for (const edge of node.edges.filter((candidate) => !echo(candidate))) {
    const title = edge.source === node ? edge.relation.out : edge.relation.into;
    if (!found.has(title)) found.set(title, []);
    found.get(title).push(edge);
  }
  const order = ([, list]) => list[0].relation.order;
  return [...found].sort((a, b) => order(a) - order(b)).map(([title, list]) => group(node, title, list));
}

function group(node, title, list) {
  const weight = (edge) => (isPaper(edge.source) || isPaper(edge.target) ? edge.confidence : otherEnd(node, edge).support);
  list.sort((a, b) => a.rank - b.rank || weight(b) - weight(a) || a.id - b.id);
  const [rows, more] = listOf(list, (edge) => row(node, edge));
  rows.className = "edges";
  return section([title, make("span", { className: "number", text: number(list.length) })], rows, more);
}

function row(node, edge) {
  const why = make("button", {
    type: "button",
    className: "why",
    "aria-expanded": "false",
    title: "Show the sentence",
    text: percent(edge.confidence),
  });
  const item = make("li", { "data-edge": edge.id }, make("div", { className: "row" }, nodeButton(otherEnd(node, edge)), why));
  const toggle = () => {
    const open = why.getAttribute("aria-expanded") === "true";
    why.setAttribute("aria-expanded", String(!open));
    if (open) item.lastElementChild.remove();
    else item.append(quotation(edge, [edge.source, edge.target]));
  };
  why.setAttribute("aria-label", `Show the sentence; confidence ${percent(edge.confidence)}`);
  why.addEventListener("click", toggle);
  if (hasMap()) {
    item.addEventListener("mouseenter", () => hoverOver(edge));
    item.addEventListener("mouseleave", () => hoverOver(null));
  }
  item.firstElementChild.addEventListener("click", (event) => {
    if (event.target === item.firstElementChild) toggle();
  });
  return item;
}
