// The query editor: YASGUI on this server's endpoint, the ready questions beside it, and completion from the graph's own words.
const endpoint = new URL("/sparql", location.origin).href;

async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error((await response.json()).title);
  return response;
}

const [summary, { questions }] = await Promise.all(
  ["/api/summary", "/api/questions"].map(async (address) => (await fetched(address)).json()),
);

// Completion: prefixed names of what the graph holds, by any part of the name, the most used first.
function complete(name, base, terms) {
  const byName = new Map(terms.map((term) => [term.name, term]));
  Yasgui.Yasqe.forkAutocompleter(base, {
    name,
    bulk: false,
    autoShow: true,
    preProcessToken: (_, token) => ({ ...token, autocompletionString: token.string.trim() }),
    get: (_, token) => {
      const said = token.autocompletionString.toLowerCase();
      return terms.filter((term) => term.name.toLowerCase().includes(said) || term.label.includes(said)).map((term) => term.name);
    },
    postProcessSuggestion: (_, __, suggested) => (suggested.includes("://") ? `<${suggested}>` : suggested),
    postprocessHints: (_, hints) =>
      hints.map((hint) => {
        const term = byName.get(hint.displayText) ?? byName.get(hint.text);
        return term ? { ...hint, displayText: `${term.name}  ·  ${term.uses.toLocaleString("en")}` } : hint;
      }),
  });
}

Yasgui.Yasqe.defaults.autocompleters = ["variables"];
complete("graph-classes", "class", summary.classes);
complete("graph-properties", "property", summary.properties);

// The server knows these prefixes, other tools do not: a query that is copied from here should run there too.
function undeclared(text) {
  const code = text.replace(/^\s*#.*$/gm, "").replace(/<[^<>\s]*>|"[^"\n]*"/g, " ");
  const used = new Set(Array.from(code.matchAll(/(?<![\w?$:-])([a-z][\w-]*):/g), ([, name]) => name));
  for (const [, name] of code.matchAll(/PREFIX\s+([\w-]*):/gi)) used.delete(name);
  return Object.fromEntries(Object.entries(summary.prefixes).filter(([name]) => used.has(name)));
}

// A query as people want to read it: what its file says to kgbuild is shown above the editor.
function readable(sparql) {
  const text = sparql.replace(/^\s*#.*\n/gm, "").trim();
  const lines = Object.entries(undeclared(text)).map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`);
  return lines.join("") + text;
}

function declare(yasqe) {
  const missing = undeclared(yasqe.getValue());
  if (Object.keys(missing).length) yasqe.addPrefixes(missing);
}

const start = "SELECT ?class (COUNT(*) AS ?nodes) {\n  ?node a ?class\n}\nGROUP BY ?class\nORDER BY DESC(?nodes)";
const editor = new Yasgui(document.getElementById("yasgui"), {
  autofocus: true,
  copyEndpointOnNewTab: true,
  persistenceId: `kgbuild ${summary.base}`,
  requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] },
  yasqe: { value: start, showQueryButton: true, resizeable: true },
  yasr: { prefixes: summary.prefixes, persistenceId: null },
});

// Ready questions
const list = document.getElementById("questions");
const form = document.getElementById("parameters");
const opened = new Map();

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function tabOf(question) {
  return Object.values(editor._tabs).find((tab) => tab.getName() === question.title);
}

function ask(question, run) {
  let tab = tabOf(question);
  if (tab) editor.selectTabId(tab.getId());
  else {
    const answers = { settings: { selectedPlugin: "table", pluginsConfig: { table: { compact: true } } } };
    tab = editor.addTab(true, { name: question.title, yasqe: { value: readable(question.sparql) }, yasr: answers });
  }
  show(question);
  if (run) tab.query().catch(() => {}); // the answer area tells what went wrong
}

function show(question) {
  for (const button of list.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.name === question?.name));
  form.hidden = !question;
  form.replaceChildren();
  if (!question) return;
  form.dataset.name = question.name;
  form.append(element("p", question.description.replaceAll("`", "")));
  if (!question.parameters.length) return;
  const fields = element("div", "", { class: "fields" });
  for (const parameter of question.parameters) {
    const label = element("label", parameter.description, { title: parameter.types.join(" or ") });
    const field = element("input", "", { name: parameter.name, placeholder: parameter.default ?? (parameter.required ? "" : "any") });
    field.value = opened.get(question.name)?.[parameter.name] ?? parameter.example;
    label.append(field);
    fields.append(label);
  }
  fields.append(element("button", "Ask"), element("output", ""));
  form.append(fields);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const question = questions.find((each) => each.name === form.dataset.name);
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ""));
  const problem = form.querySelector("output");
  problem.textContent = "";
  try {
    const response = await fetched(`/api/questions/${question.name}?${new URLSearchParams(values)}`);
    opened.set(question.name, values);
    const tab = tabOf(question) ?? editor.getTab();
    tab.setQuery(readable(await response.text()));
    await tab.query();
  } catch (error) {
    problem.textContent = error.message ?? "";
  }
});

questions.sort((one, other) => one.title.localeCompare(other.title, "en"));
for (const question of questions) {
  const item = document.createElement("li");
  const button = element("button", question.title, { type: "button", "data-name": question.name, title: question.description, "aria-pressed": "false" });
  button.addEventListener("click", () => ask(question, true));
  item.append(button);
  list.append(item);
}

document.getElementById("filter").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const [place, question] of questions.entries()) {
    const text = `${question.title} ${question.description}`.toLowerCase();
    list.children[place].hidden = !words.every((word) => text.includes(word));
  }
});

const watched = new WeakSet();
function watch(tab) {
  const yasqe = tab?.getYasqe();
  if (!yasqe || watched.has(yasqe)) return;
  watched.add(yasqe);
  yasqe.on("change", () => declare(yasqe)); // at once: a later change would close the list of completions
}
for (const tab of Object.values(editor._tabs)) watch(tab);
editor.on("tabAdd", (_, id) => setTimeout(() => watch(editor.getTab(id))));
editor.on("tabSelect", (_, id) => setTimeout(() => watch(editor.getTab(id))));

editor.on("tabSelect", (_, id) => show(questions.find((question) => question.title === editor.getTab(id)?.getName())));

// Links of the answers lead to this server's pages: the graph's own IRIs need no network.
for (const kind of ["pointerover", "focusin", "click"]) {
  document.getElementById("yasgui").addEventListener(kind, (event) => {
    const link = event.target.closest?.(".yasr a.iri");
    if (link && !link.dataset.local) {
      link.dataset.local = "yes";
      link.href = `/entity?iri=${encodeURIComponent(link.getAttribute("href"))}`;
    }
  }, true);
}

document.documentElement.dataset.ready = "yes";
