// What the reader has chosen. Everything that is drawn or listed follows from this.
const state = {
  hiddenClasses: new Set(),
  hiddenRelations: new Set(),
  confidence: 0,
  support: 1,
  node: null, // the selected node
  edge: null, // the selected edge
  hoverNode: null,
  hoverEdge: null,
  near: null, // ids of the nodes to keep bright; null when nothing is selected
};

const strongEnough = (edge) => edge.confidence >= state.confidence && !state.hiddenRelations.has(edge.relation.name);
const wanted = (node) => !state.hiddenClasses.has(node.group) && (node.kind.name === "Paper" || node.support >= state.support);
const filtersEdges = () => state.confidence > 0 || state.hiddenRelations.size > 0;

function refilter() {
  const choosy = filtersEdges();
  for (const node of nodes) {
    node.shown = wanted(node) && (!choosy || node.edges.length === 0 || node.edges.some(strongEnough));
  }
  if (state.node) state.node.shown = true;
  if (state.edge) state.edge.source.shown = state.edge.target.shown = true;
  for (const edge of edges) {
    edge.shown = edge === state.edge || (edge.source.shown && edge.target.shown && strongEnough(edge));
  }
}

function select(node, edge) {
  state.node = node;
  state.edge = edge;
  refilter();
  state.near = null;
  if (node) state.near = new Set([node.id, ...node.edges.filter((e) => e.shown).flatMap((e) => [e.from, e.to])]);
  if (edge) state.near = new Set([edge.from, edge.to]);
}

const inFocus = (edge) => (state.edge ? edge === state.edge : edge.source === state.node || edge.target === state.node);
