// The charts: base models by domain, what rises and falls over the years, and tables of what is used and how well it does.
import { choose, go, nodeButton } from "./actions.js";
import { isPaper, nodes, papers, years } from "./data.js";
import { domainsOf, linked } from "./describe.js";
import { byId, counted, make, name, number, svg } from "./dom.js";
import { direction, leaderboards } from "./results.js";
import { NOTHING } from "./state.js";
import { sortableTable } from "./tables.js";
import { countByYear } from "./timeline.js";

const [MODELS, DOMAINS, TRENDS] = [20, 16, 12];
const ofKind = (kind) => nodes.filter((node) => node.kind.name === kind);
const usersOf = (node, relation) => linked(node, relation, "target").filter(isPaper);

function ranked(kind, relation) {
  return ofKind(kind)
    .map((node) => ({ node, users: usersOf(node, relation) }))
    .filter(({ users }) => users.length)
    .sort((a, b) => b.users.length - a.users.length || a.node.id - b.node.id);
}

const card = (title, about, ...children) =>
  make("section", { className: "chart" }, make("h2", { text: title }), make("p", { className: "quiet", text: about }), ...children);

// ---- Base models by domain ----

function heatMap() {
  const rows = ranked("Model", "usesBaseModel")
    .slice(0, MODELS)
    .map(({ node, users }) => ({ node, users, domains: new Map(domainsOf(users)) }));
  const columns = domainsOf(papers)
    .slice(0, DOMAINS)
    .map(([domain]) => domain)
    .filter((domain) => rows.some((row) => row.domains.has(domain)));
  if (!rows.length || !columns.length) return null;
  const most = Math.max(...rows.flatMap((row) => columns.map((domain) => row.domains.get(domain)?.length ?? 0)));
  const cell = (row, domain) => {
    const count = row.domains.get(domain)?.length ?? 0;
    if (!count) return make("td", {}, make("span", { className: "none", text: "0" }));
    const said = `${row.node.name} in ${domain.name}: ${counted(count, "paper")}`;
    const box = make("button", {
      type: "button",
      className: count / most > 0.45 ? "strong" : null,
      text: number(count),
      title: said,
      "aria-label": said,
      onclick: () => choose({ ...NOTHING, view: "map", node: row.node, domain }),
    });
    box.style.setProperty("--heat", 0.1 + 0.9 * Math.sqrt(count / most));
    return make("td", {}, box);
  };
  const head = make(
    "tr",
    {},
    make("td"),
    ...columns.map((domain) => make("th", { scope: "col" }, make("span", {}, name(domain.name)))),
    make("th", { scope: "col", className: "sum" }, make("span", { text: "all" })),
  );
  const lines = rows.map((row) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, nodeButton(row.node)),
      ...columns.map((domain) => cell(row, domain)),
      make("td", { className: "sum", text: number(row.users.length) }),
    ),
  );
  return card(
    "Base models by domain",
    "How many papers of a domain build on a model. A paper can belong to several domains. Pick a cell to see its papers in the map.",
    make(
      "div",
      { className: "scroll", tabindex: "0", role: "region", "aria-label": "Base models by domain" },
      make("table", { className: "heat" }, make("thead", {}, head), make("tbody", {}, ...lines)),
    ),
  );
}

// ---- Over the years ----

function area(counts, [from, to], most) {
  const [width, height] = [220, 34];
  const at = (year) => ((year - from) / (to - from)) * width;
  const up = (year) => height - 2 - ((counts.get(year) ?? 0) / most) * (height - 5);
  const points = Array.from({ length: to - from + 1 }, (_, step) => from + step).map(
    (year) => `${at(year).toFixed(1)} ${up(year).toFixed(1)}`,
  );
  return [
    svg("path", { className: "area", d: `M0 ${height}L${points.join("L")}L${width} ${height}Z` }),
    svg("path", { className: "line", d: `M${points.join("L")}` }),
    ...[...counts].map(([year, count]) =>
      svg(
        "circle",
        { cx: at(year).toFixed(1), cy: up(year).toFixed(1), r: 5, className: "hit" },
        svg("title", { text: `${year}: ${counted(count, "paper")}` }),
      ),
    ),
  ];
}

function trends(title, kind, relation) {
  const best = ranked(kind, relation).slice(0, TRENDS);
  if (!best.length) return null;
  const about = `The ${kind.toLowerCase()}s that most papers ${relation === "usesDataset" ? "use" : "apply"}.`;
  if (years.length < 2)
    return card(
      title,
      `${about} These papers carry no years.`,
      make(
        "ol",
        { className: "trends" },
        ...best.map(({ node, users }) =>
          make("li", {}, nodeButton(node), make("span", { className: "number", text: number(users.length) })),
        ),
      ),
    );
  const span = [years[0], years[years.length - 1]];
  const counts = best.map(({ users }) => countByYear(users));
  const most = Math.max(...counts.flatMap((each) => [...each.values()]));
  const rows = best.map(({ node, users }, at) => {
    const said = [...counts[at]]
      .sort((a, b) => a[0] - b[0])
      .map(([year, count]) => `${year}: ${count}`)
      .join(", ");
    const spark = svg(
      "svg",
      { viewBox: "0 0 220 34", preserveAspectRatio: "none", role: "img", "aria-label": `${node.name}, papers by year: ${said}` },
      ...area(counts[at], span, most),
    );
    spark.style.color = node.kind.colour;
    return make("li", {}, nodeButton(node), spark, make("span", { className: "number", text: number(users.length) }));
  });
  const axis = make(
    "li",
    { className: "span", "aria-hidden": "true" },
    make("span"),
    make("span", {}, make("span", { text: span[0] }), make("span", { text: span[1] })),
    make("span", { text: "papers" }),
  );
  return card(title, `${about} All rows have the same scale.`, make("ol", { className: "trends" }, ...rows, axis));
}

// ---- Tables ----

const bestOf = (board) => board?.rows[0] ?? null;

function bestCell(board, about) {
  const best = bestOf(board);
  if (!best) return "–";
  const label = make(
    "button",
    { type: "button", className: "node", onclick: () => go(best.node), title: direction(board.metric) },
    make("b", { className: "value", text: best.value }),
    name(
      [about === "metric" ? null : board.metric.name, about === "dataset" ? null : board.dataset?.name].filter(Boolean).join(" · "),
    ),
  );
  return [label];
}

const systemCell = (board) => (bestOf(board)?.system ? nodeButton(bestOf(board).system) : "–");
const yearsOf = (node) => [...new Set([node.first, node.last])].filter(Boolean).join("–");

function datasetTable(boards) {
  const byDataset = new Map();
  for (const board of boards) if (board.dataset && !byDataset.has(board.dataset)) byDataset.set(board.dataset, board);
  const rows = ranked("Dataset", "usesDataset").map(({ node, users }) => ({
    node,
    papers: users.length,
    board: byDataset.get(node),
  }));
  if (!rows.length) return null;
  const columns = [
    { title: "Dataset", value: (row) => row.node.name, cell: (row) => nodeButton(row.node) },
    { title: "Papers", value: (row) => row.papers, cell: (row) => number(row.papers), numeric: true, first: "descending" },
    ...(years.length
      ? [{ title: "Years", value: (row) => row.node.first || null, cell: (row) => yearsOf(row.node), numeric: true }]
      : []),
    {
      title: "Best result",
      value: (row) => bestOf(row.board)?.number ?? null,
      cell: (row) => bestCell(row.board, "dataset"),
      first: "descending",
    },
    { title: "By", value: (row) => bestOf(row.board)?.system?.name ?? "", cell: (row) => systemCell(row.board) },
  ];
  return card(
    "Datasets",
    "The most used, each with the best result that these papers report on its most reported metric.",
    sortableTable("Datasets", columns, rows, { sorted: 1 }),
  );
}

function metricTable(boards) {
  const rows = ranked("Metric", "usesMetric").map(({ node, users }) => {
    const own = boards.filter((board) => board.metric === node);
    return {
      node,
      papers: users.length,
      results: own.reduce((sum, board) => sum + board.rows.length, 0),
      board: own.find((board) => board.dataset) ?? own[0],
    };
  });
  if (!rows.length) return null;
  const columns = [
    { title: "Metric", value: (row) => row.node.name, cell: (row) => nodeButton(row.node) },
    { title: "Papers", value: (row) => row.papers, cell: (row) => number(row.papers), numeric: true, first: "descending" },
    { title: "Results", value: (row) => row.results, cell: (row) => number(row.results), numeric: true, first: "descending" },
    { title: "Better", value: (row) => direction(row.node), cell: (row) => direction(row.node).replace(" is better", "") || "–" },
    {
      title: "Best result",
      value: (row) => bestOf(row.board)?.number ?? null,
      cell: (row) => bestCell(row.board, "metric"),
      first: "descending",
    },
    { title: "By", value: (row) => bestOf(row.board)?.system?.name ?? "", cell: (row) => systemCell(row.board) },
  ];
  return card(
    "Metrics",
    "The most used, which way they are better, and the best result on the dataset with most results.",
    sortableTable("Metrics", columns, rows, { sorted: 1 }),
  );
}

let drawn = false;

export function showCharts() {
  if (drawn) return;
  drawn = true;
  const boards = leaderboards();
  const charts = [
    heatMap(),
    trends("Techniques over the years", "Technique", "appliesTechnique"),
    trends("Datasets over the years", "Dataset", "usesDataset"),
    datasetTable(boards),
    metricTable(boards),
  ].filter(Boolean);
  byId("charts").replaceChildren(
    ...(charts.length ? charts : [make("p", { className: "quiet", text: "There is nothing to count in these papers yet." })]),
  );
}
