// Words of a text: the same cases as the tests in Rust.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, tokens } from "../../themes/default/js/search/tokenize.js";

const CASES = JSON.parse(readFileSync(new URL("../fixtures/tokenize.json", import.meta.url), "utf8"));

test("there are cases", () => assert.ok(CASES.length >= 40));

for (const { text, forms } of CASES) {
  test(`words of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(tokens(text).map(token => token.forms), forms);
  });
}

test("each word says where it stands", () => {
  const text = "Eén e-mail, cliënt’s 🆘 0800-2000.";
  assert.deepEqual(tokens(text).map(({ start, end }) => text.slice(start, end)), ["Eén", "e-mail", "cliënt’s", "0800-2000"]);
});

test("folding twice changes nothing", () => {
  for (const { forms } of CASES) for (const form of forms.flat()) assert.equal(fold(form), form);
});
