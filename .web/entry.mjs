// What the page draws with; all the rest of the page is kgbuild/export/page/*.js.
export { UndirectedGraph } from "graphology";
export { default as Sigma } from "sigma";
export { EdgeLineProgram, NodeCircleProgram, NodePointProgram } from "sigma/rendering";
