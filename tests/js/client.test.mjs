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
  assert.deepEqual(second.results.map(({ url }) => url), first.results.map(({ url }) => url));
  assert.ok(second.results.some(({ snippet }) => snippet.some(({ mark }) => mark)));
  assert.deepEqual(asked, ["index", "text", "text"]);
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
