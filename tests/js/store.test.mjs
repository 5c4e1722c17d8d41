// The index as the client reads it.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { decode } from "../../themes/default/js/search/store.js";
import { SITE, buffer, part } from "./search.mjs";

const BYTES = part("index");

test("the index holds the pages, sections and forms of the site", () => {
  const store = decode(buffer(BYTES));
  assert.ok(store.pages.length > 50 && store.sections > store.pages.length && store.forms.length > 1000);
  const order = store.forms.map(form => Buffer.from(form));
  assert.ok(order.every((form, at) => at === 0 || Buffer.compare(order[at - 1], form) < 0), "the forms are in the order of their bytes");
  assert.equal(part("text").toString().replace(/\n$/, "").split("\n").length, store.sections, "a line of text for each section");
});

test("every section that can be found has a page and an anchor on it", () => {
  const { pages, pageOf } = decode(buffer(BYTES));
  const broken = [];
  for (const [section, line] of part("text").toString().split("\n").entries()) {
    const [anchor] = line.split("\t");
    const { url } = pages[pageOf[section]];
    const file = join(SITE, url, url === "" || url.endsWith("/") ? "index.html" : "");
    const html = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    if (html === undefined || anchor && !html.includes(`id="${anchor}"`)) broken.push(`${url}#${anchor}`);
  }
  assert.deepEqual(broken, []);
});

test("another version is refused in plain words", () => {
  for (const version of [0, 1, 255]) {
    const bytes = Buffer.from(BYTES);
    bytes[4] = BYTES[4] + version & 255 || 255;
    if (bytes[4] === BYTES[4]) bytes[4] ^= 1;
    assert.throws(() => decode(buffer(bytes)), /^Error: the search index is of another version$/);
  }
});

test("a file that is no index is refused", () => {
  for (const text of ["", "MWZ", "<!doctype html><title>404</title>"]) {
    assert.throws(() => decode(buffer(Buffer.from(text))), /another version/);
  }
});

test("an index that was cut off is refused wherever it was cut", () => {
  const { length } = BYTES;
  const cuts = [0, 3, 4, 5, 6, 7, 100, length - 1, length - 2, length - 100];
  for (let cut = 0; cut < 150; cut++) cuts.push(Math.floor(length * cut / 150));
  for (const cut of cuts) assert.throws(() => decode(buffer(BYTES.subarray(0, cut))), Error, `cut at ${cut} of ${length}`);
});

test("an index with something behind it is refused", () => {
  assert.throws(() => decode(buffer(Buffer.concat([BYTES, Buffer.from([0])]))), Error);
});
