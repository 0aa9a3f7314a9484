// What the reader has chosen: everything that is drawn or listed follows from it, and the address says it.
import { byKey, classes, communities, edgeBetween, edges, isPaper, nodes, otherEnd, relations, years } from "./data.js";
import { shortestPath } from "./paths.js";

export const VIEWS = ["map", "lineage", "charts"];
const strongest = nodes.reduce((best, node) => Math.max(best, node.support), 1);
export const LIMITS = { support: strongest, from: years[0] ?? 0, to: years[years.length - 1] ?? 0 };

const untouched = () => ({
  view: "map",
  node: null, // what is selected: one of these four
  edge: null,
  community: null,
  path: null, // { from, to, edges, nodes }
  hiddenClasses: new Set(),
  hiddenRelations: new Set(),
  domain: null,
  from: LIMITS.from,
  to: LIMITS.to,
  confidence: 0,
  support: 1,
  only: null, // a neighbourhood by itself: { node, depth }
  hidden: new Set(), // nodes put away one by one
});

export const state = untouched();
export const hover = { node: null, edge: null };

export const strongEnough = (edge) => edge.confidence >= state.confidence && !state.hiddenRelations.has(edge.relation.name);
const choosesPapers = () => Boolean(state.domain) || state.from > LIMITS.from || state.to < LIMITS.to;
const choosesEdges = () => state.confidence > 0 || state.hiddenRelations.size > 0;
export const filtered = () =>
  choosesPapers() ||
  choosesEdges() ||
  state.support > 1 ||
  state.hiddenClasses.size > 0 ||
  state.hidden.size > 0 ||
  Boolean(state.only);

function chosenPaper(paper) {
  const dated = !paper.first || (paper.first >= state.from && paper.first <= state.to);
  if (!paper.first && (state.from > LIMITS.from || state.to < LIMITS.to)) return false;
  return dated && (!state.domain || paper.edges.some((edge) => edge.relation.name === "inDomain" && edge.target === state.domain));
}

function passes(node, chosen) {
  if (state.hiddenClasses.has(node.kind.name) || state.hidden.has(node)) return false;
  if (isPaper(node)) return !chosen || chosen.has(node);
  if (node.support < state.support) return false;
  return !chosen || node === state.domain || node.edges.some((edge) => chosen.has(otherEnd(node, edge)));
}

// The nodes within so many steps of one, along edges that the filters leave.
function around(node, depth) {
  const found = new Set([node]);
  let rim = [node];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const each of rim) {
      for (const edge of each.edges) {
        const other = otherEnd(each, edge);
        if (found.has(other) || !strongEnough(edge)) continue;
        found.add(other);
        next.push(other);
      }
    }
    rim = next;
  }
  return found;
}

// Decides what is shown, and says whether that has changed.
export function refilter() {
  const chosen = choosesPapers() ? new Set(nodes.filter((node) => isPaper(node) && chosenPaper(node))) : null;
  const only = state.only ? around(state.only.node, state.only.depth) : null;
  const picky = choosesEdges();
  const forced = new Set(selectedNodes());
  let changed = false;
  for (const node of nodes) {
    const linked = !picky || node.edges.length === 0 || node.edges.some(strongEnough);
    const shown = forced.has(node) || (passes(node, chosen) && linked && (!only || only.has(node)));
    changed ||= shown !== node.shown;
    node.shown = shown;
  }
  for (const edge of edges) {
    const shown = edge === state.edge || (edge.source.shown && edge.target.shown && strongEnough(edge));
    changed ||= shown !== edge.shown;
    edge.shown = shown;
  }
  return changed;
}

function selectedNodes() {
  if (state.edge) return [state.edge.source, state.edge.target];
  if (state.path) return [state.path.from, state.path.to, ...state.path.nodes];
  return state.node ? [state.node] : [];
}

// The nodes and edges in focus; null where nothing is selected and all are.
export function focus() {
  if (state.edge) return { nodes: new Set([state.edge.source, state.edge.target]), edges: [state.edge] };
  if (state.path) return { nodes: new Set([state.path.from, state.path.to, ...state.path.nodes]), edges: state.path.edges };
  if (state.community) return { nodes: new Set(state.community.nodes), edges: [] };
  if (!state.node) return null;
  const lines = state.node.edges.filter((edge) => edge.shown);
  return { nodes: new Set([state.node, ...lines.map((edge) => otherEnd(state.node, edge))]), edges: lines };
}

export const NOTHING = { node: null, edge: null, community: null, path: null };
export const resetFilters = () =>
  Object.assign(state, {
    ...untouched(),
    view: state.view,
    node: state.node,
    edge: state.edge,
    community: state.community,
    path: state.path,
  });

// ---- The address ----

// Readable where it can be; "&", "=" and "~" have a meaning of their own.
const coded = (text) => encodeURIComponent(text).replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/~/g, "%7E");
const listed = (items) => [...items].map(coded).join(",");

export function address() {
  const parts = [];
  if (state.node) parts.push(coded(state.node.key));
  if (state.edge)
    parts.push(`edge=${[state.edge.source.key, state.edge.relation.name, state.edge.target.key].map(coded).join("~")}`);
  if (state.community) parts.push(`community=${state.community.id + 1}`);
  if (state.path) parts.push(`path=${[state.path.from.key, state.path.to.key].map(coded).join("~")}`);
  if (state.view !== "map") parts.push(`view=${state.view}`);
  if (state.hiddenClasses.size) parts.push(`without=${listed(state.hiddenClasses)}`);
  if (state.hiddenRelations.size) parts.push(`unrelated=${listed(state.hiddenRelations)}`);
  if (state.domain) parts.push(`domain=${coded(state.domain.key)}`);
  if (state.from > LIMITS.from || state.to < LIMITS.to) parts.push(`years=${state.from}-${state.to}`);
  if (state.confidence) parts.push(`confidence=${Math.round(state.confidence * 100)}`);
  if (state.support > 1) parts.push(`papers=${state.support}`);
  if (state.only) parts.push(`only=${coded(state.only.node.key)}~${state.only.depth}`);
  if (state.hidden.size) parts.push(`hidden=${listed([...state.hidden].map((node) => node.key))}`);
  return parts.join("&");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return ""; // a half-typed address
  }
}

const bounded = (text, low, high, otherwise) => {
  const value = Number(text);
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;
};
const known = (text, all) =>
  new Set(
    text
      .split(",")
      .map(decoded)
      .filter((each) => all.some((one) => one.name === each)),
  );

const READERS = {
  edge: (text) => {
    const [source, relation, target] = text.split("~").map(decoded);
    state.edge = edgeBetween(byKey.get(source), relation, byKey.get(target));
  },
  community: (text) => {
    state.community = communities[Number(text) - 1] ?? null;
  },
  path: (text) => {
    const [from, to] = text.split("~").map((each) => byKey.get(decoded(each)));
    if (from && to) state.path = { from, to, nodes: [], edges: [] };
  },
  view: (text) => {
    if (VIEWS.includes(text)) state.view = text;
  },
  without: (text) => {
    state.hiddenClasses = known(text, classes);
  },
  unrelated: (text) => {
    state.hiddenRelations = known(text, relations);
  },
  domain: (text) => {
    state.domain = byKey.get(decoded(text)) ?? null;
  },
  years: (text) => {
    const [from, to] = text.split("-");
    state.from = bounded(from, LIMITS.from, LIMITS.to, LIMITS.from);
    state.to = bounded(to, state.from, LIMITS.to, LIMITS.to);
  },
  confidence: (text) => {
    state.confidence = bounded(text, 0, 100, 0) / 100;
  },
  papers: (text) => {
    state.support = Math.round(bounded(text, 1, LIMITS.support, 1));
  },
  only: (text) => {
    const [key, depth] = text.split("~");
    const node = byKey.get(decoded(key));
    if (node) state.only = { node, depth: Math.round(bounded(depth, 1, 3, 1)) };
  },
  hidden: (text) => {
    state.hidden = new Set(
      text
        .split(",")
        .map((key) => byKey.get(decoded(key)))
        .filter(Boolean),
    );
  },
};

export function readAddress(hash) {
  Object.assign(state, untouched());
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    const reader = at > 0 ? READERS[part.slice(0, at)] : null;
    if (reader) reader(part.slice(at + 1));
    else state.node = byKey.get(decoded(part)) ?? state.node;
  }
  if (state.path) Object.assign(state.path, shortestPath(state.path.from, state.path.to, strongEnough));
}
