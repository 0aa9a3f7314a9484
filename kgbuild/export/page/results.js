// Results that can be compared: of one metric on one dataset in one unit, the best first by the metric's direction.
import { nodes } from "./data.js";
import { linked } from "./describe.js";

function rowOf(node) {
  const [number, unit, value, delta] = node.result;
  const [metric, dataset, system, paper] = [
    ["onMetric", "source"],
    ["onDataset", "source"],
    ["ofSystem", "source"],
    ["reportsResult", "target"],
  ].map(([relation, end]) => linked(node, relation, end)[0] ?? null);
  return { node, number, unit, value, delta: Boolean(delta), metric, dataset, system, paper };
}

const results = nodes.filter((node) => node.result).map(rowOf);
const absolute = results.filter((row) => !row.delta && row.metric);

// Groups of comparable results: { metric, dataset, unit, rows }, the best row first where the metric has a known direction.
export function leaderboards(rows = absolute) {
  const groups = new Map();
  for (const row of rows) {
    const key = `${row.metric.id} ${row.dataset?.id ?? "-"} ${row.unit}`;
    if (!groups.has(key)) groups.set(key, { metric: row.metric, dataset: row.dataset, unit: row.unit, rows: [] });
    groups.get(key).rows.push(row);
  }
  for (const { metric, rows: list } of groups.values()) {
    const sign = metric.better === 0 ? 1 : -1;
    list.sort((a, b) => sign * (a.number - b.number) || a.node.id - b.node.id);
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length || a.metric.id - b.metric.id);
}

export const resultsOf = (node) =>
  leaderboards(absolute.filter((row) => row.dataset === node || row.metric === node || row.system === node));
export const direction = (metric) => (metric.better === undefined ? "" : metric.better ? "higher is better" : "lower is better");
