// Puts it together: what the reader does changes the state, and the state decides what is shown and what the address says.
import { go, goCommunity, goEdge, clear, onChoice } from "./actions.js";
import { showNode, startPath } from "./card.js";
import { nodes } from "./data.js";
import { byId } from "./dom.js";
import { setUpFilters, sayWhatIsShown, showChoices } from "./filters.js";
import { showCharts } from "./charts.js";
import { setUpLineage, showLineage } from "./lineage-view.js";
import { hasMap, pan, refreshFocus, refreshShown, resizeMap, setUpMap, showAll, showNodes, zoomIn, zoomOut } from "./map.js";
import { showCommunity, showEdge, showGlance, showPath } from "./panel.js";
import { shortestPath } from "./paths.js";
import { paintedCanvas, setUpSaving } from "./save.js";
import { finder } from "./search.js";
import { address, focus, readAddress, refilter, state, strongEnough, VIEWS } from "./state.js";
import { inLight, setUpTheme } from "./theme.js";

const narrow = matchMedia("(max-width: 899px)");
let shownCard = null;
let waiting = null;

// ---- From a choice to the screen ----

function carryOut(change, { replace = false, soon = false, still = false, fit = false } = {}) {
  Object.assign(state, change);
  const remember = () => {
    waiting = null;
    if (state.path) Object.assign(state.path, shortestPath(state.path.from, state.path.to, strongEnough));
    const hash = address();
    const known = location.hash.slice(1) === hash;
    if (!known && replace) history.replaceState(null, "", `${location.pathname}${location.search}${hash && `#${hash}`}`);
    else if (!known) history.pushState(null, "", `${location.pathname}${location.search}${hash && `#${hash}`}`);
    show({ still, fit });
  };
  if (!soon) remember();
  else waiting ??= requestAnimationFrame(remember);
}

function show({ still = false, fit = false } = {}) {
  const changed = refilter();
  showChoices();
  sayWhatIsShown();
  if (hasMap()) {
    if (changed) refreshShown();
    refreshFocus();
  }
  const fresh = showCard();
  const opened = showView();
  if (!hasMap() || state.view !== "map") return;
  if (fit) showAll();
  else if ((fresh || opened) && !still && focus()) bringIntoView();
}

function bringIntoView() {
  const list = [...focus().nodes].filter((node) => node.shown);
  showNodes(list, { most: 1.2, below: narrow.matches ? byId("panel").offsetHeight : 0 });
}

// The panel says what is selected; it is made anew only if that is something else. Returns whether it is.
function showCard() {
  const { node, edge, community, path, only } = state;
  const card = [
    node?.key,
    edge?.id,
    community?.id,
    path && `${path.from.key} ${path.to.key} ${path.edges.map((each) => each.id)}`,
    node && only?.node.key,
    only?.depth,
  ].join("|");
  if (card === shownCard) return false;
  const first = shownCard === null;
  shownCard = card;
  if (node) showNode(node);
  else if (edge) showEdge(edge);
  else if (community) showCommunity(community);
  else if (path) showPath(path);
  else showGlance();
  const something = Boolean(node || edge || community || path);
  setOpen("panel", something);
  if (something) setOpen("filters", false);
  byId("show-panel").textContent = something ? "Details" : "At a glance";
  return !first || something;
}

function showView() {
  const before = document.body.dataset.view;
  document.body.dataset.view = state.view;
  for (const view of VIEWS) {
    byId(`${view}-tab`).setAttribute("aria-selected", String(view === state.view));
    byId(`${view}-tab`).tabIndex = view === state.view ? 0 : -1;
    byId(view).hidden = view !== state.view;
  }
  if (state.view === "lineage") showLineage();
  if (state.view === "charts") showCharts();
  if (state.view === "map" && before && before !== "map" && hasMap()) resizeMap();
  return before !== state.view;
}

function follow() {
  readAddress(location.hash);
  show();
}

// ---- Panels, tabs and keys ----

function setOpen(which, open) {
  document.body.classList.toggle(`${which}-open`, open);
  byId(`show-${which}`).setAttribute("aria-expanded", String(open));
}

function setUpSheets() {
  for (const [which, rival] of [
    ["filters", "panel"],
    ["panel", "filters"],
  ]) {
    byId(`show-${which}`).addEventListener("click", () => {
      setOpen(rival, false);
      setOpen(which, !document.body.classList.contains(`${which}-open`));
    });
  }
}

function setUpTabs() {
  for (const [at, view] of VIEWS.entries()) {
    const tab = byId(`${view}-tab`);
    tab.addEventListener("click", () => carryOut({ view }));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.stopPropagation();
      const next = VIEWS[(at + step + VIEWS.length) % VIEWS.length];
      carryOut({ view: next });
      byId(`${next}-tab`).focus();
    });
  }
}

const isolate = () =>
  state.node && carryOut({ only: state.only?.node === state.node ? null : { node: state.node, depth: 1 } }, { fit: true });
const hide = () => state.node && carryOut({ hidden: new Set([...state.hidden, state.node]), node: null });
const KEYS = {
  "/": () => byId("finder").querySelector("input").focus(),
  "?": () => byId("help").showModal(),
  1: () => carryOut({ view: "map" }),
  2: () => carryOut({ view: "lineage" }),
  3: () => carryOut({ view: "charts" }),
  i: isolate,
  h: hide,
  p: startPath,
};
const MAP_KEYS = {
  f: showAll,
  "+": zoomIn,
  "=": zoomIn,
  "-": zoomOut,
  ArrowLeft: () => pan(-120, 0),
  ArrowRight: () => pan(120, 0),
  ArrowUp: () => pan(0, -120),
  ArrowDown: () => pan(0, 120),
};

function setUpKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "Escape") {
      setOpen("filters", false);
      clear();
      return;
    }
    if (event.target.matches("input[type=search], select, input[type=range], .scroll, #lineage-stage")) return;
    const action = KEYS[event.key] ?? (state.view === "map" && hasMap() ? MAP_KEYS[event.key] : null);
    if (!action || (event.key.startsWith("Arrow") && event.target !== document.body && event.target !== byId("graph"))) return;
    event.preventDefault();
    action();
  });
}

function setUpPrinting() {
  addEventListener("beforeprint", () => {
    if (hasMap() && state.view === "map") byId("print").replaceChildren(inLight(paintedCanvas));
  });
  addEventListener("afterprint", () => byId("print").replaceChildren());
}

// ---- At the start ----

function startMap() {
  const able = document.createElement("canvas");
  if (!(able.getContext("webgl2") ?? able.getContext("webgl"))) {
    byId("no-webgl").hidden = false;
    return;
  }
  setUpMap({
    onNode: (node) => go(node, { still: !narrow.matches }),
    onEdge: (edge) => goEdge(edge, { still: !narrow.matches }),
    onIsland: (community) => goCommunity(community),
    onNothing: clear,
  });
}

setUpTheme();
onChoice(carryOut);
readAddress(location.hash);
refilter();
if (nodes.length) startMap();
byId("zoom").hidden = !hasMap();
const search = finder("Search names and aliases", (node) => go(node));
byId("finder").append(search.element);
search.input.id = "search";
setUpFilters();
setUpLineage();
setUpTabs();
setUpSheets();
setUpKeys();
setUpPrinting();
setUpSaving({ pictures: hasMap() });
for (const [id, action] of [
  ["zoom-in", zoomIn],
  ["zoom-out", zoomOut],
  ["fit", showAll],
])
  byId(id).addEventListener("click", action);
byId("show-help").addEventListener("click", () => byId("help").showModal());
addEventListener("popstate", follow);
show();
document.documentElement.dataset.ready = "true";
