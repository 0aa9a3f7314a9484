// Elements made of plain text: nothing that a paper says is ever read as markup.
function make(tag, { text, className, ...rest } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// Names in any direction of writing stay inside their own element.
const name = (text, className) => make("bdi", { text, className });

function dot(kind) {
  const element = make("span", { className: "dot", "aria-hidden": "true" });
  element.style.setProperty("--colour", kind.colour);
  return element;
}

function link(text, address) {
  const { protocol } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") return null;
  return make("a", { text, href: address, target: "_blank", rel: "noopener noreferrer" });
}

const whole = new Intl.NumberFormat("en");
const percent = (share) => `${Math.round(share * 100)} %`;
const counted = (count, one, many) => `${whole.format(count)} ${count === 1 ? one : many}`;
const nodeButton = (node, className = "node") =>
  make("button", { type: "button", className, onclick: () => go(node) }, dot(node.kind), name(node.name));
