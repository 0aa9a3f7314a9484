// Papers by year as bars.
import { make, svg } from "./dom.js";

export function countByYear(papers) {
  const counts = new Map();
  for (const paper of papers) if (paper.first) counts.set(paper.first, (counts.get(paper.first) ?? 0) + 1);
  return counts;
}

export function yearChart(papers, [from, to], { width = 300, height = 56 } = {}) {
  const counts = countByYear(papers);
  if (!counts.size || to <= from) return null;
  const most = Math.max(...counts.values());
  const step = width / (to - from + 1);
  const bars = [];
  for (let year = from; year <= to; year += 1) {
    const count = counts.get(year) ?? 0;
    const tall = count ? Math.max(2, (count / most) * (height - 4)) : 1;
    const bar = svg("rect", {
      x: (year - from) * step + 1,
      y: height - tall,
      width: Math.max(1, step - 2),
      height: tall,
      rx: Math.min(2, step / 4),
      className: count ? "some" : "none",
    });
    bars.push(svg("g", {}, svg("title", { text: `${year}: ${count}` }), bar));
  }
  const said = [...counts]
    .sort((a, b) => a[0] - b[0])
    .map(([year, count]) => `${year}: ${count}`)
    .join(", ");
  return make(
    "figure",
    { className: "years" },
    svg(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Papers by year: ${said}`, preserveAspectRatio: "none" },
      ...bars,
    ),
    make("figcaption", {}, make("span", { text: from }), make("span", { text: "papers by year" }), make("span", { text: to })),
  );
}
