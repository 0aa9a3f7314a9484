// Drawing, inside the hooks of vis-network: lines beneath its nodes, names above them, each pass batched by colour.
const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const LEAST_TARGET = 5; // pixels about a node's centre that a pointer can hit
const ROOM_PER_NAME = 15000; // square pixels of screen: fewer names than would fit, so that the eye rests
let theme = {};

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(name).trim();
  theme = { paper: value("--canvas"), ink: value("--ink"), soft: value("--soft"), line: Number(value("--line-strength")) };
}

const bright = (node) => !state.near || state.near.has(node.id);
// Nodes grow slower than the zoom: still to be seen from far away, and no blobs from near.
const radiusOf = (node, scale) => node.size / Math.sqrt(scale);

function strokeEdges(ctx, list, { width, alpha, arrows }) {
  const colours = new Map();
  for (const edge of list) {
    const colour = edge.target.kind.name === "Paper" ? edge.source.kind.colour : edge.target.kind.colour;
    if (!colours.has(colour)) colours.set(colour, []);
    colours.get(colour).push(edge);
  }
  ctx.save();
  ctx.lineWidth = width;
  ctx.globalAlpha = alpha;
  for (const [colour, group] of colours) {
    ctx.strokeStyle = ctx.fillStyle = colour;
    ctx.beginPath();
    for (const edge of group) trace(ctx, edge);
    ctx.stroke();
    if (!arrows) continue;
    ctx.beginPath();
    for (const edge of group) arrowhead(ctx, edge, arrows);
    ctx.fill();
  }
  ctx.restore();
}

// vis-network measures a custom shape once; it looks for the pointer inside these boxes, so they must follow the zoom.
function measure(scale) {
  for (const node of nodes) {
    node.radius = radiusOf(node, scale);
    const { shape } = network.body.nodes[node.id];
    shape.width = shape.height = 2 * Math.max(node.radius, LEAST_TARGET / scale);
  }
}

function drawEdges(ctx, scale) {
  const shown = edges.filter((edge) => edge.shown);
  const rest = state.near ? shown.filter((edge) => !inFocus(edge)) : shown;
  const crowd = Math.max(0.35, Math.min(1, 40 / Math.sqrt(rest.length + 1))); // many lines, fainter lines
  strokeEdges(ctx, rest, { width: 0.9 / scale, alpha: (state.near ? 0.1 : 1) * theme.line * crowd, arrows: 0 });
  if (state.near) strokeEdges(ctx, shown.filter(inFocus), { width: 1.6 / scale, alpha: 0.85, arrows: 9 / scale });
  if (state.hoverEdge) strokeEdges(ctx, [state.hoverEdge], { width: 2.6 / scale, alpha: 1, arrows: 11 / scale });
}

function drawNode({ ctx, id, x, y }) {
  const node = nodes[id];
  node.x = x;
  node.y = y;
  const { radius } = node;
  return {
    drawNode() {
      const scale = network.getScale();
      const chosen = node === state.node || node === state.hoverNode;
      ctx.globalAlpha = bright(node) ? 1 : 0.13;
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fillStyle = node.kind.colour;
      ctx.fill();
      ctx.lineWidth = (chosen ? 3 : 1) / scale;
      ctx.strokeStyle = chosen ? theme.ink : theme.paper;
      ctx.stroke();
    },
  };
}

// Names in order of importance, each only where it covers no other.
function drawNames(ctx, scale) {
  const { clientWidth: width, clientHeight: height } = stage;
  const from = network.DOMtoCanvas({ x: 0, y: 0 });
  const taken = bigNodes(from, scale);
  let left = Math.max(12, Math.round((width * height) / ROOM_PER_NAME));
  ctx.save();
  ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.lineJoin = "round";
  const first = foremost();
  for (const node of [...first, ...byImportance.filter((each) => each.shown && bright(each) && !first.includes(each))]) {
    if (left <= 0) break;
    const place = { x: (node.x - from.x) * scale, y: (node.y - from.y) * scale, radius: node.radius * scale };
    if (place.x < 0 || place.y < 0 || place.x > width || place.y > height) continue;
    const forced = first.includes(node);
    if (!forced && place.radius < 3 && !(state.near && bright(node))) continue;
    if (drawName(ctx, node, place, taken, forced)) left -= 1;
  }
  ctx.restore();
}

// No name may cover a big node.
function bigNodes(from, scale) {
  return byImportance.filter((node) => node.shown && bright(node) && node.radius * scale > 7).map((node) => {
    const [x, y, radius] = [(node.x - from.x) * scale, (node.y - from.y) * scale, node.radius * scale];
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
  });
}

// Whose names stand wherever they are: what is pointed at and what is selected.
function foremost() {
  const ends = state.edge ? [state.edge.source, state.edge.target] : [];
  return [...new Set([state.hoverNode, state.node, ...ends])].filter(Boolean);
}

function drawName(ctx, node, { x, y, radius }, taken, forced) {
  const size = Math.round(Math.min(16, 11 + radius / 5));
  ctx.font = `${radius > 9 || forced ? 600 : 400} ${size}px ${FONT}`;
  const text = shortened(node.name, forced ? 44 : 28);
  const half = ctx.measureText(text).width / 2;
  x = Math.max(half + 6, Math.min(stage.clientWidth - half - 6, x));
  const box = { left: x - half - 3, right: x + half + 3, top: y + radius + 2, bottom: y + radius + size + 6 };
  if (!forced && taken.some((other) => overlap(box, other))) return false;
  taken.push(box);
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = theme.paper;
  ctx.strokeText(text, x, box.top + 1);
  ctx.fillStyle = node.kind.name === "Paper" && !forced ? theme.soft : theme.ink;
  ctx.fillText(text, x, box.top + 1);
  return true;
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function shortened(text, most) {
  const characters = Array.from(text.slice(0, 4 * most));
  return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : characters.join("");
}
