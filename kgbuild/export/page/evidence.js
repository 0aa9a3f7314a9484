// The sentences that say so, with the words marked.
import { goEdge, nodeButton } from "./actions.js";
import { evidenceOf, originsOf } from "./data.js";
import { make, name, percent } from "./dom.js";

// Papers that stand beside the sentence already, as one end of its edge, are not named again.
export function quotation(edge, named = []) {
  const evidence = evidenceOf(edge);
  const origins = originsOf(edge);
  const box = make("div", { className: "evidence" });
  if (!evidence.length) {
    box.append(
      make("p", {
        className: "quiet",
        text: origins.length ? "This follows from:" : "Known from the vocabulary, not from a sentence of these papers.",
      }),
    );
  }
  box.append(...evidence.map((each) => sentence(each, named)), ...origins.map(statement));
  return box;
}

function sentence({ paper, field, text, confidence, marks }, named) {
  const source = make("figcaption");
  if (paper && !named.includes(paper)) source.append(nodeButton(paper, "source"));
  const year = paper?.first ? `${paper.first} · ` : "";
  source.append(make("span", { className: "quiet", text: `${year}${field} · confidence ${percent(confidence)}` }));
  return make("figure", {}, make("blockquote", { dir: "auto" }, ...marked(text, marks)), source);
}

// Marks count characters as Python does: code points, not UTF-16 units.
function pieces(text, marks) {
  const characters = Array.from(text);
  const found = [];
  let at = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    found.push(
      [characters.slice(at, Math.max(at, start)).join(""), false],
      [characters.slice(Math.max(at, start), end).join(""), true],
    );
    at = end;
  }
  found.push([characters.slice(at).join(""), false]);
  return found.filter(([part]) => part);
}

const marked = (text, marks) => pieces(text, marks).map(([part, isMarked]) => (isMarked ? make("mark", { text: part }) : part));

const statement = (edge) =>
  make(
    "button",
    { type: "button", className: "statement", onclick: () => goEdge(edge) },
    name(edge.source.name),
    make("em", { text: ` ${edge.relation.out.toLowerCase()} ` }),
    name(edge.target.name),
  );
