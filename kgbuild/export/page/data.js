// The graph as the page holds it: nodes and edges know each other by index, a sentence is stored once.
const read = (id) => JSON.parse(document.getElementById(`data-${id}`).textContent);

const frame = read("frame");
const nodes = read("nodes");
const edges = read("edges");
const sentences = read("sentences");
const classes = new Map(frame.classes.map(([name, plural, singular, colour]) => [name, { name, plural, singular, colour, count: 0 }]));
const relations = new Map(frame.relations.map(([name, out, into], order) => [name, { name, out, into, order, count: 0 }]));

for (const node of nodes) {
  node.kind = classes.get(node.group);
  node.kind.count += 1;
  node.edges = [];
  node.support = node.support || 0;
  node.name = node.label.trim() || "(no name)";
}

const between = new Map(); // how many edges already join a pair of nodes
for (const edge of edges) {
  edge.source = nodes[edge.from];
  edge.target = nodes[edge.to];
  edge.relation = relations.get(edge.relation);
  edge.relation.count += 1;
  edge.evidence = edge.evidence || [];
  edge.derived = edge.derived || [];
  edge.source.edges.push(edge);
  if (edge.target !== edge.source) edge.target.edges.push(edge);
  const [low, high] = edge.from < edge.to ? [edge.from, edge.to] : [edge.to, edge.from];
  const pair = low * nodes.length + high;
  const before = between.get(pair) || 0;
  between.set(pair, before + 1);
  // Parallel edges fan out: straight, then to one side, then to the other, whichever way each of them points.
  edge.bend = Math.ceil(before / 2) * (before % 2 ? 1 : -1) * (edge.from < edge.to ? 1 : -1);
}

const byImportance = [...nodes].sort((a, b) => b.size - a.size || b.support - a.support || a.id - b.id);
const byKey = new Map(nodes.map((node) => [node.key, node]));
