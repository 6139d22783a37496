// Elements and marked text. Text only ever becomes a text node: nothing in a story can become markup.

/** An element with attributes (a function is a listener) and children: nodes or text; null children are left out. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const LABELS = {
  quantity: "how many", who: "who", says: "says", what: "of what", when: "when", where: "where", claim: "claim",
};

/** The spans of a claim that lie within [start, end), without overlaps; the figure goes first. */
function shownSpans(i, start, end) {
  const taken = [];
  for (const name of ["quantity", "what", "when", "who", "says", "where"]) {
    for (const span of spansOf(i)) {
      const [label, from, to] = span;
      const free = taken.every(([, first, last]) => to <= first || from >= last);
      if (label === name && from >= start && to <= end && free) taken.push(span);
    }
  }
  return taken.sort((a, b) => a[1] - b[1]);
}

/** The sentence of claim `i` with who, how many, of what, when and where marked. */
function markedSentence(i) {
  const text = word("sentence", i), base = claims.sentence_start[i];
  const nodes = [];
  let at = 0;
  for (const [name, from, to] of shownSpans(i, base, base + text.length)) {
    nodes.push(text.slice(at, from - base), mark(name, text.slice(from - base, to - base)));
    at = to - base;
  }
  return element("span", { class: "sentence" }, ...nodes, text.slice(at));
}

const mark = (name, text) => element("mark", { class: name, title: LABELS[name] }, text);

const openLink = (i, ...children) =>
  element("a", { href: `#claim=${encodeURIComponent(claims.id[i])}` }, ...children);

/** Where a claim was published: its story's publisher and date, else its file. */
function origin(i) {
  const { publisher, published, source } = storyOf(i);
  const day = published ? element("span", { class: "day" }, published) : null;
  if (publisher && day) return [publisher, ", ", day];
  return [publisher ?? day ?? fileName(source)];
}
