// Two pens for one picture: on a canvas, and as SVG.
const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const measure = document.createElement("canvas").getContext("2d");
const widths = new Map();

const fontOf = (weight, size) => `${weight} ${size}px ${FONT}`;

export function widthOf(text, weight, size) {
  const key = `${weight} ${text}`;
  if (!widths.has(key)) {
    measure.font = fontOf(weight, 100);
    widths.set(key, measure.measureText(text).width / 100);
  }
  return widths.get(key) * size;
}

export function canvasPen(ctx) {
  const traced = ({ x1, y1, cx, cy, x2, y2, straight }) => {
    ctx.moveTo(x1, y1);
    if (straight) ctx.lineTo(x2, y2);
    else ctx.quadraticCurveTo(cx, cy, x2, y2);
  };
  return {
    fill(colour, width, height) {
      ctx.fillStyle = colour;
      ctx.fillRect(0, 0, width, height);
    },
    lines(curves, { colour, width, alpha = 1 }) {
      ctx.globalAlpha = alpha;
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.beginPath();
      curves.forEach(traced);
      ctx.stroke();
    },
    triangles(corners, { colour, alpha = 1 }) {
      ctx.globalAlpha = alpha;
      ctx.fillStyle = colour;
      ctx.beginPath();
      for (const [a, b, c] of corners) {
        ctx.moveTo(...a);
        ctx.lineTo(...b);
        ctx.lineTo(...c);
        ctx.closePath();
      }
      ctx.fill();
    },
    discs(discs, { colour, alpha = 1, rim = null, width = 1 }) {
      ctx.globalAlpha = alpha;
      ctx.beginPath();
      for (const [x, y, radius] of discs) {
        ctx.moveTo(x + radius, y);
        ctx.arc(x, y, radius, 0, 2 * Math.PI);
      }
      if (colour) {
        ctx.fillStyle = colour;
        ctx.fill();
      }
      if (!rim) return;
      ctx.strokeStyle = rim;
      ctx.lineWidth = width;
      ctx.stroke();
    },
    text(x, y, text, { size, weight, colour, halo, alpha = 1 }) {
      ctx.globalAlpha = alpha;
      ctx.font = fontOf(weight, size);
      ctx.textAlign = "center";
      ctx.textBaseline = "alphabetic";
      ctx.lineJoin = "round";
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = halo;
      ctx.strokeText(text, x, y);
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
    },
  };
}

// Characters that XML cannot hold become the replacement character; the rest is escaped.
const xml = (text) =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`);

export function svgPen(width, height) {
  const parts = [];
  const at = (value) => String(Math.round(value * 10) / 10);
  const traced = ({ x1, y1, cx, cy, x2, y2, straight }) =>
    `M${at(x1)} ${at(y1)}${straight ? "L" : `Q${at(cx)} ${at(cy)} `}${at(x2)} ${at(y2)}`;
  return {
    fill: (colour) => parts.push(`<rect width="${width}" height="${height}" fill="${colour}"/>`),
    lines(curves, { colour, width: wide, alpha = 1 }) {
      parts.push(
        `<path d="${curves.map(traced).join("")}" fill="none" stroke="${colour}" stroke-width="${at(wide)}" stroke-opacity="${alpha.toFixed(3)}"/>`,
      );
    },
    triangles(corners, { colour, alpha = 1 }) {
      const path = corners.map((three) => `M${three.map(([x, y]) => `${at(x)} ${at(y)}`).join("L")}Z`).join("");
      parts.push(`<path d="${path}" fill="${colour}" fill-opacity="${alpha.toFixed(3)}"/>`);
    },
    discs(discs, { colour, alpha = 1, rim = null, width: wide = 1 }) {
      const stroke = rim ? ` stroke="${rim}" stroke-width="${at(wide)}"` : "";
      const circles = discs.map(([x, y, radius]) => `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}"/>`).join("");
      parts.push(`<g fill="${colour ?? "none"}" opacity="${alpha.toFixed(3)}"${stroke}>${circles}</g>`);
    },
    text(x, y, text, { size, weight, colour, halo, alpha = 1 }) {
      const look = `font-size="${at(size)}" font-weight="${weight}" fill="${colour}" stroke="${halo}" opacity="${alpha.toFixed(3)}"`;
      parts.push(`<text x="${at(x)}" y="${at(y)}" ${look}>${xml(text)}</text>`);
    },
    document: (title) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<title>${xml(title)}</title><style>text{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;text-anchor:middle;paint-order:stroke;stroke-width:3.5px;stroke-linejoin:round}</style>` +
      `${parts.join("\n")}</svg>\n`,
  };
}
