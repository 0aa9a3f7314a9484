// Search by name and alias, whatever the case and accents, with suggestions.
import { byImportance, isPaper } from "./data.js";
import { dot, make, name } from "./dom.js";

const MOST = 12;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const index = [];

function spellings() {
  if (!index.length) {
    for (const node of byImportance) {
      for (const text of [node.name, ...node.aliases]) index.push({ node, text, folded: fold(text.slice(0, 300)) });
    }
  }
  return index;
}

// 0 the name itself, 1 its beginning, 2 the beginning of a word in it, 3 anywhere in it, 4 all words somewhere in it.
function grade(folded, query, words) {
  const at = folded.indexOf(query);
  if (at === 0) return folded.length === query.length ? 0 : 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(folded[at - 1]) ? 3 : 2;
  return words.length > 1 && words.every((word) => folded.includes(word)) ? 4 : 9;
}

// The best matches: { node, spelling }, the best spelling of each node.
function find(text) {
  const query = fold(text.trim());
  if (!query)
    return byImportance
      .filter((node) => !isPaper(node))
      .slice(0, 8)
      .map((node) => ({ node, spelling: node.name, grade: 0 }));
  const words = query.split(/\s+/);
  const best = new Map();
  for (const { node, text: spelling, folded } of spellings()) {
    const found = grade(folded, query, words);
    if (found < 9 && found < (best.get(node)?.grade ?? 9)) best.set(node, { node, spelling, grade: found });
  }
  return [...best.values()].sort((a, b) => a.grade - b.grade).slice(0, MOST); // stable: equals stay in order of importance
}

let made = 0;

// A box to type a name into: { element, input }. What is picked is given to `choose`.
export function finder(label, choose) {
  made += 1;
  const list = make("ul", { className: "found", id: `found-${made}`, role: "listbox", "aria-label": "Suggestions", hidden: true });
  const input = make("input", {
    type: "search",
    placeholder: label,
    autocomplete: "off",
    spellcheck: "false",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-autocomplete": "list",
  });
  const suggestions = new Suggestions(input, list, choose);
  input.addEventListener("input", () => suggestions.open());
  input.addEventListener("focus", () => suggestions.open());
  input.addEventListener("keydown", (event) => suggestions.key(event));
  input.addEventListener("blur", () => suggestions.close());
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus until the click is done
  return { element: make("div", { className: "finder" }, input, list), input };
}

class Suggestions {
  constructor(input, list, choose) {
    Object.assign(this, { input, list, choose, active: -1, hits: [] });
  }

  open() {
    this.hits = find(this.input.value);
    this.list.replaceChildren(...this.hits.map((hit, at) => this.option(hit, at)));
    if (!this.hits.length)
      this.list.append(
        make("li", { className: "quiet none", role: "option", "aria-disabled": "true", text: "Nothing by that name" }),
      );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.hits.length && this.input.value.trim() ? 0 : -1);
  }

  option({ node, spelling }, at) {
    const item = make(
      "li",
      { role: "option", id: `${this.list.id}-${at}`, onclick: () => this.pick(at) },
      dot(node.kind),
      name(node.name, "found-name"),
    );
    if (spelling !== node.name) item.append(name(spelling, "found-alias"));
    item.append(make("span", { className: "quiet", text: node.kind.singular }));
    return item;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  pick(at) {
    this.close();
    this.input.value = "";
    this.input.blur();
    this.choose(this.hits[at].node);
  }

  mark(active) {
    this.active = active;
    [...this.list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return;
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${active}`);
    this.list.children[active].scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const count = this.hits.length;
    if (event.key === "ArrowDown" && count) this.mark((this.active + 1) % count);
    else if (event.key === "ArrowUp" && count) this.mark((this.active - 1 + count) % count);
    else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) this.pick(this.active);
    else if (event.key === "Escape") {
      this.close();
      this.input.blur();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }
}
