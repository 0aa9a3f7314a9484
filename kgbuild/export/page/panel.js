// The panel without a node: the graph at a glance, or the card of a community, an edge or a path.
import { goCommunity, goEdge, goPath, nodeButton } from "./actions.js";
import { classes, communities, evidenceOf, isPaper, nodes } from "./data.js";
import { button, counted, make, name, number, percent } from "./dom.js";
import { quotation } from "./evidence.js";
import { hasMap, showNodes } from "./map.js";
import { closing, fill, heading, listOf, quiet, section, span } from "./parts.js";
import { yearChart } from "./timeline.js";

// ---- At a glance ----

export function showGlance() {
  const kinds = ["Model", "Technique", "Task", "Dataset", "Architecture", "Method", "Metric", "Domain", "Tool"];
  const large = communities.filter((each) => each.nodes.length > 3);
  fill(
    make("h2", { className: "title", text: "At a glance" }),
    quiet(
      "What belongs together, and what the papers name most. Pick anything, here or in the drawing, to read the sentences behind it.",
    ),
    large.length > 1
      ? section(
          [make("span", { text: "Communities" }), make("span", { className: "number", text: number(large.length) })],
          ...listOf(large, communityRow, 6),
        )
      : null,
    ...kinds.map((kind) => ranking(kind)),
    make("footer", { className: "quiet", text: "Made by kgbuild. Drawn by sigma.js and graphology (MIT)." }),
  );
}

function bar(content, share, colour, count) {
  const row = make("li", { className: "bar" }, content, make("span", { className: "number", text: number(count) }));
  row.style.setProperty("--share", share);
  row.style.setProperty("--colour", colour);
  return row;
}

function communityRow(community) {
  const [head, ...rest] = community.concepts;
  const label = make(
    "button",
    { type: "button", className: "node community", onclick: () => goCommunity(community) },
    make("bdi", {}, make("b", { text: head }), rest.length ? ` ${rest.join(", ")}` : ""),
  );
  return bar(label, community.nodes.length / communities[0].nodes.length, "var(--soft)", community.nodes.length);
}

const bySupport = (a, b) => b.support - a.support || b.edges.length - a.edges.length || a.id - b.id;

function ranking(className, list = nodes) {
  const kind = classes.find((each) => each.name === className);
  const best = list.filter((node) => node.kind === kind).sort(bySupport);
  if (!kind || !best.length) return null;
  return section(
    kind.plural,
    make(
      "ul",
      {},
      ...best.slice(0, 5).map((node) => bar(nodeButton(node), node.support / best[0].support, kind.colour, node.support)),
    ),
  );
}

// ---- A community ----

export function showCommunity(community) {
  const inside = community.nodes;
  fill(
    closing(),
    make("p", { className: "kind", text: "Community" }),
    heading(community.name),
    quiet(
      `${counted(inside.length, "node")}, of them ${counted(inside.filter(isPaper).length, "paper")}. These are more closely linked to each other than to the rest.`,
    ),
    yearChart(inside.filter(isPaper), span),
    make("div", { className: "actions" }, hasMap() ? button("Zoom to it", () => showNodes(inside, { most: 3 })) : null),
    ...["Model", "Architecture", "Technique", "Task", "Dataset", "Method"].map((kind) => ranking(kind, inside)),
    section(
      "Papers",
      ...listOf(
        inside.filter(isPaper).sort((a, b) => b.size - a.size || a.id - b.id),
        (node) => make("li", {}, nodeButton(node)),
      ),
    ),
  );
}

// ---- An edge ----

function strength(edge) {
  const stated = evidenceOf(edge).length ? ` · stated in ${counted(edge.support, "paper")}` : "";
  return `confidence ${percent(edge.confidence)}${stated}`;
}

const triple = (edge) =>
  make(
    "div",
    { className: "triple" },
    nodeButton(edge.source),
    make("p", { text: edge.relation.out.toLowerCase() }),
    nodeButton(edge.target),
  );

export function showEdge(edge) {
  fill(closing(), make("p", { className: "kind", text: "Relation" }), triple(edge), quiet(strength(edge)), quotation(edge));
}

// ---- A path ----

export function showPath({ from, to, nodes: way, edges: steps }) {
  const rows = steps.map((edge, at) => {
    const forward = edge.source === way[at];
    const label = make(
      "button",
      { type: "button", className: "step", onclick: () => goEdge(edge) },
      make("span", { text: forward ? "↓" : "↑", "aria-hidden": "true" }),
      make("span", { text: (forward ? edge.relation.out : edge.relation.into).toLowerCase() }),
      make("span", { className: "number", text: percent(edge.confidence) }),
    );
    return make("li", {}, label, nodeButton(way[at + 1]));
  });
  fill(
    closing(),
    make("p", { className: "kind", text: "Shortest path" }),
    make("h2", { className: "title" }, name(from.name), " to ", name(to.name)),
    quiet(steps.length || from === to ? counted(steps.length, "step") : "No path leads there with these filters."),
    make("ol", { className: "path" }, steps.length ? make("li", {}, nodeButton(from)) : null, ...rows),
    make(
      "div",
      { className: "actions" },
      button("Other way round", () => goPath(to, from)),
    ),
  );
}
