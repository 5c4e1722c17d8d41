// The client: what it asks of the network, and what it says when that fails.

import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt } from "../../themes/default/js/search/excerpt.js";
import { client, part } from "./search.mjs";

test("the index is fetched once, the texts once after the first result", async () => {
  const { asked, search } = await client();
  assert.deepEqual(asked, ["index"]);
  await search("qqqq");
  assert.deepEqual(asked, ["index"], "no texts for no results");
  await Promise.all([search("huisverbod"), search("meldcode")]);
  await search("kindermishandeling");
  assert.deepEqual(asked, ["index", "text"]);
});

test("without the texts there are results without a snippet, and the next question tries again", async () => {
  let fails = true;
  const { asked, search } = await client(name => name === "text" && fails ? new Response("", { status: 500 }) : new Response(part(name)));
  const first = await search("huisverbod");
  assert.ok(first.results.length > 0);
  assert.deepEqual(first.results.flatMap(({ snippet }) => snippet), []);
  fails = false;
  const second = await search("huisverbod");
  const page = ({ url }) => url.split("#")[0];
  assert.deepEqual(second.results.map(page), first.results.map(({ url }) => url), "a page is found, but not the place in it");
  assert.ok(second.results.some(({ url }) => url.includes("#")));
  assert.ok(second.results.some(({ snippet }) => snippet.some(({ mark }) => mark)));
  assert.deepEqual(asked, ["index", "text", "text"]);
});

test("an answer need not wait for the texts", async () => {
  let send;
  const held = new Promise(done => { send = done; });
  const { search } = await client(name => name === "text" ? held : new Response(part(name)));
  const first = await search("huisverbod", { wait: false });
  assert.ok(!first.whole && first.results.length > 0 && first.results.every(({ snippet }) => snippet.length === 0));
  send(new Response(part("text")));
  const second = await search("huisverbod");
  assert.ok(second.whole && second.results.some(({ snippet }) => snippet.length > 0));
  assert.ok((await search("huisverbod", { wait: false })).whole);
});

test("an index that is not there is an error", async () => {
  await assert.rejects(client(() => new Response("", { status: 404 })), /404 index/);
});

test("the limit holds, and the total says how many there are", async () => {
  const { search } = await client();
  const { results, total } = await search("geweld", { limit: 3 });
  assert.equal(results.length, 3);
  assert.ok(total > 3);
});

test("a question that speaks of danger says so, and has the contact page first or second", async () => {
  const { search } = await client();
  for (const question of ["mijn man slaat mij", "ik word gewurgd", "hij heeft een mes", "112"]) {
    const { danger, results } = await search(question);
    assert.ok(danger && results.slice(0, 2).some(({ kind }) => kind === "contact"), question);
  }
  for (const question of ["huisverbod", "vijf stappen", "casusregie", "veilig thuis"]) assert.equal((await search(question)).danger, false, question);
});

test("what was meant is said, and found", async () => {
  const { search } = await client();
  const { meant, results } = await search("casusregie huisverbot");
  assert.equal(meant, "casusregie huisverbod");
  assert.equal(results[0].title, "Casusregie bij tijdelijk huisverbod");
  assert.equal((await search("casusregie huisverbod")).meant, null);
});

test("the other words that were looked for are named", async () => {
  const { search } = await client();
  assert.ok((await search("amhk")).also.includes("Veilig Thuis"), `${(await search("amhk")).also}`);
  assert.deepEqual((await search("kindcheck")).also, []);
});

test("only pages of one kind, where that is asked", async () => {
  const { search } = await client();
  const { kinds, total } = await search("huisverbod");
  assert.equal(Object.values(kinds).reduce((sum, count) => sum + count), total);
  const modules = await search("huisverbod", { kind: "module" });
  assert.ok(modules.total === kinds.module && modules.results.every(({ kind }) => kind === "module"));
  assert.deepEqual(modules.kinds, kinds, "the choice stays whole");
});

test("a phrase is found only where its words follow each other; a word behind a minus nowhere", async () => {
  const { search } = await client();
  const all = await search("tijdelijk huisverbod"), phrase = await search('"tijdelijk huisverbod"'), other = await search('"huisverbod tijdelijk"');
  assert.ok(phrase.total > 0 && phrase.total <= all.total && other.total === 0, `${all.total} ${phrase.total} ${other.total}`);
  const without = await search("huisverbod -casusregie", { limit: 1000 });
  assert.ok(without.total > 0 && without.results.every(({ title }) => !/casusregie/i.test(title)));
});

test("whatever is typed, it answers soon", async () => {
  const { search } = await client();
  for (const question of ["a".repeat(10_000), "huis verbod ".repeat(900), "🆘".repeat(5_000), "(a+)+$".repeat(1_500), "<img src=x onerror=alert(1)>", '"'.repeat(9_999)]) {
    assert.ok((await search(question)).total >= 0);
  }
});

test("a title finds its page", async () => {
  const { search } = await client();
  for (const title of ["Casusregie bij tijdelijk huisverbod", "Crisisinterventie", "Kindcheck", "Veilig Thuis"]) {
    const { results } = await search(title);
    assert.ok(results.slice(0, 3).some(result => result.title.includes(title)), `${title}: ${results.slice(0, 3).map(result => result.title)}`);
  }
});

test("an excerpt is a piece of the text, with its words marked", () => {
  const text = `${"Voor het eerst. ".repeat(20)}Het tijdelijk huisverbod duurt tien dagen.${" Daarna volgt meer.".repeat(20)}`;
  const pieces = excerpt(text, new Set(["huisverbod", "dagen"]));
  assert.deepEqual(pieces.filter(({ mark }) => mark).map(piece => piece.text), ["huisverbod", "dagen"]);
  const whole = pieces.map(piece => piece.text).join("");
  assert.ok(whole.startsWith("… ") && whole.endsWith(" …"));
  assert.ok(text.includes(whole.slice(2, -2)));
  assert.deepEqual(excerpt("", new Set(["a"])), []);
  assert.equal(excerpt("Kort.", new Set()).map(piece => piece.text).join(""), "Kort.");
});
