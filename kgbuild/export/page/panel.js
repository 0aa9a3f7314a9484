// The panel: the graph at a glance, the card of a node, or the card of an edge.
const panel = document.getElementById("panel");
const FIRST = 8; // rows of a group before "show all"

function fill(...children) {
  panel.replaceChildren(...children.filter((child) => child !== null));
  panel.scrollTop = 0;
}

const closing = () =>
  make("button", { type: "button", className: "close", "aria-label": "Close (Esc)", title: "Close (Esc)", text: "×", onclick: clear });

function showGlance() {
  const sections = ["Model", "Technique", "Task", "Dataset", "Architecture", "Method", "Metric", "Domain", "Tool"];
  fill(
    make("h2", { className: "title", text: "At a glance" }),
    make("p", { className: "quiet", text: "What the papers name most. Pick anything, here or in the drawing, to read the sentences behind it." }),
    ...sections.map(ranking),
    make("footer", { className: "quiet", text: "Drawn by vis-network (Apache-2.0 or MIT), through pyvis (BSD)." }),
  );
}

function ranking(className) {
  const kind = classes.get(className);
  if (!kind) return null;
  const best = nodes.filter((node) => node.kind === kind).sort((a, b) => b.support - a.support || b.edges.length - a.edges.length || a.id - b.id);
  const rows = best.slice(0, 5).map((node) => {
    const row = make("li", { className: "bar" }, nodeButton(node), make("span", { className: "number", text: whole.format(node.support) }));
    row.style.setProperty("--share", node.support / best[0].support);
    row.style.setProperty("--colour", kind.colour);
    return row;
  });
  return make("section", {}, make("h3", { text: kind.plural }), make("ul", {}, ...rows));
}

function showNode(node) {
  fill(
    closing(),
    make("p", { className: "kind" }, dot(node.kind), node.kind.singular),
    make("h2", { className: "title", dir: "auto", text: node.name }),
    make("p", { className: "quiet", text: summary(node) }),
    aliases(node),
    facts(node),
    outward(node),
    ...groups(node),
  );
}

function summary(node) {
  const years = node.years ? [...new Set(node.years)].join("–") : null;
  const support = ["Paper", "Result", "CodeRepository"].includes(node.kind.name) ? null : `named in ${counted(node.support, "paper", "papers")}`;
  return [years, support, counted(node.edges.length, "edge", "edges")].filter(Boolean).join(" · ");
}

function aliases(node) {
  if (!node.aliases) return null;
  return make("p", { className: "aliases" }, make("span", { className: "quiet", text: "Also " }), ...node.aliases.map((alias) => name(alias, "chip")));
}

function facts(node) {
  if (!node.facts) return null;
  return make("dl", {}, ...node.facts.flatMap(([term, value]) => [make("dt", { text: term }), make("dd", { dir: "auto", text: value })]));
}

function outward(node) {
  if (!node.links) return null;
  return make("p", { className: "links" }, ...node.links.map(([text, address]) => link(`${text} ↗`, address)));
}

// A derived edge beside the one it follows from says the same thing again; the card shows the one with the sentence.
const echo = (edge) => edge.derived.some((origin) => edges[origin].from === edge.to && edges[origin].to === edge.from);

function groups(node) {
  const found = new Map();
  for (const edge of node.edges.filter((candidate) => !echo(candidate))) {
    const heading = edge.source === node ? edge.relation.out : edge.relation.into;
    if (!found.has(heading)) found.set(heading, []);
    found.get(heading).push(edge);
  }
  const order = ([, list]) => list[0].relation.order;
  return [...found].sort((a, b) => order(a) - order(b)).map(([heading, list]) => group(node, heading, list));
}

const other = (node, edge) => (edge.source === node ? edge.target : edge.source);

function group(node, heading, list) {
  const weight = (edge) => (edge.source.kind.name === "Paper" || edge.target.kind.name === "Paper" ? edge.confidence : other(node, edge).support);
  list.sort((a, b) => (a.rank || 0) - (b.rank || 0) || weight(b) - weight(a) || a.id - b.id);
  const rows = make("ul", { className: "edges" }, ...list.slice(0, FIRST).map((edge) => row(node, edge)));
  const section = make("section", {}, make("h3", {}, heading, make("span", { className: "number", text: whole.format(list.length) })), rows);
  if (list.length > FIRST) {
    const more = () => {
      rows.append(...list.slice(FIRST).map((edge) => row(node, edge)));
      button.remove();
    };
    const button = make("button", { type: "button", className: "more", text: `Show all ${whole.format(list.length)}`, onclick: more });
    section.append(button);
  }
  return section;
}

function row(node, edge) {
  const why = make("button", { type: "button", className: "why", "aria-expanded": "false", title: "Show the sentence", text: percent(edge.confidence) });
  const item = make("li", { "data-edge": edge.id }, make("div", { className: "row" }, nodeButton(other(node, edge)), why));
  const toggle = () => {
    const open = why.getAttribute("aria-expanded") === "true";
    why.setAttribute("aria-expanded", String(!open));
    if (open) item.lastElementChild.remove();
    else item.append(quotation(edge, [edge.source, edge.target]));
  };
  why.setAttribute("aria-label", `Show the sentence; confidence ${percent(edge.confidence)}`);
  why.addEventListener("click", toggle);
  item.addEventListener("mouseenter", () => hoverOver(edge));
  item.addEventListener("mouseleave", () => hoverOver(null));
  item.firstElementChild.addEventListener("click", (event) => {
    if (event.target === item.firstElementChild) toggle();
  });
  return item;
}

function strength(edge) {
  const papers = edge.evidence.length ? ` · stated in ${counted(edge.support, "paper", "papers")}` : "";
  return `confidence ${percent(edge.confidence)}${papers}`;
}

function showEdge(edge) {
  fill(
    closing(),
    make("p", { className: "kind", text: "Relation" }),
    make("div", { className: "triple" }, nodeButton(edge.source), make("p", { text: edge.relation.out.toLowerCase() }), nodeButton(edge.target)),
    make("p", { className: "quiet", text: strength(edge) }),
    quotation(edge),
  );
}
