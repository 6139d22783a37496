// The table of claims: search, filters, sorting and pages. Only one page of rows is ever in the document.

const PAGE = 25;
const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
const form = document.getElementById("filters");
const rowsOf = document.querySelector("#table tbody");
const state = { page: 0, sort: null, down: false, found: everyClaim };

const searched = [];

/** The words of claim `i` in which the search looks. */
function haystack(i) {
  const story = storyOf(i);
  searched[i] ??= [
    word("sentence", i), word("actor", i), word("actor_id", i), word("actor_affiliation", i), word("counted", i),
    howMany(i), word("place", i), when(i), story.title, story.publisher, story.published, story.source, claims.id[i],
  ].filter(Boolean).join("\n").toLowerCase();
  return searched[i];
}

const KEYS = {
  who: (i) => word("actor_id", i),
  many: (i) => claims.value[i] ?? claims.low[i] ?? claims.high[i],
  what: (i) => word("counted", i),
  when: (i) => word("date_to", i) ?? word("date_from", i),
  where: (i) => word("place", i),
  published: (i) => storyOf(i).published ?? null,
  sure: (i) => claims.confidence[i],
};

/** Claims in the order of a key, those without a value last; equal ones stay in the order of the dataset. */
function sorted(list) {
  if (!state.sort) return list;
  const key = KEYS[state.sort], sign = state.down ? -1 : 1;
  const keyed = list.map((i) => [key(i), i]);
  return keyed.sort(([a, i], [b, j]) => {
    if (a === null || b === null) return (a === null) - (b === null) || i - j;
    return sign * (typeof a === "number" ? a - b : collator.compare(a, b)) || i - j;
  }).map(([, i]) => i);
}

/** The test that the filters of the form make together. */
function chosen() {
  const wanted = Object.fromEntries(new FormData(form));
  const terms = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  const coded = (name, value) => {
    if (value === "") return () => true;
    const code = value === "-" ? -1 : claims[name].values.indexOf(value.slice(1));
    return (i) => claims[name].codes[i] === code;
  };
  const tests = [
    coded("actor_id", wanted.who), coded("counted_head", wanted.what), coded("kind", wanted.kind),
    coded("country", wanted.where),
    (i) => Boolean(wanted.repeats) || !repeats(i),
    (i) => claims.confidence[i] >= Number(wanted.sure),
    (i) => within(i, wanted.from, wanted.to),
    (i) => terms.every((term) => haystack(i).includes(term)),
  ];
  return (i) => tests.every((test) => test(i));
}

/** Whether a claim holds, or else its story was published, on a day from `from` to `to`. */
function within(i, from, to) {
  if (!from && !to) return true;
  const first = word("date_from", i) ?? word("date_to", i) ?? storyOf(i).published;
  const last = word("date_to", i) ?? first;
  return Boolean(first) && (!from || last >= from) && (!to || first <= to);
}

function refresh() {
  state.found = sorted(everyClaim.filter(chosen()));
  state.page = 0;
  draw();
}

function draw() {
  const pages = Math.max(1, Math.ceil(state.found.length / PAGE));
  const first = state.page * PAGE;
  rowsOf.replaceChildren(...state.found.slice(first, first + PAGE).map(row));
  const shown = state.found.length ? `${first + 1}–${Math.min(first + PAGE, state.found.length)} of ` : "";
  const word = state.found.length === 1 ? "claim" : "claims";
  document.getElementById("status").textContent = `${shown}${numbers.format(state.found.length)} ${word}`;
  document.getElementById("pages").textContent = `page ${state.page + 1} of ${numbers.format(pages)}`;
  document.getElementById("previous").disabled = state.page === 0;
  document.getElementById("next").disabled = state.page >= pages - 1;
  document.getElementById("none").hidden = state.found.length > 0;
}

function row(i) {
  const cell = (name, label, ...children) => element("td", { class: name, "data-label": label }, ...children);
  const modality = word("modality", i);
  const notes = [claims.negated[i] ? "denied" : null, modality === "actual" ? null : modality].filter(Boolean);
  return element("tr", {},
    cell("c-who", "who", word("actor", i) ?? ""),
    cell("c-many", "how many", element("b", {}, howMany(i)), notes.length ? element("small", {}, notes.join(", ")) : null),
    cell("c-what", "of what", word("counted", i) ?? ""),
    cell("c-when", "when", ...days(i).flatMap((day) => [element("span", { class: "day" }, day), " "]).slice(0, -1)),
    cell("c-where", "where", word("place", i) ?? ""),
    cell("c-text", "sentence", markedSentence(i), " ", openLink(i, "story", element("span", { class: "unseen" }, ` of ${howMany(i)} ${word("counted", i) ?? ""}`))),
    cell("c-source", "published", ...origin(i)),
    cell("c-sure", "sure", claims.confidence[i].toFixed(2)));
}

/** Options of a select: the most frequent values with their counts. */
function fill(select, name, none) {
  const counts = new Map();
  claims[name].codes.forEach((code) => counts.set(code, (counts.get(code) ?? 0) + 1));
  const label = (code, n) => `${code < 0 ? none : claims[name].values[code]} (${numbers.format(n)})`;
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 300);
  // A value is told from "all" and "none" by the sign before it.
  select.append(...most.map(([code, n]) =>
    element("option", { value: code < 0 ? "-" : `=${claims[name].values[code]}` }, label(code, n))));
}

function sortBy(header) {
  const key = header.dataset.sort;
  state.down = state.sort === key && !state.down;
  state.sort = key;
  for (const other of document.querySelectorAll("#table th[data-sort]")) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", state.down ? "descending" : "ascending");
  refresh();
}

function turn(by) {
  state.page += by;
  draw();
  document.getElementById("claims").scrollIntoView();
}

function startTable() {
  fill(form.elements.who, "actor_id", "no source named");
  fill(form.elements.what, "counted_head", "nothing counted");
  fill(form.elements.kind, "kind", "");
  fill(form.elements.where, "country", "no country");
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 120);
  });
  form.addEventListener("reset", () => setTimeout(refresh));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const header of document.querySelectorAll("#table th[data-sort]")) {
    header.querySelector("button").addEventListener("click", () => sortBy(header));
  }
  document.getElementById("previous").addEventListener("click", () => turn(-1));
  document.getElementById("next").addEventListener("click", () => turn(1));
  refresh();
}
