// One story: its text with all figures marked, and for the chosen claim every field with the words that gave it.

const dialog = document.getElementById("story");
const FIELDS = [
  ["how many", howMany], ["value", (i) => number(claims.value[i])], ["low", (i) => number(claims.low[i])],
  ["high", (i) => number(claims.high[i])], ["modifier"], ["kind"], ["unit"],
  ["value_si", (i) => claims.value_si[i] === null ? null : `${number(claims.value_si[i])} ${word("unit_si", i) ?? ""}`],
  ["change"], ["counted"], ["counted_head"], ["per"], ["of", (i) => number(claims.of[i])], ["attribution"], ["actor"],
  ["actor_id"], ["actor_type"], ["actor_affiliation"], ["cue"], ["via"], ["date_text"], ["date_from"], ["date_to"],
  ["place"], ["country"], ["negated", (i) => claims.negated[i] ? "yes" : null], ["modality"],
  ["confidence", (i) => claims.confidence[i].toFixed(2)],
];

function number(value) {
  return value === null ? null : numbers.format(value);
}

/** Show the story of claim `i` with that claim chosen. */
async function showStory(i) {
  const s = claims.story[i];
  if (s < 0) return;
  const { text, weighed } = await fullStory(s);
  const story = stories[s];
  document.getElementById("story-title").textContent = story.title ?? "Story without a title";
  const basis = story.published ? `${story.published} (${story.published_basis})` : "no publication date";
  const facts = [story.publisher, basis, story.byline, `${story.source}, character ${numbers.format(claims.at[i])}`];
  document.getElementById("story-facts").textContent = facts.filter(Boolean).join(" · ");
  const body = document.getElementById("story-text");
  body.replaceChildren(...markedText(text, s, i));
  document.getElementById("story-fields").replaceChildren(...fieldRows(i, text));
  document.getElementById("story-weighed").replaceChildren(...weighed.map(weighedRow));
  document.getElementById("claim-place").textContent = `claim ${claimsOf[s].indexOf(i) + 1} of ${claimsOf[s].length}`;
  if (!dialog.open) dialog.showModal();
  body.querySelector(".chosen")?.scrollIntoView({ block: "center" });
}

/** The text in pieces: other claims' figures as links, the chosen claim's spans coloured, its clause underlined. */
function markedText(text, s, chosenOne) {
  const spans = claimsOf[s].filter((i) => i !== chosenOne).map((i) => [...spansOf(i)[0], i]);
  const own = spansOf(chosenOne);
  const cuts = [0, text.length, ...[...spans, ...own].flatMap(([, from, to]) => [from, to])];
  const ends = [...new Set(cuts)].sort((a, b) => a - b);
  const starts = spans.sort((a, b) => a[1] - b[1]);
  let next = 0;
  return ends.slice(1).map((to, k) => {
    const from = ends[k], piece = text.slice(from, to);
    while (next < starts.length && starts[next][2] <= from) next += 1;
    const other = next < starts.length && starts[next][1] <= from ? starts[next] : null;
    return segment(piece, own.filter((span) => span[1] <= from && span[2] >= to).map(([name]) => name), other);
  });
}

function segment(piece, names, other) {
  const name = ["quantity", "what", "when", "who", "says", "where"].find((each) => names.includes(each));
  const clause = names.includes("claim") ? " clause" : "";
  if (name) {
    const chosenFigure = name === "quantity" ? " chosen" : "";
    return element("mark", { class: `${name}${chosenFigure}${clause}`, title: LABELS[name] }, piece);
  }
  if (other) return element("a", { class: `other${clause}`, href: `#claim=${encodeURIComponent(claims.id[other[3]])}` }, piece);
  return clause ? element("span", { class: "clause" }, piece) : piece;
}

function fieldRows(i, text) {
  const why = evidenceOf(i);
  return FIELDS.flatMap(([name, read]) => {
    const value = read ? read(i) : word(name, i);
    if (value === null) return [];
    const items = why.get(name) ?? [];
    const rules = items.map(({ rule }) => rule).join(", ");
    const words = items.map(({ from, to }) => text.slice(from, to)).filter(Boolean).join(" … ");
    return [element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value),
      ...(evidence ? [element("td", { class: "rule" }, rules), element("td", {}, words)] : []))];
  });
}

/** The rules and words behind each field, where the report holds them. */
function evidenceOf(i) {
  const found = new Map(), items = evidence?.items[i] ?? [];
  for (let k = 0; k < items.length; k += 4) {
    const field = evidence.fields[items[k]];
    const item = { rule: evidence.rules[items[k + 1]], from: items[k + 2], to: items[k + 2] + items[k + 3] };
    found.set(field, [...(found.get(field) ?? []), item]);
  }
  return found;
}

const weighedRow = ([field, value, rule, words]) =>
  element("tr", {}, element("th", { scope: "row" }, field), element("td", {}, value),
    element("td", { class: "rule" }, rule), element("td", {}, words));

function step(by) {
  const list = claimsOf[claims.story[state.open]];
  const next = list[list.indexOf(state.open) + by];
  if (next !== undefined) location.replace(`#claim=${encodeURIComponent(claims.id[next])}`);
}

/** Follow the address: `#claim=ID` opens that claim's story, anything else closes it. */
function follow() {
  const id = location.hash.startsWith("#claim=") ? decode(location.hash.slice(7)) : null;
  state.open = numberOf.get(id);
  if (state.open === undefined) {
    if (dialog.open) dialog.close();
  } else {
    showStory(state.open);
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function startStory() {
  document.getElementById("close").addEventListener("click", () => dialog.close());
  document.getElementById("claim-previous").addEventListener("click", () => step(-1));
  document.getElementById("claim-next").addEventListener("click", () => step(1));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    if (location.hash.startsWith("#claim=")) history.replaceState(null, "", "#claims");
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") step(event.key === "ArrowLeft" ? -1 : 1);
  });
  window.addEventListener("hashchange", follow);
  follow();
}
