// The browser and the command line give the same pages in the same order with the same scores.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { MELDWIJZER, PROJECT, client } from "./search.mjs";

const LIMIT = 10;
const QUESTIONS = [
  // One word, its other forms, parts of words.
  "huisverbod", "huisverboden", "meldcode", "melden", "gemeld", "kindermishandeling", "partnergeweld", "geweld", "kind", "kinderen",
  "slachtoffer", "slachtoffers", "pleger", "begeleiding", "begeleid", "pesten", "registr", "hulpv", "cris", "ca", "ge", "ver",
  // More words, with and without small ones.
  "casusregie bij tijdelijk huisverbod", "wanneer moet ik melden bij veilig thuis", "signalen van kindermishandeling",
  "hoe lang duurt crisisinterventie", "mag ik anoniem melden", "advies vragen zonder naam", "stap 4 afwegingskader", "kindcheck ouders",
  "wie is de doelgroep", "de het een", "scholing deskundigheid beroepskrachten", "outreachend contact zorgmijders",
  // Signs, numbers, diacritics, compounds, an end that is not a word.
  "0800-2000", "112", "cliënt", "Cliënten", "e-mail", "o.m.", "(A)SHG", "4.6", "2011", "Wet tijdelijk huisverbod 2009", "meldcode ",
  "foto’s van letsel", "eer-gerelateerd geweld",
  // Compounds, joined and split; terms; synonyms; typing errors, also in a word that is being typed.
  "mishandeling", "crisis interventie", "casus regie", "meldcodestappen", "kindermishandelingsregistratie", "veilig thuis", "oma", "mijn man slaat mij",
  "shg", "doorverwijzen", "huisverbot", "meldocde", "kindremish", "kindermishandling melden", "0800 2000", "s.h.g.", "s h g",
  // Phrases, open and closed, and words that must not be there.
  '"veilig thuis" melden', '“vijf stappen', '"van het"', "begeleiding -beleid", "-meldcode stap", "- meldcode", '"" "', "huisverbod -",
  // Harmless whatever it is.
  "<script>alert(1)</script>", "(a+)+$ [.*] \\d{3}", "🆘🆘 👨‍👩‍👧 ❤️", "Ω ẞ ﬁ İ", "__proto__ constructor toString", "a".repeat(10_000), "huis verbod ".repeat(900),
  // Nothing to be found, or nothing at all.
  "qqqq", "qqqq huisverbod", "", "...", "🆘",
];

/** What the command line says. @param {string} question */
function ask(question) {
  const args = ["search", "--root", PROJECT, "--format", "json", "--limit", String(LIMIT), "--", question];
  return JSON.parse(execFileSync(MELDWIJZER, args, { encoding: "utf8", maxBuffer: 1 << 26 }));
}

const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

for (const question of QUESTIONS) {
  test(`both find the same for “${question}”`, async () => {
    const { search } = await client();
    const { results, ...rest } = await search(question, { limit: LIMIT });
    const { results: hits, kinds, ...native } = ask(question);
    assert.deepEqual(results.map(({ url }) => url), hits.map(({ url }) => url));
    results.forEach(({ score, url }, at) => assert.ok(near(score, hits[at].score), `${url}: ${score} and ${hits[at].score}`));
    const shown = ({ title, section, kind, audience, snippet }) => ({ title, section, kind, audience, snippet });
    assert.deepEqual(results.map(shown), hits.map(shown));
    assert.deepEqual(rest, { ...native, kinds: Object.fromEntries(kinds), whole: true });
    assert.ok(rest.total >= results.length && results.length === Math.min(rest.total, LIMIT));
  });
}

test("most questions find something, so that parity is not that of two empty lists", async () => {
  const { search } = await client();
  const found = await Promise.all(QUESTIONS.map(async question => (await search(question)).total));
  assert.ok(found.filter(total => total > 0).length >= 35, `${found}`);
});
