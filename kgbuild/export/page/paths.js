// Shortest paths: fewest steps, then the surest edges; through domains and metrics, which join everything, only if there is no other.
const JUNCTIONS = new Set(["Domain", "Metric"]);

function search(from, to, usable, passable) {
  const reached = new Map([[from, { edge: null, before: null, doubt: 0 }]]);
  let rim = [from];
  while (rim.length && !reached.has(to)) {
    const next = new Map();
    for (const node of rim) {
      const { doubt } = reached.get(node);
      for (const edge of node.edges) {
        const other = edge.source === node ? edge.target : edge.source;
        if (reached.has(other) || !usable(edge) || !(other === to || passable(other))) continue;
        const total = doubt + 1 - edge.confidence;
        if (!next.has(other) || total < next.get(other).doubt) next.set(other, { edge, before: node, doubt: total });
      }
    }
    for (const [node, step] of next) reached.set(node, step);
    rim = [...next.keys()];
  }
  return reached.has(to) ? traced(reached, to) : null;
}

function traced(reached, to) {
  const nodes = [to];
  const edges = [];
  for (let step = reached.get(to); step.edge; step = reached.get(step.before)) {
    edges.unshift(step.edge);
    nodes.unshift(step.before);
  }
  return { nodes, edges };
}

// Nodes and edges from one node to another along usable edges of either direction; both empty where no way leads.
export function shortestPath(from, to, usable = () => true) {
  if (from === to) return { nodes: [from], edges: [] };
  const direct = search(from, to, usable, (node) => !JUNCTIONS.has(node.kind.name));
  return direct ?? search(from, to, usable, () => true) ?? { nodes: [], edges: [] };
}
