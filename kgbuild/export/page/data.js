// The graph as the page holds it: nodes, edges and communities know each other; sentences are read when first asked for.
const read = (id) => JSON.parse(document.getElementById(`data-${id}`).textContent);

const frame = read("frame");
const graph = read("graph");
export const { title } = frame;
export const classes = frame.classes.map(([name, plural, singular, colour]) => ({ name, plural, singular, colour, count: 0 }));
export const relations = frame.relations.map(([name, out, into], order) => ({ name, out, into, order, count: 0 }));
// "reinforcement learning and robotics" adds little to "reinforcement learning".
const alike = (one, other) => `${one} `.startsWith(`${other} `) || `${other} `.startsWith(`${one} `);
const telling = (concepts) => concepts.filter((each, at) => !concepts.slice(0, at).some((before) => alike(each, before)));
export const communities = graph.communities.map((concepts, id) => ({
  id,
  concepts: telling(concepts),
  name: concepts.join(", "),
  nodes: [],
}));

const columns = graph.nodes;
export const nodes = columns.key.map((key, id) => {
  const kind = classes[columns.class[id]];
  kind.count += 1;
  const node = {
    id,
    key,
    kind,
    name: columns.label[id].trim() || "(no name)",
    x: columns.x[id],
    y: columns.y[id],
    size: columns.size[id],
    support: columns.support[id],
    first: columns.first[id],
    last: columns.last[id],
    community: communities[columns.community[id]],
    aliases: columns.aliases[id] ?? [],
    facts: columns.facts[id] ?? [],
    links: columns.links[id] ?? [],
    result: columns.result[id],
    better: columns.better[id],
    edges: [],
    shown: true,
  };
  node.community.nodes.push(node);
  return node;
});

const lines = graph.edges;
export const edges = lines.source.map((from, id) => {
  const relation = relations[lines.relation[id]];
  relation.count += 1;
  const edge = {
    id,
    relation,
    source: nodes[from],
    target: nodes[lines.target[id]],
    confidence: lines.confidence[id] / 1000,
    support: lines.support[id],
    rank: lines.rank[id] ?? 0,
    bend: 0,
    shown: true,
  };
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
  return edge;
});

// Pairs of linked nodes, each with its first edge. Parallel edges fan out: straight, then to one side, then to the other.
export const pairs = new Map();
for (const edge of edges) {
  const [low, high] = edge.source.id < edge.target.id ? [edge.source.id, edge.target.id] : [edge.target.id, edge.source.id];
  const pair = low * nodes.length + high;
  const before = pairs.get(pair);
  if (before) before.push(edge);
  else pairs.set(pair, [edge]);
  const rank = before ? before.length - 1 : 0;
  edge.bend = Math.ceil(rank / 2) * (rank % 2 ? 1 : -1) * (edge.source.id < edge.target.id ? 1 : -1);
}

export const byImportance = [...nodes].sort((a, b) => b.size - a.size || b.support - a.support || a.id - b.id);
export const byKey = new Map(nodes.map((node) => [node.key, node]));
export const isPaper = (node) => node.kind.name === "Paper";
export const otherEnd = (node, edge) => (edge.source === node ? edge.target : edge.source);
export const papers = nodes.filter(isPaper);
export const years = [...new Set(papers.map((node) => node.first))].filter(Boolean).sort((a, b) => a - b);

let sentences = null;

function said() {
  sentences ??= read("evidence");
  return sentences;
}

// The sentences of an edge: paper, field, text, confidence, and the marks as pairs of start and end.
export function evidenceOf(edge) {
  const { of, paper, field, text } = said();
  return of[edge.id].map(([number, confidence, ...ends]) => {
    const marks = [];
    for (let at = 0; at < ends.length; at += 2) marks.push([ends[at], ends[at + 1]]);
    return { paper: nodes[paper[number]] ?? null, field: field[number], text: text[number], confidence: confidence / 1000, marks };
  });
}

export const originsOf = (edge) => (said().derived[edge.id] ?? []).map((id) => edges[id]);

// The edge with these ends, as an address or a list names it.
export const edgeBetween = (source, relation, target) =>
  source?.edges.find((edge) => edge.source === source && edge.target === target && edge.relation.name === relation) ?? null;
