// Draws the neighbourhood with vis-network, and says in the panel what is selected. All text of papers goes through textContent.
"use strict";
(() => {
  const { nodes, edges, summary } = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const root = nodes.find((node) => node.step === 0);
  const dark = matchMedia("(prefers-color-scheme: dark)");

  document.getElementById("summary").textContent = summary;

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }
  const percent = (share) => `${Math.round(share * 100)}%`;

  // ---- The drawing ----

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(["canvas", "surface", "ink", "soft", "line", "accent"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  };
  function drawn(node, ink, canvas) {
    return {
      id: node.id, label: node.label, x: node.x, y: node.y, shape: "dot", size: node.size, title: node.name === node.label ? undefined : node.name,
      color: { background: node.color, border: canvas, highlight: { background: node.color, border: ink }, hover: { background: node.color, border: ink } },
      font: { color: ink, size: [30, 21, 18][Math.min(node.step, 2)], face: "system-ui, sans-serif", strokeWidth: 4, strokeColor: canvas },
      borderWidth: 2,
    };
  }
  function line(edge, place, soft, accent) {
    const near = edge.from === root.id || edge.to === root.id;
    const opacity = (near ? 0.6 : 0.22) * (edge.sure < 0.5 ? 0.6 : 1);
    return {
      id: place, from: edge.from, to: edge.to, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, width: near ? 1.8 : 1,
      title: edge.relations.map((relation) => relation.headings[0]).join(", "),
      color: { color: soft, opacity, highlight: accent, hover: accent }, dashes: edge.sure < 0.5,
    };
  }
  const options = {
    layout: { randomSeed: 1, improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 120, keyboard: { enabled: true, bindToWindow: false } },
    edges: { smooth: { enabled: true, type: "curvedCW", roundness: 0.07 }, selectionWidth: 1, hoverWidth: 0.6 },
    physics: {
      solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -170, centralGravity: 0.014, springLength: 130, springConstant: 0.05, avoidOverlap: 0.9, damping: 0.6 },
      stabilization: { iterations: 160, fit: true }, minVelocity: 1,
    },
  };
  const { ink, soft, accent, canvas } = colours();
  const shown = {
    nodes: new vis.DataSet(nodes.map((node) => drawn(node, ink, canvas))),
    edges: new vis.DataSet(edges.map((edge, place) => line(edge, place, soft, accent))),
  };
  const network = new vis.Network(document.getElementById("drawing"), shown, options);
  dark.addEventListener("change", () => {
    const now = colours();
    shown.nodes.update(nodes.map((node) => { const { x, y, ...rest } = drawn(node, now.ink, now.canvas); return rest; }));
    shown.edges.update(edges.map((edge, place) => line(edge, place, now.soft, now.accent)));
  });

  // ---- Room for the names: each node with its name below is a box, and boxes that overlap move apart ----

  const ruler = document.createElement("canvas").getContext("2d");
  const boxes = nodes.map((node) => {
    const { font, size } = drawn(node, ink, canvas);
    ruler.font = `${font.size}px ${font.face}`;
    return { id: node.id, half: Math.max(ruler.measureText(node.label).width / 2, size) + 14, above: size + 3, below: size + 1.4 * font.size };
  });
  const [ROUNDS, STUCK, WIDER] = [3000, 100, 1.1]; // boxes that hem each other in get out where all stand a little wider

  function spread(spots) {
    for (const spot of spots) Object.assign(spot, { x: spot.x * WIDER, y: spot.y * WIDER });
  }

  function makeRoom() {
    const places = network.getPositions();
    const spots = boxes.map((box) => ({ ...box, ...places[box.id] }));
    for (let round = 1; round <= ROUNDS && pushApart(spots); round += 1) if (round % STUCK === 0) spread(spots);
    for (const { id, x, y } of spots) network.moveNode(id, x, y);
  }
  // Along the way that is shorter, half of it each; returns whether any two overlapped.
  function pushApart(spots) {
    let moved = false;
    for (const [at, one] of spots.entries()) {
      for (const other of spots.slice(at + 1)) {
        const across = one.half + other.half - Math.abs(other.x - one.x);
        const down = other.y >= one.y ? one.y + one.below - (other.y - other.above) : other.y + other.below - (one.y - one.above);
        if (across <= 0 || down <= 0) continue;
        moved = true;
        const [axis, way] = across < down ? ["x", across] : ["y", down];
        const sign = other[axis] >= one[axis] ? 1 : -1;
        one[axis] -= (sign * way) / 2;
        other[axis] += (sign * way) / 2;
      }
    }
    return moved;
  }

  // It settles before it is shown, and then stands still unless asked to move.
  const moving = document.querySelector("#moving input");
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: { enabled: moving.checked } });
    makeRoom();
    network.fit({ animation: false });
    document.documentElement.dataset.ready = "";
  });
  moving.addEventListener("change", () => network.setOptions({ physics: { enabled: moving.checked } }));

  // ---- The panel ----

  const dot = (node) => element("i", { className: `dot t-${node.kind.toLowerCase()}` });

  function sentence({ parts, paper }) {
    const quote = element("blockquote", { dir: "auto" });
    for (const [text, marked] of parts) quote.append(marked ? element("mark", { textContent: text }) : text);
    quote.append(element("footer", { className: "soft", textContent: paper, dir: "auto" }));
    return quote;
  }
  function evidence({ sentences, more }) {
    const rest = more > 0 ? [element("p", { className: "soft rest", textContent: `and ${more} more` })] : [];
    return [...sentences.map(sentence), ...rest];
  }
  function sure(relation, name) {
    const share = percent(relation.confidence);
    if (!relation.sentences.length) return element("span", { className: "soft", textContent: share });
    const summary = element("summary", { textContent: share });
    summary.setAttribute("aria-label", `${share} sure, evidence for ${name}`);
    return element("details", {}, summary, ...evidence(relation));
  }
  function about(node) {
    const years = [...new Set(node.years)].join(" to ");
    const facts = node.kind === "Paper" ? years : `${node.papers} ${node.papers === 1 ? "paper" : "papers"}${years ? `, ${years}` : ""}`;
    const found = [element("p", { className: "soft" }, dot(node), `${node.words}${facts ? ` · ${facts}` : ""}`), element("h2", { dir: "auto", textContent: node.name })];
    if (node.aliases.length) found.push(element("p", { className: "soft", textContent: `also ${node.aliases.join(", ")}` }));
    if (node.address) found.push(element("p", {}, element("a", { href: node.address, rel: "noopener", target: "_blank", textContent: node.address })));
    if (node.text) found.push(element("p", { className: "text", dir: "auto", textContent: node.text }));
    return found;
  }
  function select(node) {
    network.selectNodes([node.id]);
    describe(node);
  }
  function describe(node) {
    const rows = [];
    for (const edge of edges) {
      if (edge.from !== node.id && edge.to !== node.id) continue;
      const other = nodes[edge.from === node.id ? edge.to : edge.from];
      for (const relation of edge.relations) rows.push({ other, relation, heading: relation.headings[edge.from === node.id ? 0 : 1] });
    }
    const lists = new Map();
    for (const row of rows.sort((a, b) => a.relation.order - b.relation.order || b.relation.confidence - a.relation.confidence)) {
      if (!lists.has(row.heading)) lists.set(row.heading, []);
      lists.get(row.heading).push(row);
    }
    const found = about(node);
    for (const [heading, listed] of lists) {
      found.push(element("h3", { textContent: `${heading} ${listed.length}` }));
      for (const { other, relation } of listed) {
        const go = element("button", { type: "button" }, dot(other), element("bdi", { textContent: other.name }));
        go.addEventListener("click", () => { select(other); panel.focus(); });
        found.push(element("div", { className: "line" }, go, sure(relation, other.name)));
      }
    }
    panel.replaceChildren(...found);
    panel.scrollTop = 0;
  }
  function explain(edge) {
    const found = [];
    for (const relation of edge.relations) {
      found.push(element("h3", { textContent: `${relation.headings[0]}, ${percent(relation.confidence)} sure` }), ...evidence(relation));
    }
    const ends = [nodes[edge.from], nodes[edge.to]].map((node) => {
      const go = element("button", { type: "button" }, dot(node), element("bdi", { textContent: node.name }));
      go.addEventListener("click", () => select(node));
      return element("div", { className: "line" }, go);
    });
    panel.replaceChildren(ends[0], ends[1], ...found);
    panel.scrollTop = 0;
  }
  network.on("click", ({ nodes: picked, edges: lines }) => {
    if (picked.length) describe(nodes[picked[0]]);
    else if (lines.length) explain(edges[lines[0]]);
    else describe(root);
  });
  describe(root);
  if (nodes.length === 1) document.documentElement.dataset.ready = "";
})();
