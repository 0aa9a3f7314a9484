// Search by name and alias, whatever the case and accents.
const MOST = 12;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let index = null;

function buildIndex() {
  return byImportance.map((node) => ({ node, names: [node.name, ...(node.aliases || [])].map((text) => ({ text, folded: fold(text) })) }));
}

// 0 the name itself, 1 its beginning, 2 the beginning of a word in it, 3 anywhere in it.
function grade(folded, query) {
  const at = folded.indexOf(query);
  if (at < 0) return 9;
  if (at === 0) return folded.length === query.length ? 0 : 1;
  return /[\p{L}\p{N}]/u.test(folded[at - 1]) ? 3 : 2;
}

function find(text) {
  const query = fold(text.trim());
  if (!query) return [];
  index = index || buildIndex();
  const hits = [];
  for (const { node, names } of index) {
    let best = { grade: 9 };
    for (const { text: spelling, folded } of names) {
      const found = grade(folded, query);
      if (found < best.grade) best = { node, spelling, grade: found };
    }
    if (best.grade < 9) hits.push(best);
  }
  return hits.sort((a, b) => a.grade - b.grade).slice(0, MOST); // stable: equals stay in order of importance
}

function setUpSearch() {
  const input = byId("search");
  const list = byId("found");
  let active = -1;
  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (node) => {
    close();
    input.value = "";
    input.blur();
    go(node);
  };
  const mark = (next) => {
    active = next;
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", options()[active].id);
    options()[active].scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => {
    const hits = find(input.value);
    list.replaceChildren(...hits.map((hit, at) => suggestion(hit, at, choose)));
    if (!hits.length && input.value.trim()) list.append(make("li", { className: "quiet none", text: "Nothing by that name" }));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length ? 0 : -1);
  });
  input.addEventListener("keydown", (event) => {
    const count = find(input.value).length;
    if (event.key === "ArrowDown" && count) mark((active + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((active - 1 + count) % count);
    else if (event.key === "Enter" && active >= 0) options()[active].click();
    else if (event.key === "Escape") {
      close();
      input.blur();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(close, 150)); // after the click on a suggestion
}

function suggestion({ node, spelling }, at, choose) {
  const item = make("li", { role: "option", id: `found-${at}`, onclick: () => choose(node) }, dot(node.kind), name(node.name, "found-name"));
  if (spelling !== node.name) item.append(name(spelling, "found-alias"));
  item.append(make("span", { className: "quiet", text: node.kind.singular }));
  return item;
}
