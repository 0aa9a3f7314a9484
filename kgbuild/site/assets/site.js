// Search in the names of the site. They come as a script when they are first wanted, which works from a file too.
"use strict";

const root = document.documentElement.dataset.root;
const box = document.querySelector(".search input");
const form = document.querySelector(".search");
const found = document.getElementById("found");
const SUGGESTED = 10;
const LISTED = 200;

let names = null; // asked for once
let arrived = null;
let chosen = -1;

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => plain(text).split(/[^\p{L}\p{N}.+#]+/u).filter(Boolean);

function load() {
  names ??= new Promise((resolve) => {
    arrived = resolve;
    const script = document.createElement("script");
    script.src = `${root}assets/index.js`;
    script.addEventListener("error", () => resolve([]));
    document.head.append(script);
  });
  return names;
}

// What the script of names calls.
globalThis.kgbuildNames = ({ kinds, nodes }) => {
  arrived(nodes.map(([label, kind, path, papers, year, ...aliases]) => ({
    label, path, papers, year, aliases, style: kinds[kind][0], kind: kinds[kind][1],
    texts: [label, ...aliases].map(plain),
  })));
};

// How well a name answers: 0 for not at all.
function score(text, query, parts) {
  if (text === query) return 8;
  if (text.startsWith(query)) return 6;
  const own = text.split(/[^\p{L}\p{N}.+#]+/u);
  if (parts.every((part) => own.some((word) => word.startsWith(part)))) return 4;
  return parts.length && parts.every((part) => text.includes(part)) ? 1 : 0;
}

async function search(typed) {
  const query = plain(typed.trim());
  if (!query) return [];
  const parts = words(typed);
  const hits = [];
  for (const node of await load()) {
    let best = 0;
    node.texts.forEach((text, place) => { best = Math.max(best, score(text, query, parts) - (place ? 0.5 : 0)); });
    if (best > 0) hits.push({ node, rank: best + Math.log10(node.papers + 1) });
  }
  return hits.sort((a, b) => b.rank - a.rank).map((hit) => hit.node);
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function link(node) {
  const facts = node.style === "paper" ? node.year || "" : `${node.kind}${node.papers > 1 ? ` · ${node.papers} papers` : ""}`;
  const name = element("bdi", { textContent: node.label || "(no name)" });
  return [element("a", { className: `node t-${node.style}`, href: `${root}${node.path}.html` }, name), element("span", { className: "facts", textContent: facts })];
}

// ---- Suggestions below the box ----

function choose(place) {
  const options = [...found.querySelectorAll("[role=option]")];
  chosen = options.length ? (place + options.length) % options.length : -1;
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
  if (chosen >= 0) {
    box.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

function close() {
  found.hidden = true;
  box.setAttribute("aria-expanded", "false");
  choose(-1);
  chosen = -1;
}

async function suggest() {
  const typed = box.value;
  const nodes = (await search(typed)).slice(0, SUGGESTED);
  if (box.value !== typed) return; // typed on meanwhile
  found.replaceChildren(...nodes.map((node, number) => {
    const [anchor, facts] = link(node);
    anchor.tabIndex = -1;
    anchor.append(facts);
    const option = element("li", { id: `found-${number}` }, anchor);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }));
  chosen = -1;
  box.removeAttribute("aria-activedescendant");
  found.hidden = nodes.length === 0;
  box.setAttribute("aria-expanded", String(nodes.length > 0));
}

box.addEventListener("focus", load);
box.addEventListener("input", () => (results ? list() : suggest()));
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (found.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const option = chosen >= 0 && found.querySelectorAll("[role=option] a")[chosen];
  location.assign(option ? option.href : `${root}search.html#${encodeURIComponent(box.value.trim())}`);
});
document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  box.focus();
});

// ---- The page of all that is found ----

const results = document.getElementById("hits");
const kinds = document.getElementById("kinds");
let only = null;

async function list() {
  const typed = box.value;
  const all = await search(typed);
  if (box.value !== typed) return;
  history.replaceState(null, "", typed.trim() ? `#${encodeURIComponent(typed.trim())}` : location.pathname);
  const counts = new Map();
  for (const node of all) counts.set(node.kind, (counts.get(node.kind) ?? 0) + 1);
  if (!counts.has(only)) only = null;
  kinds.hidden = counts.size < 2;
  kinds.replaceChildren(...[...counts].map(([kind, count]) => {
    const button = element("button", { type: "button", textContent: `${kind} ${count}` });
    button.setAttribute("aria-pressed", String(kind === only));
    button.addEventListener("click", () => { only = only === kind ? null : kind; list(); });
    return button;
  }));
  const shown = only ? all.filter((node) => node.kind === only) : all;
  const cut = shown.length > LISTED ? `, the first ${LISTED} are listed` : "";
  document.getElementById("count").textContent = typed.trim() ? `${shown.length} found${cut}` : "Type a name, a title or a part of it above.";
  results.replaceChildren(...shown.slice(0, LISTED).map((node) => element("li", {}, ...link(node))));
}

function fromAddress() {
  try {
    box.value = decodeURIComponent(location.hash.slice(1));
  } catch {
    box.value = "";
  }
  list();
}

if (results) {
  box.focus();
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}
document.documentElement.dataset.ready = "";
