// Lines between nodes: straight, or curved where several edges join the same two nodes.
const BEND = 0.12; // of the length, for each parallel edge

function curve(edge) {
  const { x: x1, y: y1 } = edge.source;
  const { x: x2, y: y2 } = edge.target;
  const lift = 2 * BEND * edge.bend; // a quadratic curve reaches half the way to its control point
  return { x1, y1, x2, y2, cx: (x1 + x2) / 2 - (y2 - y1) * lift, cy: (y1 + y2) / 2 + (x2 - x1) * lift };
}

function pointOn({ x1, y1, cx, cy, x2, y2 }, t) {
  const s = 1 - t;
  return { x: s * s * x1 + 2 * s * t * cx + t * t * x2, y: s * s * y1 + 2 * s * t * cy + t * t * y2 };
}

function trace(ctx, edge) {
  const line = curve(edge);
  ctx.moveTo(line.x1, line.y1);
  if (edge.bend) ctx.quadraticCurveTo(line.cx, line.cy, line.x2, line.y2);
  else ctx.lineTo(line.x2, line.y2);
}

// The tip touches the rim of the target; the head points along the line.
function arrowhead(ctx, edge, size) {
  const line = curve(edge);
  const dx = line.x2 - line.cx;
  const dy = line.y2 - line.cy;
  const length = Math.hypot(dx, dy);
  const room = length - edge.target.radius;
  if (room < size) return;
  const [ux, uy] = [dx / length, dy / length];
  const [tx, ty] = [line.cx + ux * room, line.cy + uy * room];
  ctx.moveTo(tx, ty);
  ctx.lineTo(tx - ux * size - uy * size * 0.45, ty - uy * size + ux * size * 0.45);
  ctx.lineTo(tx - ux * size + uy * size * 0.45, ty - uy * size - ux * size * 0.45);
  ctx.closePath();
}

function distanceToSegment(x, y, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

function distanceTo(edge, x, y) {
  if (!edge.bend) return distanceToSegment(x, y, edge.source, edge.target);
  const line = curve(edge);
  let nearest = Infinity;
  let last = pointOn(line, 0);
  for (let step = 1; step <= 8; step += 1) {
    const next = pointOn(line, step / 8);
    nearest = Math.min(nearest, distanceToSegment(x, y, last, next));
    last = next;
  }
  return nearest;
}

function edgeAt(x, y, reach) {
  let found = null;
  let nearest = reach;
  for (const edge of edges) {
    if (!edge.shown || (state.near && !inFocus(edge))) continue;
    const away = distanceTo(edge, x, y);
    if (away < nearest) [found, nearest] = [edge, away];
  }
  return found;
}
