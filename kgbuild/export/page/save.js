// What is visible, as a file: a picture or a table.
import { edges } from "./data.js";
import { byId } from "./dom.js";
import { faintness, viewNow } from "./map.js";
import { paintNames } from "./names.js";
import { canvasPen, svgPen } from "./pens.js";
import { paintFocus, paintIslands, paintLines, paintNodes, shownNodes } from "./scene.js";
import { focus } from "./state.js";
import { theme } from "./theme.js";
import { csv } from "./csv.js";

const SHARP = 2; // pixels of a picture for each one of the screen

function paintAll(pen, view) {
  const sight = focus();
  pen.fill(theme.canvas, view.width, view.height);
  paintIslands(pen, view);
  paintLines(pen, view, faintness() * (sight ? 0.3 : 1));
  paintNodes(pen, view, shownNodes(), sight ? 0.15 : 1);
  paintFocus(pen, view, sight);
  paintNames(pen, view, sight);
}

export function paintedCanvas() {
  const view = viewNow();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [view.width * SHARP, view.height * SHARP];
  const ctx = canvas.getContext("2d");
  ctx.scale(SHARP, SHARP);
  paintAll(canvasPen(ctx), view);
  return canvas;
}

function download(content, type, filename) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = document.createElement("a");
  Object.assign(anchor, { href: address, download: filename });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function savePng() {
  paintedCanvas().toBlob((blob) => download(blob, "image/png", "graph.png"), "image/png");
}

function saveSvg() {
  const view = viewNow();
  const pen = svgPen(view.width, view.height);
  paintAll(pen, view);
  download(pen.document(document.title), "image/svg+xml", "graph.svg");
}

const plural = (list) => list.join("; ");

function saveNodes() {
  const head = ["key", "class", "name", "aliases", "papers", "first year", "last year", "community"];
  const rows = shownNodes().map((node) => [
    node.key,
    node.kind.name,
    node.name,
    plural(node.aliases),
    node.support,
    node.first || "",
    node.last || "",
    node.community.name,
  ]);
  download(csv([head, ...rows]), "text/csv;charset=utf-8", "nodes.csv");
}

function saveEdges() {
  const head = ["source", "relation", "target", "confidence", "papers", "source name", "target name"];
  const rows = edges
    .filter((edge) => edge.shown)
    .map((edge) => [
      edge.source.key,
      edge.relation.name,
      edge.target.key,
      edge.confidence,
      edge.support,
      edge.source.name,
      edge.target.name,
    ]);
  download(csv([head, ...rows]), "text/csv;charset=utf-8", "edges.csv");
}

export function setUpSaving({ pictures }) {
  const menu = byId("save-menu");
  for (const [id, save, needsMap] of [
    ["save-png", savePng, true],
    ["save-svg", saveSvg, true],
    ["save-nodes", saveNodes, false],
    ["save-edges", saveEdges, false],
  ]) {
    byId(id).disabled = needsMap && !pictures;
    byId(id).addEventListener("click", () => {
      menu.hidePopover();
      save();
    });
  }
}
