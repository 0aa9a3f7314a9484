// Elements made of plain text: nothing that a paper says is ever read as markup.
export const byId = (id) => document.getElementById(id);

function filled(element, { text, className, ...rest }, children) {
  if (className) element.setAttribute("class", className);
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
export const svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

// Names in any direction of writing stay inside their own element.
export const name = (text, className) => make("bdi", { text, className });

export function dot(kind) {
  const element = make("span", { className: "dot", "aria-hidden": "true" });
  element.style.setProperty("--colour", kind.colour);
  return element;
}

export function link(text, address) {
  const { protocol } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return null;
  return make("a", { text, href: address, target: "_blank", rel: "noopener noreferrer" });
}

export const button = (text, onclick, attributes = {}) => make("button", { type: "button", text, onclick, ...attributes });

const whole = new Intl.NumberFormat("en");
export const number = (count) => whole.format(count);
export const percent = (share) => `${Math.round(share * 100)} %`;
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

export function shortened(text, most) {
  const characters = Array.from(text.slice(0, 4 * most));
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : characters.join("");
}
