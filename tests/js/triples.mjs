// Reads RDF with N3.js or jsonld.js and prints the lines of N-Triples (or N-Quads) of each file as JSON:
// node triples.mjs triples|quads nt|ttl|trig|ttl12|jsonld FILE...
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import N3 from "n3";

const MEDIA = { nt: "N-Triples", ttl: "Turtle", ttl12: "Turtle", trig: "TriG" };
const ESCAPES = { "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
const STRING = "http://www.w3.org/2001/XMLSchema#string";
const [what, format, ...paths] = process.argv.slice(2);

function documentLoader(url) {
  throw new Error(`no network: ${url}`);
}

async function read(path) {
  const text = readFileSync(path, "utf8");
  if (format !== "jsonld") return new N3.Parser({ format: MEDIA[format] }).parse(text);
  const quads = await jsonld.toRDF(JSON.parse(text), { format: "application/n-quads", documentLoader });
  return new N3.Parser({ format: "N-Quads" }).parse(quads);
}

function escaped(character) {
  return ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function term(value) {
  if (value.termType === "Quad") return `<<( ${line(value)} )>>`;
  if (value.termType === "NamedNode") return `<${value.value}>`;
  const text = `"${value.value.replace(/[\u0000-\u001f"\\\u007f]/g, escaped)}"`;
  return value.datatype.value === STRING ? text : `${text}^^<${value.datatype.value}>`;
}

function line(quad) {
  const triple = [quad.subject, quad.predicate, quad.object];
  return (what === "quads" && quad.graph.termType === "NamedNode" ? [...triple, quad.graph] : triple).map(term).join(" ");
}

const answers = [];
for (const path of paths) answers.push([...new Set((await read(path)).map(line))]);
console.log(JSON.stringify(answers));
