// The legend that filters, and what it leaves.
const byId = (id) => document.getElementById(id);

function toggles(list, entries, hidden, label) {
  for (const entry of entries) {
    const box = make("input", { type: "checkbox" });
    box.checked = !hidden.has(entry.name);
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(entry.name);
      else hidden.add(entry.name);
      refresh();
    });
    const only = make("button", { type: "button", className: "only", text: "only", "aria-label": `Only ${label(entry)}` });
    only.addEventListener("click", () => {
      for (const each of entries) hidden.add(each.name);
      hidden.delete(entry.name);
      showChoices();
      refresh();
    });
    const text = make("span", { text: label(entry) });
    const number = make("span", { className: "number", text: whole.format(entry.count) });
    list.append(make("li", {}, make("label", {}, box, entry.colour ? dot(entry) : null, text, number), only));
    choices.push(() => {
      box.checked = !hidden.has(entry.name);
    });
  }
}

const choices = []; // each brings one control in line with the state
const showChoices = () => choices.forEach((choice) => choice());

function slider(id, value, words) {
  const input = byId(id);
  input.addEventListener("input", () => {
    state[id] = value(Number(input.value));
    byId(`${id}-value`).textContent = words(state[id]);
    refresh();
  });
  return input;
}

function setUpFilters() {
  byId("counts").textContent = `${counted(nodes.length, "node", "nodes")} · ${counted(edges.length, "edge", "edges")}`;
  toggles(byId("classes"), [...classes.values()], state.hiddenClasses, (kind) => kind.plural);
  toggles(byId("relations"), [...relations.values()], state.hiddenRelations, (relation) => relation.out);
  const most = nodes.reduce((best, node) => Math.max(best, node.support), 1);
  const confidence = slider("confidence", (value) => value / 100, (share) => (share ? percent(share) : "any"));
  const support = slider("support", Number, (count) => counted(count, "paper", "papers"));
  support.max = Math.min(most, Math.max(20, state.support));
  support.disabled = most < 2;
  support.value = state.support;
  byId("support-value").textContent = counted(state.support, "paper", "papers");
  byId("reset").addEventListener("click", () => {
    state.hiddenClasses.clear();
    state.hiddenRelations.clear();
    showChoices();
    for (const [input, value] of [[confidence, 0], [support, 1]]) {
      input.value = value;
      input.dispatchEvent(new Event("input"));
    }
    refresh();
  });
}

function sayWhatIsShown() {
  const [some, all] = [nodes.filter((node) => node.shown).length, nodes.length];
  const lines = edges.filter((edge) => edge.shown).length;
  const everything = some === all && lines === edges.length;
  byId("shown").textContent = everything
    ? "Everything is shown."
    : `Shown: ${whole.format(some)} of ${counted(all, "node", "nodes")}, ${whole.format(lines)} of ${counted(edges.length, "edge", "edges")}.`;
  byId("reset").hidden = everything;
}
