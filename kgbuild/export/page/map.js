// The drawing: sigma.js draws all nodes and lines with WebGL; a canvas below it has the islands, one above it what is in focus and the names.
import { edges, nodes, pairs } from "./data.js";
import { byId } from "./dom.js";
import { curve, distanceTo } from "./geometry.js";
import { paintNames } from "./names.js";
import { canvasPen } from "./pens.js";
import { BRIDGE, colourOf, extent, isBridge, islandAt, paintFocus, paintIslands, shownNodes } from "./scene.js";
import { focus, hover } from "./state.js";
import { onTheme, theme } from "./theme.js";

const { EdgeLineProgram, NodeCircleProgram, NodePointProgram, Sigma, UndirectedGraph } = drawing;
const MANY = 12000; // lines: more than this rest while the drawing moves
const NEAREST = 6; // pixels a unit of the layout
const UNUSED = ["edgeLabels", "labels", "hovers", "hoverNodes"]; // layers of sigma's, which it clears for each frame
const LEAST_ROOM = 240; // units
const still = matchMedia("(prefers-reduced-motion: reduce)");
const stage = byId("graph");
const drawn = new UndirectedGraph();
// Programs that draw for the eye only. Sigma would draw all nodes a second time to find the one under the pointer, and read that back
// from the graphics card on every move; `nodeAt` finds it faster.
const seenOnly = (Program) =>
  class extends Program {
    constructor(gl, _picking, renderer) {
      super(gl, null, renderer);
    }
  };
let sigma = null;
let unit = 1; // pixels a unit of the layout while the whole graph is in view
let sight = null; // what is in focus, as last drawn

const crowd = () => Math.max(0.2, Math.min(1, 45 / Math.sqrt(pairs.size + 1))); // many lines, fainter lines
export const faintness = crowd;

const hex = (value) => Math.round(value).toString(16).padStart(2, "0");

// WebGL blends colours that are multiplied by their opacity already.
function lineColour(edge) {
  const alpha = theme.line * crowd() * (isBridge(edge) ? BRIDGE * crowd() : 1);
  const channels = [1, 3, 5].map((at) => parseInt(colourOf(edge).slice(at, at + 2), 16) * alpha);
  return `#${[...channels, 255 * alpha].map(hex).join("")}`;
}

function fillGraph() {
  for (const node of nodes)
    drawn.addNode(node.id, { x: node.x, y: node.y, size: node.size, color: node.kind.colour, hidden: !node.shown });
  for (const [pair, list] of pairs) {
    const [edge] = list;
    if (edge.source !== edge.target)
      drawn.addUndirectedEdgeWithKey(pair, edge.source.id, edge.target.id, {
        color: lineColour(edge),
        size: 0.7,
        hidden: !list.some((each) => each.shown),
      });
  }
}

// Throws where the browser has no WebGL.
export function setUpMap(handlers) {
  fillGraph();
  const many = pairs.size > MANY;
  sigma = new Sigma(new UndirectedGraph(), stage, {
    allowInvalidContainer: true,
    antiAliasingFeather: 0.8,
    defaultEdgeType: "line",
    defaultNodeType: "disc",
    edgeProgramClasses: { line: seenOnly(EdgeLineProgram) },
    enableCameraRotation: false,
    hideEdgesOnMove: many,
    labelRenderedSizeThreshold: Infinity,
    maxCameraRatio: 2.5,
    nodeProgramClasses: { disc: seenOnly(nodes.length > MANY ? NodePointProgram : NodeCircleProgram) },
    renderEdgeLabels: false,
    renderLabels: false,
    stagePadding: 36,
    zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio / unit),
  });
  sigma.pickingLayers.clear();
  sigma.getNodeAtPosition = () => null;
  layer("islands", { beforeLayer: "edges" });
  layer("names", { afterLayer: "nodes" });
  sigma.setCustomBBox(roomFor(nodes));
  sigma.on("afterProcess", measure); // before the first frame: the size of the dots depends on it
  sigma.on("afterRender", paint);
  sigma.on("resize", () => {
    for (const name of UNUSED) Object.assign(sigma.elements[name], { width: 1, height: 1 });
    measure();
  });
  sigma.resize(true);
  listen(handlers);
  onTheme(recolour);
  sigma.setGraph(drawn);
}

// A canvas that the processor paints: a few discs and names are no work for it, and a machine without a graphics card paints them so faster.
function layer(name, place) {
  sigma.canvasContexts[name] = sigma.createCanvas(name, place).getContext("2d", { willReadFrequently: true });
}

// A handful of nodes does not fill the screen.
function roomFor(list) {
  const sides = ["x", "y"].map((axis) => {
    const [low, high] = extent(list, (node) => node[axis]);
    const lack = Math.max(0, LEAST_ROOM - (high - low)) / 2;
    return [axis, [low - lack, high + lack]];
  });
  return Object.fromEntries(sides);
}

function measure() {
  const { width, height } = sigma.getDimensions();
  if (width < 2) return;
  const cameraState = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
  const [left, right] = [0, 1].map(
    (x) => sigma.graphToViewport({ x, y: 0 }, { cameraState, viewportDimensions: { width, height } }).x,
  );
  unit = right - left || 1;
  sigma.getCamera().minRatio = Math.min(1, unit / NEAREST); // as a setting, it would have all nodes read again
}

function recolour() {
  for (const [pair, [edge]] of pairs) if (drawn.hasEdge(pair)) drawn.getEdgeAttributes(pair).color = lineColour(edge);
  sigma.refresh();
}

// ---- Where things are on the screen ----

export function viewNow() {
  const { width, height } = sigma.getDimensions();
  const origin = sigma.graphToViewport({ x: 0, y: 0 });
  const right = sigma.graphToViewport({ x: 1, y: 0 });
  return viewOf(width, height, right.x - origin.x || 1, origin.x, origin.y);
}

function viewOf(width, height, scale, left, top) {
  const spot = (x, y) => [left + x * scale, top - y * scale];
  const root = Math.sqrt(scale);
  return {
    width,
    height,
    scale,
    left,
    top,
    spot,
    place: (node) => [left + node.x * scale, top - node.y * scale],
    radius: (node) => node.size * root,
  };
}

function paint() {
  const view = viewNow();
  if (view.width < 2 || view.height < 2) return; // another view is open
  const { islands: below, names: above } = sigma.canvasContexts;
  below.clearRect(0, 0, view.width, view.height);
  below.globalAlpha = 1;
  paintIslands(canvasPen(below), view);
  above.clearRect(0, 0, view.width, view.height);
  const pen = canvasPen(above);
  paintFocus(pen, view, sight);
  paintNames(pen, view, sight);
}

// ---- What changes it ----

// Brings the drawing in line with the state; the first only where filters have changed.
export function refreshShown() {
  for (const node of nodes) drawn.getNodeAttributes(node.id).hidden = !node.shown;
  for (const [pair, list] of pairs)
    if (drawn.hasEdge(pair)) drawn.getEdgeAttributes(pair).hidden = !list.some((edge) => edge.shown);
  sigma.refresh();
}

export function refreshFocus() {
  sight = focus();
  stage.classList.toggle("focused", Boolean(sight));
  sigma.scheduleRender();
}

// ---- The camera ----

// At once for those who want no motion: an animation of no length would divide by nought.
function move(target) {
  const camera = sigma.getCamera();
  if (still.matches) camera.setState(target);
  else camera.animate(target, { duration: 380 });
}

function zoom(factor) {
  const { ratio } = sigma.getCamera().getState();
  move({ ratio: sigma.getCamera().getBoundedRatio(ratio * factor) });
}

export const zoomIn = () => zoom(1 / 1.5);
export const zoomOut = () => zoom(1.5);

export function pan(dx, dy) {
  const centre = sigma.viewportToFramedGraph({ x: sigma.getDimensions().width / 2 + dx, y: sigma.getDimensions().height / 2 + dy });
  move(centre);
}

// Shows all of these nodes, no larger than `most` pixels a unit; `below` pixels at the bottom are covered by something.
export function showNodes(list, { most = 1.6, below = 0 } = {}) {
  if (!list.length) return;
  const { width, height } = sigma.getDimensions();
  const view = viewNow();
  const [left, right] = extent(list, (node) => view.place(node)[0]);
  const [top, bottom] = extent(list, (node) => view.place(node)[1]);
  const room = { x: Math.max(60, width - 120), y: Math.max(60, height - below - 120) };
  const factor = Math.max((right - left) / room.x, (bottom - top) / room.y, view.scale / most);
  const { ratio } = sigma.getCamera().getState();
  const centre = sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 + (below / 2) * factor });
  move({ ...centre, ratio: sigma.getCamera().getBoundedRatio(ratio * factor) });
}

export const showAll = () => {
  const shown = shownNodes();
  if (shown.length === nodes.length) move({ x: 0.5, y: 0.5, ratio: 1 });
  else showNodes(shown);
};

export const resizeMap = () => sigma.refresh();

// ---- The pointer ----

// Whether a line can come this near to a point; without a list for each of a hundred thousand lines.
function mayTouch({ source, target, bend }, x, y, reach, { left, top, scale }) {
  const [x1, y1, x2, y2] = [left + source.x * scale, top - source.y * scale, left + target.x * scale, top - target.y * scale];
  const room = reach + (bend ? 0.3 * Math.abs(bend) * (Math.abs(x2 - x1) + Math.abs(y2 - y1)) : 0) + (source === target ? 90 : 0);
  return x > Math.min(x1, x2) - room && x < Math.max(x1, x2) + room && y > Math.min(y1, y2) - room && y < Math.max(y1, y2) + room;
}

function edgeAt(x, y, reach) {
  const view = viewNow();
  let found = null;
  let nearest = reach;
  for (const edge of sight ? sight.edges : edges) {
    if (!edge.shown || (!sight && isBridge(edge)) || !mayTouch(edge, x, y, reach, view)) continue;
    const away = distanceTo(curve(edge, view.place), x, y);
    if (away < nearest) [found, nearest] = [edge, away];
  }
  return found;
}

function nodeAt(x, y, reach) {
  const view = viewNow();
  let found = null;
  let nearest = reach;
  for (const node of sight ? sight.nodes : nodes) {
    if (!node.shown) continue;
    const [nx, ny] = view.place(node);
    if (Math.abs(nx - x) > 40 || Math.abs(ny - y) > 40) continue;
    const away = Math.hypot(nx - x, ny - y) - view.radius(node);
    if (away < nearest) [found, nearest] = [node, away];
  }
  return found;
}

function point(x, y) {
  const node = nodeAt(x, y, 4);
  const edge = node ? null : edgeAt(x, y, 5);
  if (node === hover.node && edge === hover.edge) return;
  Object.assign(hover, { node, edge });
  stage.classList.toggle("pointing", Boolean(node || edge));
  sigma.scheduleRender();
}

export function hoverOver(edge) {
  Object.assign(hover, { node: null, edge });
  sigma.scheduleRender();
}

function listen({ onNode, onEdge, onIsland, onNothing }) {
  let waiting = null;
  const moved = ({ event }) => {
    if (!waiting)
      requestAnimationFrame(() => {
        point(waiting.x, waiting.y);
        waiting = null;
      });
    waiting = event;
  };
  sigma.on("moveBody", ({ event, ...rest }) => {
    if (!event.original.buttons && event.original.target.closest?.("#graph")) moved({ event, ...rest });
  });
  sigma.on("leaveStage", () => point(-99, -99));
  const click = ({ event: { x, y, original } }) => {
    const reach = original?.type?.startsWith("touch") ? 14 : 6;
    const node = nodeAt(x, y, reach);
    const edge = node ? null : edgeAt(x, y, reach);
    if (node) onNode(node);
    else if (edge) onEdge(edge);
    else {
      const island = sight ? null : islandAt(x, y, viewNow());
      if (island) onIsland(island.community);
      else onNothing();
    }
  };
  sigma.on("clickStage", click);
}

export const hasMap = () => sigma !== null;
