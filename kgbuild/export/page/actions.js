// What buttons in lists and cards ask for; main.js carries it out.
import { dot, make, name } from "./dom.js";
import { NOTHING } from "./state.js";

let carryOut = () => {};
export const onChoice = (handler) => {
  carryOut = handler;
};
export const choose = (change, options = {}) => carryOut(change, options);

export const go = (node, options) => choose({ ...NOTHING, node }, options);
export const goEdge = (edge, options) => choose({ ...NOTHING, edge }, options);
export const goCommunity = (community, options) => choose({ ...NOTHING, community }, options);
export const goPath = (from, to) => choose({ ...NOTHING, path: { from, to, nodes: [], edges: [] } });
export const clear = () => choose(NOTHING);

export const nodeButton = (node, className = "node") =>
  make("button", { type: "button", className, onclick: () => go(node) }, dot(node.kind), name(node.name));
