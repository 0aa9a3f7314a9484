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
const OVERVIEW = 400; // a first view of more entities than this says nothing

// The least support that leaves an overview: what only one paper names waits until it is asked for.
function overviewSupport() {
  const supports = nodes.filter((node) => node.kind.name !== "Paper").map((node) => node.support).sort((a, b) => b - a);
  return supports.length > OVERVIEW ? supports[OVERVIEW] + 1 : 1;
}

const wanted = (node) => !state.hiddenClasses.has(node.group) && (node.kind.name === "Paper" || node.support >= state.support);
const filtersEdges = () => state.confidence > 0 || state.hiddenRelations.size > 0;

function refilter() {
  const choosy = filtersEdges();
  for (const node of nodes) {
    node.shown = wanted(node) && (!choosy || node.edges.length === 0 || node.edges.some(strongEnough));
  }
  for (const node of selected()) node.shown = true;
  for (const edge of edges) {
    edge.shown = edge === state.edge || (edge.source.shown && edge.target.shown && strongEnough(edge));
  }
}

// A selected node brings its neighbours with it, those of little support too.
function selected() {
  if (state.edge) return [state.edge.source, state.edge.target];
  if (!state.node) return [];
  const ends = state.node.edges.filter(strongEnough).flatMap((edge) => [edge.source, edge.target]);
  return [state.node, ...ends.filter((node) => !state.hiddenClasses.has(node.group))];
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
