// A node in a sentence or two, made of its edges.
import { isPaper, otherEnd } from "./data.js";
import { counted } from "./dom.js";

const MOST = 3; // names in a row

export const linked = (node, relation, end) =>
  node.edges.filter((edge) => edge.relation.name === relation && edge[end] === node).map((edge) => otherEnd(node, edge));
const targets = (node, relation) => linked(node, relation, "source").sort((a, b) => b.support - a.support || a.id - b.id);

// The papers that an edge joins to a node.
export const papersOf = (node) =>
  isPaper(node) ? [node] : [...new Set(node.edges.map((edge) => otherEnd(node, edge)).filter(isPaper))];

export function introducedIn(node) {
  const found = [...linked(node, "introducedBy", "source"), ...linked(node, "introduces", "target")].filter(isPaper);
  return found.sort((a, b) => (a.first || 9999) - (b.first || 9999) || a.id - b.id)[0] ?? null;
}

function row(list) {
  const some = list.slice(0, MOST);
  const rest = list.length - some.length;
  return some
    .flatMap((node, at) => {
      const before = at === 0 ? "" : at === some.length - 1 && !rest ? " and " : ", ";
      return before ? [before, node] : [node];
    })
    .concat(rest ? [` and ${rest} more`] : []);
}

function phrase(before, list, after = "") {
  return list.length ? [before, ...row(list), after] : [];
}

const article = (kind) => `${/^[aeiou]/i.test(kind.singular) ? "An" : "A"} ${kind.singular.toLowerCase()}`;

const USES = [
  ["usesBaseModel", (count) => `${counted(count, "paper builds", "papers build")} on it`],
  ["usesArchitecture", (count) => `${counted(count, "paper uses", "papers use")} it`],
  ["appliesTechnique", (count) => `${counted(count, "paper applies", "papers apply")} it`],
  ["addressesTask", (count) => `${counted(count, "paper addresses", "papers address")} it`],
  ["usesDataset", (count) => `${counted(count, "paper uses", "papers use")} it`],
  ["usesMetric", (count) => `${counted(count, "paper measures", "papers measure")} it`],
  ["inDomain", (count) => `${counted(count, "paper belongs", "papers belong")} to it`],
  ["comparesWith", (count) => `${counted(count, "paper compares", "papers compare")} with it`],
];

// The domains of a node's papers, the most frequent first: [domain, papers].
export function domainsOf(papers) {
  const found = new Map();
  for (const paper of papers) {
    for (const domain of linked(paper, "inDomain", "source")) found.set(domain, [...(found.get(domain) ?? []), paper]);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length || a[0].id - b[0].id);
}

function ofEntity(node) {
  const parts = [article(node.kind)];
  const origin = introducedIn(node);
  if (origin) parts.push(" introduced by ", origin, origin.first ? ` (${origin.first})` : "");
  parts.push(
    ...phrase(origin ? ", a variant of " : " that is a variant of ", targets(node, "variantOf")),
    ...phrase(", based on ", targets(node, "basedOn")),
    ".",
  );
  const uses = USES.map(([relation, say]) => [linked(node, relation, "target").filter(isPaper).length, say]).filter(
    ([count]) => count,
  );
  if (uses.length)
    parts.push(
      ` ${uses
        .slice(0, 2)
        .map(([count, say]) => say(count))
        .join(", ")}`,
    );
  const [first] = node.kind.name === "Domain" ? [] : domainsOf(papersOf(node));
  if (uses.length && first && first[1].length > 1) parts.push(", most of them in ", first[0]);
  if (uses.length) parts.push(".");
  return parts;
}

function ofPaper(node) {
  const clauses = [
    ["introduces ", "introduces"],
    ["builds on ", "usesBaseModel"],
    ["applies ", "appliesTechnique"],
    ["addresses ", "addressesTask"],
    ["uses the data of ", "usesDataset"],
  ];
  const said = clauses.map(([verb, relation]) => phrase(verb, targets(node, relation))).filter((clause) => clause.length);
  const domains = linked(node, "inDomain", "source");
  return [
    "A paper",
    ...(node.first ? [` of ${node.first}`] : []),
    ...phrase(" in ", domains),
    said.length ? " that " : "",
    ...said.flatMap((clause, at) => [at ? (at === said.length - 1 ? " and " : ", ") : "", ...clause]),
    ".",
  ];
}

function ofResult(node) {
  const [system, dataset, metric] = ["ofSystem", "onDataset", "onMetric"].map((relation) => linked(node, relation, "source"));
  return [
    node.result?.[3] ? "A difference" : "A result",
    ...phrase(" in ", metric),
    ...phrase(" on ", dataset),
    ...phrase(" by ", system),
    ...phrase(", reported in ", linked(node, "reportsResult", "target")),
    ".",
  ];
}

// Texts and nodes, in the order in which they are read.
export function described(node) {
  const parts = isPaper(node) ? ofPaper(node) : node.kind.name === "Result" ? ofResult(node) : ofEntity(node);
  return parts.filter((part) => part !== "");
}
