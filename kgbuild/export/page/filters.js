// The legend that filters, and what it leaves.
import { choose } from "./actions.js";
import { classes, edges, nodes, relations, years } from "./data.js";
import { button, byId, counted, dot, make, number } from "./dom.js";
import { filtered, LIMITS, resetFilters, state } from "./state.js";

const controls = []; // each brings one control in line with the state
export const showChoices = () => controls.forEach((control) => control());

function toggles(list, entries, key, label) {
  for (const entry of entries) {
    const box = make("input", { type: "checkbox" });
    box.addEventListener("change", () => {
      const hidden = new Set(state[key]);
      if (box.checked) hidden.delete(entry.name);
      else hidden.add(entry.name);
      choose({ [key]: hidden }, { replace: true });
    });
    const only = button(
      "only",
      () => choose({ [key]: new Set(entries.filter((each) => each !== entry).map((each) => each.name)) }, { replace: true }),
      { className: "only", "aria-label": `Only ${label(entry)}` },
    );
    const count = make("span", { className: "number", text: number(entry.count) });
    list.append(
      make("li", {}, make("label", {}, box, entry.colour ? dot(entry) : null, make("span", { text: label(entry) }), count), only),
    );
    controls.push(() => {
      box.checked = !state[key].has(entry.name);
    });
  }
}

function slider(id, { low, high, step = 1, value, say, change }) {
  const input = byId(id);
  const output = byId(`${id}-value`);
  Object.assign(input, { min: low, max: high, step, disabled: low >= high });
  input.addEventListener("input", () => {
    output.textContent = say(Number(input.value));
    choose(change(Number(input.value)), { replace: true, soon: true });
  });
  controls.push(() => {
    input.value = value();
    output.textContent = say(value());
  });
}

// Support from 1 to the most that any node has, in steps that grow with it.
const ladder = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 2000, 5000].filter(
  (count) => count === 1 || count <= LIMITS.support,
);
const rung = (count) => ladder.findLastIndex((each) => each <= count);

function domainChoice() {
  const choice = byId("domain");
  const domains = nodes.filter((node) => node.kind.name === "Domain").sort((a, b) => b.support - a.support || a.id - b.id);
  choice.append(
    make("option", { value: "", text: "All domains" }),
    ...domains.map((node) => make("option", { value: node.id, text: `${node.name} (${number(node.support)})` })),
  );
  choice.addEventListener("change", () =>
    choose({ domain: nodes[Number(choice.value)] && choice.value !== "" ? nodes[Number(choice.value)] : null }, { replace: true }),
  );
  byId("domain-choice").hidden = !domains.length;
  controls.push(() => {
    choice.value = state.domain ? state.domain.id : "";
  });
}

function yearChoice() {
  byId("year-choice").hidden = years.length < 2;
  const [low, high] = [LIMITS.from, LIMITS.to];
  slider("from", { low, high, value: () => state.from, say: String, change: (from) => ({ from, to: Math.max(from, state.to) }) });
  slider("to", { low, high, value: () => state.to, say: String, change: (to) => ({ to, from: Math.min(to, state.from) }) });
}

export function setUpFilters() {
  byId("counts").textContent = `${counted(nodes.length, "node")} · ${counted(edges.length, "edge")}`;
  toggles(byId("classes"), classes, "hiddenClasses", (kind) => kind.plural);
  toggles(byId("relations"), relations, "hiddenRelations", (relation) => relation.out);
  slider("confidence", {
    low: 0,
    high: 100,
    step: 5,
    value: () => Math.round(state.confidence * 100),
    say: (share) => (share ? `${share} %` : "any"),
    change: (share) => ({ confidence: share / 100 }),
  });
  slider("support", {
    low: 0,
    high: ladder.length - 1,
    value: () => rung(state.support),
    say: (at) => counted(ladder[at], "paper"),
    change: (at) => ({ support: ladder[at] }),
  });
  domainChoice();
  yearChoice();
  byId("reset").addEventListener("click", () => {
    resetFilters();
    choose({}, { replace: true });
  });
}

export function sayWhatIsShown() {
  const some = nodes.filter((node) => node.shown).length;
  const lines = edges.filter((edge) => edge.shown).length;
  const everything = some === nodes.length && lines === edges.length;
  byId("shown").textContent = everything
    ? "Everything is shown."
    : `Shown: ${number(some)} of ${counted(nodes.length, "node")}, ${number(lines)} of ${counted(edges.length, "edge")}.`;
  byId("reset").hidden = !filtered();
}
