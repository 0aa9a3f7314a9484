// Lines between nodes on the screen: straight, or curved where several edges join the same two nodes.
const BEND = 0.12; // of the length, for each parallel edge
const LOOP = 18; // pixels

export function curve(edge, place) {
  const [x1, y1] = place(edge.source);
  const [x2, y2] = place(edge.target);
  if (edge.source === edge.target) return { x1, y1, x2: x1 + 0.01, y2: y1, cx: x1, cy: y1 - 4 * LOOP - 12 * Math.abs(edge.bend) };
  const lift = 2 * BEND * edge.bend; // a quadratic curve reaches half the way to its control point
  return { x1, y1, x2, y2, cx: (x1 + x2) / 2 - (y2 - y1) * lift, cy: (y1 + y2) / 2 + (x2 - x1) * lift };
}

// Three points of an arrowhead whose tip touches the rim of the target, or null where there is no room for it.
export function arrowhead(line, radius, size) {
  const [dx, dy] = [line.x2 - line.cx, line.y2 - line.cy];
  const length = Math.hypot(dx, dy);
  const room = length - radius;
  if (room < size) return null;
  const [ux, uy] = [dx / length, dy / length];
  const [tx, ty] = [line.cx + ux * room, line.cy + uy * room];
  const [bx, by, wide] = [tx - ux * size, ty - uy * size, size * 0.42];
  return [
    [tx, ty],
    [bx - uy * wide, by + ux * wide],
    [bx + uy * wide, by - ux * wide],
  ];
}

function distanceToSegment(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

export function distanceTo(line, x, y) {
  const { x1, y1, cx, cy, x2, y2 } = line;
  let nearest = Infinity;
  let [px, py] = [x1, y1];
  for (let step = 1; step <= 8; step += 1) {
    const t = step / 8;
    const s = 1 - t;
    const [qx, qy] = [s * s * x1 + 2 * s * t * cx + t * t * x2, s * s * y1 + 2 * s * t * cy + t * t * y2];
    nearest = Math.min(nearest, distanceToSegment(x, y, px, py, qx, qy));
    [px, py] = [qx, qy];
  }
  return nearest;
}

export const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
