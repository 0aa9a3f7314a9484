// The sentences that say so, with the words marked.
function quotation(edge, named = []) {
  const box = make("div", { className: "evidence" });
  for (const [number, confidence, marks] of edge.evidence) box.append(sentence(number, confidence, marks, named));
  for (const origin of edge.derived) box.append(origin in edges ? statement(edges[origin]) : "");
  if (!edge.evidence.length) {
    box.prepend(make("p", { className: "quiet", text: edge.derived.length ? "This follows from:" : "Known from the vocabulary, not from a sentence of these papers." }));
  }
  return box;
}

// A paper that stands beside the sentence already, as one end of its edge, is not named again.
function sentence(number, confidence, marks, named) {
  const [paperId, field, text] = sentences[number];
  const paper = nodes[paperId];
  const source = make("figcaption", {});
  if (paper && !named.includes(paper)) source.append(nodeButton(paper, "source"));
  const year = paper && paper.years ? `${paper.years[0]} · ` : "";
  source.append(make("span", { className: "quiet", text: `${year}${field} · confidence ${percent(confidence)}` }));
  return make("figure", {}, make("blockquote", { dir: "auto" }, ...marked(text, marks)), source);
}

// Marks count characters as Python does: code points, not UTF-16 units.
function marked(text, marks) {
  const characters = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    parts.push(characters.slice(at, Math.max(at, start)).join(""));
    parts.push(make("mark", { text: characters.slice(Math.max(at, start), end).join("") }));
    at = end;
  }
  parts.push(characters.slice(at).join(""));
  return parts;
}

function statement(edge) {
  return make(
    "button",
    { type: "button", className: "statement", onclick: () => goEdge(edge) },
    name(edge.source.name),
    make("em", { text: ` ${edge.relation.out.toLowerCase()} ` }),
    name(edge.target.name),
  );
}
