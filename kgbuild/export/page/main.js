// Puts it together: the drawing, what the reader does to it, and the address that remembers the selection.
const stage = document.getElementById("graph");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 899px)");
const motion = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
const [NEAREST, FARTHEST] = [8, 0.02];

readTheme();
state.support = overviewSupport();
refilter();
const drawn = new vis.DataSet(nodes.map(({ id, x, y, shape, shown }) => ({ id, x, y, shape, hidden: !shown })));
const options = { ...read("options"), nodes: { ctxRenderer: drawNode, chosen: false } };
// vis-network pans, zooms, drags and finds nodes; the lines are ours, drawn in one stroke a colour instead of one an edge.
const network = new vis.Network(stage, { nodes: drawn, edges: new vis.DataSet() }, options);

function refresh() {
  const before = nodes.map((node) => node.shown);
  select(state.node, state.edge);
  const changed = nodes.filter((node) => node.shown !== before[node.id]);
  if (changed.length) drawn.update(changed.map(({ id, shown }) => ({ id, hidden: !shown })));
  sayWhatIsShown();
  network.redraw();
}

function fit(animation = false) {
  const shown = nodes.filter((node) => node.shown).map((node) => node.id);
  if (shown.length) network.fit({ nodes: shown, animation, maxZoomLevel: 1.6 });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(NEAREST, Math.max(FARTHEST, network.getScale() * factor)), animation: motion() });
}

function hoverOver(edge) {
  if (state.hoverEdge === edge) return;
  state.hoverEdge = edge;
  network.redraw();
}

// The address is the selection: what changes it, by click, link or back button, comes through here.
const go = (node) => open(node.key);
let holdStill = false; // whether the next selection leaves the view as it is
const goEdge = (edge) => open(`edge:${edge.id}`);
const clear = () => open("");

function open(key) {
  const hash = key && `#${encodeURIComponent(key)}`;
  if (location.hash === hash) {
    holdStill = false;
    return;
  }
  if (hash) location.hash = hash;
  else history.replaceState(null, "", location.pathname + location.search);
  if (!hash) follow();
}

function keyInAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ""; // a half-typed address
  }
}

function follow() {
  const key = keyInAddress();
  const edge = key.startsWith("edge:") ? edges[Number(key.slice(5))] || null : null;
  const node = (!edge && byKey.get(key)) || null;
  state.hoverEdge = null;
  state.node = node;
  state.edge = edge;
  refresh();
  if (node) showNode(node);
  else if (edge) showEdge(edge);
  else showGlance();
  setOpen("panel", Boolean(node || edge));
  byId("show-panel").textContent = node || edge ? "Details" : "At a glance";
  if ((node || edge) && !holdStill) bringIntoView();
  holdStill = false;
}

function bringIntoView() {
  if (!narrow.matches) {
    network.fit({ nodes: [...state.near], animation: motion(), maxZoomLevel: 1.2 });
    return;
  }
  const [first, last] = state.edge ? [state.edge.source, state.edge.target] : [state.node, state.node];
  const position = { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 };
  const offset = { x: 0, y: -stage.clientHeight / 4 }; // above the sheet
  network.moveTo({ position, offset, scale: Math.max(network.getScale(), 0.7), animation: motion() });
}

function setOpen(which, open) {
  document.body.classList.toggle(`${which}-open`, open);
  byId(`show-${which}`).setAttribute("aria-expanded", String(open));
}

function setUpSheets() {
  for (const [which, rival] of [["filters", "panel"], ["panel", "filters"]]) {
    byId(`show-${which}`).addEventListener("click", () => {
      setOpen(rival, false);
      setOpen(which, !document.body.classList.contains(`${which}-open`));
    });
  }
}

function setUpPointer() {
  network.on("beforeDrawing", (ctx) => {
    measure(network.getScale());
    drawEdges(ctx, network.getScale());
  });
  network.on("afterDrawing", (ctx) => drawNames(ctx, network.getScale()));
  network.on("click", ({ nodes: hit, pointer }) => {
    const edge = hit.length ? null : edgeAt(pointer.canvas.x, pointer.canvas.y, 6 / network.getScale());
    holdStill = !narrow.matches; // what was clicked is in view already, unless the sheet of a phone covers it
    if (hit.length) go(nodes[hit[0]]);
    else if (edge) goEdge(edge);
    else clear();
  });
  network.on("hoverNode", ({ node }) => {
    state.hoverNode = nodes[node];
    state.hoverEdge = null;
    stage.classList.add("pointing");
  });
  network.on("blurNode", () => {
    state.hoverNode = null;
    stage.classList.remove("pointing");
  });
  network.on("zoom", ({ scale }) => {
    if (scale < FARTHEST || scale > NEAREST) zoom(1);
  });
  stage.addEventListener("mousemove", (event) => {
    if (state.hoverNode || event.buttons) return;
    const { x, y } = network.DOMtoCanvas({ x: event.offsetX, y: event.offsetY });
    hoverOver(edgeAt(x, y, 5 / network.getScale()));
    stage.classList.toggle("pointing", Boolean(state.hoverEdge));
  });
}

function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      setOpen("filters", false);
      clear();
      return;
    }
    if (event.target.matches("input[type=search]")) return;
    const action = { "/": () => byId("search").focus(), f: () => fit(motion()), "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4) }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("fit").addEventListener("click", () => fit(motion()));
dark.addEventListener("change", () => {
  readTheme();
  network.redraw();
});
addEventListener("hashchange", follow);
setUpFilters();
setUpSearch();
setUpSheets();
setUpPointer();
setUpKeys();
fit();
follow();
document.documentElement.dataset.ready = "true";
