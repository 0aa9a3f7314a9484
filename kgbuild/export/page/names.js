// Names on the drawing, which never cover each other: what is selected first, then islands, then nodes by importance.
import { byImportance, isPaper } from "./data.js";
import { shortened } from "./dom.js";
import { overlap } from "./geometry.js";
import { widthOf } from "./pens.js";
import { foremost, islands, populated } from "./scene.js";
import { theme } from "./theme.js";

const ROOM_PER_NAME = 17000; // square pixels of screen: fewer names than would fit, so that the eye rests
const MARGIN = 6; // pixels between a name and the edge of the screen
const HEIGHTS = [-1, 1, -0.5, 0, 0.5]; // where an island's name may stand: on its upper shore, its lower one, else inland
const LONG = 18; // characters of an island's name that stand in one line

export function paintNames(pen, view, focus) {
  const first = foremost();
  const taken = first.map((node) => inView(view, below(view, node, written(view, node, 44))));
  first.forEach((node, at) => write(pen, taken[at], theme.ink));
  if (!focus) for (const island of islands) nameIsland(pen, view, island, taken);
  const obstacles = largeNodes(view, focus);
  const isFree = (spot) => fits(view, spot) && !taken.some((other) => overlap(spot, other)) && !obstacles.some((other) => overlap(spot, other));
  let left = Math.max(8, Math.round((view.width * view.height) / ROOM_PER_NAME) - taken.length);
  const bright = focus ? byImportance.filter((node) => focus.nodes.has(node)) : byImportance;
  for (const node of bright) {
    if (left <= 0) break;
    if (!node.shown || first.includes(node)) continue;
    const [x, y] = view.place(node);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    if (!focus && view.radius(node) < 3.2) break; // sorted by size: the others are smaller still
    const text = written(view, node, 28);
    const side = SIDES.find((each) => isFree(each(view, node, text)));
    if (!side) continue;
    const spot = side(view, node, text);
    taken.push(spot);
    write(pen, spot, isPaper(node) ? theme.soft : theme.ink);
    left -= 1;
  }
}

// No name may cover a large node; its own stands beside it.
function largeNodes(view, focus) {
  const found = [];
  for (const node of byImportance) {
    const radius = view.radius(node);
    if (radius < 5.5 || found.length > 250) break;
    if (!node.shown || (focus && !focus.nodes.has(node))) continue;
    const [x, y] = view.place(node);
    if (x > -radius && y > -radius && x < view.width + radius && y < view.height + radius)
      found.push({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
  return found;
}

function written(view, node, most) {
  const radius = view.radius(node);
  const size = Math.round(Math.min(15, 10.5 + radius / 5));
  const weight = radius > 9 ? 600 : 400;
  const text = shortened(node.name, most);
  return { text, size, weight, half: widthOf(text, weight, size) / 2 };
}

// ---- Where a name can stand: the box that it fills ----

const boxed = (text, middle, top) => ({
  ...text,
  middle,
  left: middle - text.half - 4,
  right: middle + text.half + 4,
  top,
  bottom: top + text.size + 5,
});

function below(view, node, text) {
  const [x, y] = view.place(node);
  return boxed(text, x, y + view.radius(node) + 1);
}

function above(view, node, text) {
  const [x, y] = view.place(node);
  return boxed(text, x, y - view.radius(node) - text.size - 6);
}

function beside(view, node, text, side) {
  const [x, y] = view.place(node);
  return boxed(text, x + side * (view.radius(node) + text.half + 6), y - text.size / 2 - 3);
}

const SIDES = [
  below,
  above,
  (view, node, text) => beside(view, node, text, 1),
  (view, node, text) => beside(view, node, text, -1),
];

const fits = (view, spot) => spot.left > 0 && spot.right < view.width && spot.bottom > 0 && spot.top < view.height;
const clamped = (view, middle, half) => Math.max(half + MARGIN, Math.min(view.width - half - MARGIN, middle));
const inView = (view, spot) => boxed(spot, clamped(view, spot.middle, spot.half), spot.top);

function write(pen, { text, size, weight, middle, top }, colour) {
  pen.text(middle, top + size + 1, text, { size, weight, colour, halo: theme.canvas });
}

// ---- Islands ----

// An island is named while it is small enough to be seen as one: in full, or by its first concept alone.
function nameIsland(pen, view, island, taken) {
  const radius = island.radius * view.scale;
  if (radius < 20 || radius > 0.75 * Math.min(view.width, view.height) || !populated(island)) return;
  const [centre, y] = view.spot(island.x, island.y);
  if (centre + radius < 0 || centre - radius > view.width || y + radius < 0 || y - radius > view.height) return;
  const head = headLines(island.community, radius);
  const full = radius > 40 ? [...head, ...restLine(island.community, head[0].size)] : head;
  for (const lines of full.length > head.length ? [full, head] : [head]) {
    const block = blockOf(lines);
    const x = clamped(view, centre, block.half);
    for (const height of HEIGHTS) {
      const middle = y + height * radius;
      const area = { left: x - block.half - 3, right: x + block.half + 3, top: middle - block.height / 2, bottom: middle + block.height / 2 };
      if (area.bottom < 0 || area.top > view.height || taken.some((other) => overlap(area, other))) continue;
      taken.push(area);
      writeLines(pen, lines, x, area.top);
      return;
    }
  }
}

function headLines({ concepts }, radius) {
  const size = Math.round(Math.max(11, Math.min(19, 8 + radius / 11)));
  return halved(shortened(concepts[0], 44)).map((text) => ({ text, size, weight: 650, colour: theme.ink }));
}

function restLine({ concepts }, size) {
  const text = shortened(concepts.slice(1).join(" · "), 34);
  return text ? [{ text, size: Math.round(Math.max(10.5, size * 0.68)), weight: 450, colour: theme.soft }] : [];
}

// A long name in two lines of about the same length.
function halved(text) {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  if (text.length <= LONG || !spaces.length) return [text];
  const uneven = (at) => Math.abs(text.length - 1 - 2 * at);
  const split = spaces.reduce((best, at) => (uneven(at) < uneven(best) ? at : best));
  return [text.slice(0, split), text.slice(split + 1)];
}

const blockOf = (lines) => ({
  half: Math.max(...lines.map(({ text, weight, size }) => widthOf(text, weight, size))) / 2,
  height: lines.reduce((sum, { size }) => sum + size * 1.25, 0),
});

function writeLines(pen, lines, x, top) {
  let base = top;
  for (const { text, size, weight, colour } of lines) {
    base += size * 1.25;
    pen.text(x, base - size * 0.25, text, { size, weight, colour, halo: theme.canvas });
  }
}
