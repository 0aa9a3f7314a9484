// What is drawn, whatever draws it: islands, lines, what is in focus, and names that never cover each other.
import { byImportance, communities, edges, isPaper, nodes } from "./data.js";
import { shortened } from "./dom.js";
import { arrowhead, curve, overlap } from "./geometry.js";
import { widthOf } from "./pens.js";
import { hover, state } from "./state.js";
import { theme } from "./theme.js";

const ROOM_PER_NAME = 17000; // square pixels of screen: fewer names than would fit, so that the eye rests
export const BRIDGE = 0.3; // how faint lines between islands are, beside those inside one; fainter still where there are many
const LEAST_ISLAND = 4; // nodes; fewer need no land

const islands = communities
  .filter((each) => each.nodes.length >= LEAST_ISLAND)
  .map((community) => {
    const [left, right] = extent(community.nodes, (node) => node.x);
    const [low, high] = extent(community.nodes, (node) => node.y);
    const [x, y] = [(left + right) / 2, (low + high) / 2];
    const radius = community.nodes.reduce((most, node) => Math.max(most, Math.hypot(node.x - x, node.y - y) + node.size), 0) + 12;
    return { community, x, y, radius };
  });

export function extent(list, value) {
  return list.reduce(([low, high], each) => [Math.min(low, value(each)), Math.max(high, value(each))], [Infinity, -Infinity]);
}

export const colourOf = (edge) => (isPaper(edge.target) ? edge.source.kind.colour : edge.target.kind.colour);
export const isBridge = (edge) => edge.source.community !== edge.target.community;
const populated = (island) => island.community.nodes.some((node) => node.shown);

export function islandAt(x, y, view) {
  return islands.find((island) => {
    const [ix, iy] = view.spot(island.x, island.y);
    return Math.hypot(ix - x, iy - y) < island.radius * view.scale && populated(island);
  });
}

export function paintIslands(pen, view) {
  const shown = islands.filter(populated);
  const discs = (list) => list.map((island) => [...view.spot(island.x, island.y), island.radius * view.scale]);
  pen.discs(discs(shown), { colour: theme.island, rim: theme.shore, width: 1 });
  const chosen = shown.filter((island) => island.community === state.community);
  if (chosen.length) pen.discs(discs(chosen), { colour: theme.island, rim: theme.accent, width: 2 });
}

function grouped(list, key) {
  const groups = new Map();
  for (const each of list) {
    if (!groups.has(key(each))) groups.set(key(each), []);
    groups.get(key(each)).push(each);
  }
  return groups;
}

export function paintLines(pen, view, faint) {
  const shown = edges.filter((edge) => edge.shown);
  for (const [bridge, list] of grouped(shown, isBridge)) {
    for (const [colour, group] of grouped(list, colourOf)) {
      const curves = group.map((edge) => ({
        ...curve(edge, view.place),
        straight: edge.bend === 0 && edge.source !== edge.target,
      }));
      pen.lines(curves, { colour, width: 0.8, alpha: faint * (bridge ? BRIDGE * faint : 1) * theme.line });
    }
  }
}

export function paintNodes(pen, view, list, alpha = 1) {
  for (const [colour, group] of grouped(list, (node) => node.kind.colour)) {
    pen.discs(
      group.map((node) => [...view.place(node), view.radius(node)]),
      { colour, alpha },
    );
  }
}

export function paintFocus(pen, view, focus) {
  const lines = [
    ...(focus?.edges ?? []),
    ...(hover.edge ? [hover.edge] : []),
    ...(hover.node && !focus ? hover.node.edges.filter((edge) => edge.shown) : []),
  ];
  for (const [colour, group] of grouped(new Set(lines), colourOf)) {
    const strong = group.length < 60 || state.path;
    const curves = group.map((edge) => ({ ...curve(edge, view.place), straight: edge.bend === 0 && edge.source !== edge.target }));
    pen.lines(curves, { colour, width: strong ? 1.8 : 1.1, alpha: strong ? 0.9 : 0.55 });
    pen.triangles(group.map((edge, at) => arrowhead(curves[at], view.radius(edge.target), 9)).filter(Boolean), { colour });
  }
  if (hover.edge) pen.lines([{ ...curve(hover.edge, view.place) }], { colour: colourOf(hover.edge), width: 3 });
  if (focus)
    paintNodes(
      pen,
      view,
      [...focus.nodes].filter((node) => node.shown),
    );
  for (const node of foremost())
    pen.discs([[...view.place(node), view.radius(node) + 2.5]], { colour: null, rim: theme.ink, width: 2 });
}

// Whose names stand wherever they are: what is pointed at and what is selected.
function foremost() {
  const ends = [state.edge, hover.edge].filter(Boolean).flatMap((edge) => [edge.source, edge.target]);
  return [...new Set([hover.node, state.node, ...ends, ...(state.path?.nodes ?? [])])].filter((node) => node?.shown);
}

// ---- Names ----

export function paintNames(pen, view, focus) {
  const first = foremost();
  const taken = first.map((node) => box(view, node, 44));
  first.forEach((node, at) => write(pen, taken[at], theme.ink));
  if (!focus) for (const island of islands) nameIsland(pen, view, island, taken);
  const obstacles = largeNodes(view, focus);
  let left = Math.max(8, Math.round((view.width * view.height) / ROOM_PER_NAME) - taken.length);
  const bright = focus ? byImportance.filter((node) => focus.nodes.has(node)) : byImportance;
  for (const node of bright) {
    if (left <= 0) break;
    if (!node.shown || first.includes(node)) continue;
    const [x, y] = view.place(node);
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    if (!focus && view.radius(node) < 3.2) break; // sorted by size: the others are smaller still
    const spot = box(view, node, 28);
    if (taken.some((other) => overlap(spot, other)) || obstacles.some((other) => overlap(spot, other))) continue;
    taken.push(spot);
    write(pen, spot, isPaper(node) ? theme.soft : theme.ink);
    left -= 1;
  }
}

// No name may cover a large node; its own stands below it.
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

function box(view, node, most) {
  const radius = view.radius(node);
  const size = Math.round(Math.min(15, 10.5 + radius / 5));
  const weight = radius > 9 ? 600 : 400;
  const text = shortened(node.name, most);
  const half = widthOf(text, weight, size) / 2;
  const [x, y] = view.place(node);
  const middle = Math.max(half + 6, Math.min(view.width - half - 6, x));
  return {
    text,
    size,
    weight,
    middle,
    left: middle - half - 4,
    right: middle + half + 4,
    top: y + radius + 1,
    bottom: y + radius + size + 6,
  };
}

function write(pen, { text, size, weight, middle, top }, colour) {
  pen.text(middle, top + size + 1, text, { size, weight, colour, halo: theme.canvas });
}

// An island is named while it is small enough to be seen as one; the concepts that name it stand below each other.
function nameIsland(pen, view, island, taken) {
  const radius = island.radius * view.scale;
  if (radius < 26 || radius > 0.75 * Math.min(view.width, view.height) || !populated(island)) return;
  const [centre, y] = view.spot(island.x, island.y);
  if (centre + radius < 0 || centre - radius > view.width || y - radius < -20 || y - radius > view.height) return;
  const [head, ...rest] = island.community.concepts;
  const size = Math.round(Math.max(12, Math.min(19, 8 + radius / 11)));
  const lines = [
    { text: shortened(head, 26), size, weight: 650 },
    { text: shortened(rest.join(" · "), 34), size: Math.round(Math.max(10.5, size * 0.68)), weight: 450 },
  ];
  const shown = lines.filter((line, at) => line.text && (!at || radius > 40));
  const half = Math.max(...shown.map((line) => widthOf(line.text, line.weight, line.size))) / 2;
  const height = shown.reduce((sum, line) => sum + line.size * 1.25, 0);
  const top = y - radius - height / 2;
  const x = Math.max(half + 6, Math.min(view.width - half - 6, centre));
  const area = { left: x - half - 3, right: x + half + 3, top, bottom: top + height };
  if (taken.some((other) => overlap(area, other))) return;
  taken.push(area);
  let base = top;
  shown.forEach((line, at) => {
    base += line.size * 1.25;
    pen.text(x, base - line.size * 0.25, line.text, { ...line, colour: at ? theme.soft : theme.ink, halo: theme.canvas });
  });
}

export const shownNodes = () => nodes.filter((node) => node.shown);
