// The page's data: columns of claims, rows of stories, findings; all of it is packed, story texts until they are needed.

document.getElementById("old-browser").hidden = "DecompressionStream" in window;
const data = await unpack(document.getElementById("data").textContent);
const { claims, stories, findings, evidence } = data;
const total = claims.id.length;
const STORIES_PER_PACK = Number(document.body.dataset.pack);
const everyClaim = Array.from({ length: total }, (_, i) => i);
const numberOf = new Map(claims.id.map((id, i) => [id, i]));

/** The value of a coded column for claim `i`, or null. */
const word = (name, i) => {
  const code = claims[name].codes[i];
  return code < 0 ? null : claims[name].values[code];
};

const storyOf = (i) => stories[claims.story[i]] ?? {};

/** Claims that say nothing new: the story is a copy, or its sentence stands twice. */
const repeats = (i) => storyOf(i).copy !== undefined || claims.repeat_of.codes[i] >= 0;

/** The spans of claim `i` in its story's text: [name, start, end], in UTF-16 units. */
const spansOf = (i) =>
  claims.span_names
    .map((name, k) => [name, claims.spans[i][2 * k], claims.spans[i][2 * k] + claims.spans[i][2 * k + 1]])
    .filter(([, start]) => start >= 0);

/** The claims of each story, in the order of their figures. */
const claimsOf = stories.map(() => []);
everyClaim.forEach((i) => claimsOf[claims.story[i]]?.push(i));
claimsOf.forEach((list) => list.sort((a, b) => claims.at[a] - claims.at[b]));

const packs = new Map();

/** The text of story `s` and what was weighed for its header. */
async function fullStory(s) {
  const number = Math.floor(s / STORIES_PER_PACK);
  if (!packs.has(number)) packs.set(number, unpack(document.getElementById(`texts-${number}`).textContent));
  return (await packs.get(number))[s % STORIES_PER_PACK];
}

async function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

const MODIFIERS = {
  about: "about ", nearly: "nearly ", more_than: "more than ", at_least: "at least ", less_than: "less than ",
  at_most: "up to ",
};
const CHANGES = { up: "+ ", down: "− " };
const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

/** A claim's figure as a person says it. */
function howMany(i) {
  const of = claims.of[i], quantity = word("quantity", i), per = word("per", i);
  const total = of !== null && !quantity.includes(" of ") ? ` of ${numbers.format(of)}` : "";
  return `${CHANGES[word("change", i)] ?? ""}${MODIFIERS[word("modifier", i)] ?? ""}${quantity}${total}` +
    (per ? ` per ${per}` : "");
}

/** The days on which a claim holds: none, one, or two ends of which one may be open. */
function days(i) {
  const from = word("date_from", i), to = word("date_to", i);
  return from === to ? [from].filter(Boolean) : [`${from ?? "…"} –`, to ?? "…"];
}

const when = (i) => days(i).join(" ");

const fileName = (source) => (source ?? "").split("/").pop();
