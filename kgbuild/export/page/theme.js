// Light or dark: as the system says, until the reader says otherwise.
import { byId } from "./dom.js";

const system = matchMedia("(prefers-color-scheme: dark)");
export const theme = { canvas: "", island: "", shore: "", ink: "", soft: "", accent: "", line: 0 };
const listeners = [];

const isDark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";

function resolved(name) {
  const probe = byId("probe");
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

function readTheme() {
  for (const name of ["canvas", "island", "shore", "ink", "soft", "accent"]) theme[name] = resolved(name);
  theme.line = isDark() ? 0.5 : 0.42;
}

export const onTheme = (listener) => listeners.push(listener);

function changed() {
  readTheme();
  byId("theme").setAttribute("aria-pressed", String(isDark()));
  for (const listener of listeners) listener();
}

// As if the page were on paper, for printing and for pictures.
export function inLight(work) {
  const before = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  readTheme();
  try {
    return work();
  } finally {
    if (before) document.documentElement.dataset.theme = before;
    else delete document.documentElement.dataset.theme;
    readTheme();
  }
}

export function setUpTheme() {
  readTheme();
  byId("theme").setAttribute("aria-pressed", String(isDark()));
  system.addEventListener("change", changed);
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    changed();
  });
}
