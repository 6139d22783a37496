// Findings: the reason, and the sentences that it is about side by side.

const FINDINGS_SHOWN = 12, SENTENCES_SHOWN = 8;
const findingList = document.getElementById("finding-list");
const moreFindings = document.getElementById("more-findings");
let findingsWanted = findings;

function finding(one) {
  const quotes = one.claims.slice(0, SENTENCES_SHOWN).map(quote);
  const rest = one.claims.length - quotes.length;
  return element("article", { class: `finding ${one.severity}` },
    element("h3", {}, element("span", { class: "severity" }, one.severity), ` ${one.check}: ${one.reason}`),
    element("div", { class: "quotes" }, ...quotes),
    rest > 0 ? element("p", {}, `and ${rest} more claims`) : null);
}

function quote(i) {
  return element("blockquote", {},
    element("p", { class: "figure" }, howMany(i), " ", element("small", {}, word("counted", i) ?? "")),
    element("p", {}, markedSentence(i)),
    element("footer", {},
      element("b", {}, word("actor", i) ?? "no source named"), when(i) ? `, ${when(i)}` : "", element("br"),
      openLink(i, ...origin(i))));
}

function drawMore() {
  const shown = findingList.childElementCount;
  findingList.append(...findingsWanted.slice(shown, shown + FINDINGS_SHOWN).map(finding));
  const left = findingsWanted.length - findingList.childElementCount;
  moreFindings.hidden = left <= 0;
  moreFindings.textContent = `Show more (${numbers.format(left)})`;
}

function startFindings() {
  const checks = new Map();
  findings.forEach(({ check }) => checks.set(check, (checks.get(check) ?? 0) + 1));
  const choose = (event) => {
    findingsWanted = findings.filter(({ check }) => !event.target.value || check === event.target.value);
    findingList.replaceChildren();
    drawMore();
  };
  const select = document.getElementById("which-findings");
  select.append(...[...checks].map(([check, n]) => element("option", { value: check }, `${check} (${n})`)));
  select.addEventListener("change", choose);
  moreFindings.addEventListener("click", drawMore);
  drawMore();
}
