// What is drawn, whatever draws it, but for the names: islands, lines, and what is in focus.
import { communities, edges, isPaper, nodes } from "./data.js";
import { arrowhead, curve } from "./geometry.js";
import { hover, state } from "./state.js";
import { theme } from "./theme.js";

export const BRIDGE = 0.3; // how faint lines between islands are, beside those inside one; fainter still where there are many
const LEAST_ISLAND = 4; // nodes; fewer need no land

export const islands = communities
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
export const populated = (island) => island.community.nodes.some((node) => node.shown);

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
export function foremost() {
  const ends = [state.edge, hover.edge].filter(Boolean).flatMap((edge) => [edge.source, edge.target]);
  return [...new Set([hover.node, state.node, ...ends, ...(state.path?.nodes ?? [])])].filter((node) => node?.shown);
}

export const shownNodes = () => nodes.filter((node) => node.shown);
