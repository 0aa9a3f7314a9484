// Reads a graph with graphology and prints it as JSON: node load.mjs graphml|gexf FILE
import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf/node/index.js";
import graphml from "graphology-graphml/node/index.js";

const [format, path] = process.argv.slice(2);
const { parse } = { gexf, graphml }[format];
const graph = parse(Graph, readFileSync(path, "utf8"));
console.log(
  JSON.stringify({
    type: graph.type,
    multi: graph.multi,
    nodes: Object.fromEntries(graph.mapNodes((id, attributes) => [id, attributes])),
    edges: Object.fromEntries(graph.mapEdges((id, attributes, source, target) => [id, { source, target, ...attributes }])),
  }),
);
