// Who descends from whom: models in columns by year, each family a tree whose branches do not cross a name.
import { isPaper, nodes, otherEnd } from "./data.js";
import { introducedIn } from "./describe.js";

const KINDS = new Set(["Model", "Method", "Architecture"]);
const DESCENT = new Set(["basedOn", "variantOf"]);

const parentsOf = (node) =>
  node.edges.filter(
    (edge) => edge.source === node && edge.target !== node && DESCENT.has(edge.relation.name) && KINDS.has(edge.target.kind.name),
  );
const childrenOf = (node) =>
  node.edges.filter(
    (edge) => edge.target === node && edge.source !== node && DESCENT.has(edge.relation.name) && KINDS.has(edge.source.kind.name),
  );

export const members = nodes.filter((node) => KINDS.has(node.kind.name) && (parentsOf(node).length || childrenOf(node).length));

function walked(node, next) {
  const found = new Set();
  const rim = [node];
  while (rim.length) {
    for (const other of next(rim.pop())) {
      if (found.has(other) || other === node) continue;
      found.add(other);
      rim.push(other);
    }
  }
  return found;
}

export const ancestors = (node) => walked(node, (each) => parentsOf(each).map((edge) => edge.target));
export const descendants = (node) => walked(node, (each) => childrenOf(each).map((edge) => edge.source));

const weightOf = (node) => 3 * childrenOf(node).length + node.support;
export const foremostOf = (list) => list.reduce((best, node) => (weightOf(node) > weightOf(best) ? node : best));

// The most important members, and with them all that leads to them: at most about so many.
export function chosenMembers(most, around = null) {
  if (members.length <= most && !around) return members;
  const rank = new Map(members.map((node) => [node, weightOf(node)]));
  const chosen = new Set(around && members.includes(around) ? [around, ...ancestors(around), ...descendants(around)] : []);
  for (const node of [...members].sort((a, b) => rank.get(b) - rank.get(a) || a.id - b.id)) {
    if (chosen.size >= most) break;
    chosen.add(node);
    for (const { target } of parentsOf(node)) chosen.add(target);
  }
  return [...chosen];
}

// The year by which the first papers in a hundred name it: one that uses the word for something else does not date a model.
function namedIn(node) {
  const named = node.edges.map((edge) => otherEnd(node, edge)).filter((each) => isPaper(each) && each.first);
  const dates = [...new Set(named)].map((paper) => paper.first).sort((a, b) => a - b);
  return dates[Math.floor(dates.length / 100)] ?? node.first;
}

// The year of a model's paper, and never later than that of what descends from it; 0 where no year is known.
function yearsOf(list) {
  const inside = new Set(list);
  const found = new Map();
  const visit = (node, path) => {
    if (found.has(node)) return found.get(node);
    let year = Math.min(introducedIn(node)?.first || 9999, namedIn(node) || 9999); // who says "introduce" may mean a copy
    for (const { source } of childrenOf(node)) {
      if (inside.has(source) && !path.has(source)) year = Math.min(year, visit(source, new Set(path).add(source)) || 9999);
    }
    found.set(node, year === 9999 ? 0 : year);
    return found.get(node);
  };
  for (const node of list) visit(node, new Set([node]));
  return found;
}

// A column for each year, more where models of one year descend from each other; without years, one for each generation.
function columnsOf(list, year) {
  const inside = new Set(list);
  const depth = new Map();
  const visit = (node, path) => {
    if (depth.has(node)) return depth.get(node);
    let deepest = 0;
    for (const { target } of parentsOf(node)) {
      if (inside.has(target) && !path.has(target) && year.get(target) === year.get(node))
        deepest = Math.max(deepest, 1 + visit(target, new Set(path).add(target)));
    }
    depth.set(node, deepest);
    return deepest;
  };
  for (const node of list) visit(node, new Set([node]));
  const slots = [...new Set(list.map((node) => year.get(node) * 1000 + depth.get(node)))].sort((a, b) => a - b);
  return {
    columns: slots.map((slot) => Math.floor(slot / 1000)),
    column: new Map(list.map((node) => [node, slots.indexOf(year.get(node) * 1000 + depth.get(node))])),
  };
}

// The parent under which a node hangs in the tree: earlier, and the one most built upon.
function mainParent(node, inside, column) {
  const candidates = parentsOf(node).filter(({ target }) => inside.has(target) && column.get(target) < column.get(node));
  const weight = ({ target, confidence, relation }) =>
    (relation.name === "variantOf" ? 2 : 0) + confidence + column.get(target) / 100 + target.support / 1e5;
  return candidates.sort((a, b) => weight(b) - weight(a) || a.id - b.id)[0] ?? null;
}

// Rows by contour (Reingold & Tilford 1981): each subtree as high up as its columns and those its branches cross leave room.
class Rows {
  constructor(children, column) {
    Object.assign(this, { children, column, row: new Map() });
  }

  // The rows that a subtree takes, by column, if its root stands in row 0.
  place(node, parentColumn) {
    const kids = this.children.get(node) ?? [];
    const merged = new Map();
    const shifts = [];
    for (const kid of kids) {
      const outline = this.place(kid, this.column.get(node));
      const shift = merged.size ? this.room(merged, outline) : 0;
      shifts.push([kid, shift]);
      this.merge(merged, outline, shift);
    }
    const middle = shifts.length ? Math.round((shifts[0][1] + shifts[shifts.length - 1][1]) / 2) : 0;
    for (const [kid, shift] of shifts) this.row.set(kid, shift - middle);
    const outline = new Map([...merged].map(([at, [top, bottom]]) => [at, [top - middle, bottom - middle]]));
    for (let at = parentColumn + 1; at <= this.column.get(node); at += 1) this.widen(outline, at, 0, 0);
    return outline;
  }

  room(above, below) {
    let shift = -Infinity;
    for (const [at, [top]] of below) if (above.has(at)) shift = Math.max(shift, above.get(at)[1] + 1 - top);
    return shift === -Infinity ? 0 : shift;
  }

  merge(into, outline, shift) {
    for (const [at, [top, bottom]] of outline) this.widen(into, at, top + shift, bottom + shift);
  }

  widen(outline, at, top, bottom) {
    const before = outline.get(at);
    outline.set(at, before ? [Math.min(before[0], top), Math.max(before[1], bottom)] : [top, bottom]);
  }

  settle(node, row) {
    this.row.set(node, row);
    for (const kid of this.children.get(node) ?? []) this.settle(kid, row + this.row.get(kid));
  }
}

// Where each of these models stands: { columns: the year of each, spots: node → { column, row }, rows, branches, others }.
export function lineageOf(list) {
  const inside = new Set(list);
  const { columns, column } = columnsOf(list, yearsOf(list));
  const children = new Map();
  const branches = new Set();
  const roots = [];
  for (const node of [...list].sort((a, b) => column.get(a) - column.get(b) || b.support - a.support || a.id - b.id)) {
    const edge = mainParent(node, inside, column);
    if (!edge) roots.push(node);
    else {
      branches.add(edge);
      children.set(edge.target, [...(children.get(edge.target) ?? []), node]);
    }
  }
  const weigh = (node) => 1 + (children.get(node) ?? []).reduce((sum, kid) => sum + weigh(kid), 0);
  const size = new Map(roots.map((root) => [root, weigh(root)]));
  roots.sort((a, b) => size.get(b) - size.get(a) || a.id - b.id);
  const rows = new Rows(children, column);
  const taken = new Map();
  for (const root of roots) {
    const outline = rows.place(root, column.get(root) - 1);
    const shift = taken.size ? Math.max(0, rows.room(taken, outline)) : -Math.min(...[...outline.values()].map(([top]) => top));
    const low = Math.min(...[...outline.values()].map(([top]) => top + shift));
    const down = low < 0 ? shift - low : shift;
    rows.settle(root, down);
    rows.merge(taken, outline, down);
  }
  const spots = new Map(list.map((node) => [node, { column: column.get(node), row: rows.row.get(node) }]));
  const others = list.flatMap((node) => parentsOf(node).filter((edge) => inside.has(edge.target) && !branches.has(edge)));
  return { columns, spots, rows: Math.max(0, ...[...spots.values()].map((spot) => spot.row)) + 1, branches: [...branches], others };
}
