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

/** Numbers that look random, the same in each run (mulberry32, Tommy Ettinger, public domain). @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = state + 0x6d2b79f5 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) % below;
  };
}

/** The index with some bytes of its own changed, put in, taken out or repeated. @param {(below: number) => number} chance */
function damaged(chance) {
  let bytes = Buffer.from(BYTES);
  for (let times = 1 + chance(4); times > 0; times--) {
    // The head of the file says how much there is of everything: there a change does most.
    const at = 5 + chance(chance(2) ? bytes.length - 5 : 300);
    const length = 1 + chance(chance(2) ? 3 : 2000);
    const piece = () => Buffer.from(Array.from({ length }, () => chance(2) ? 255 : chance(256)));
    if (chance(4) === 0) bytes = Buffer.concat([bytes.subarray(0, at), piece(), bytes.subarray(at)]);
    else if (chance(3) === 0) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (chance(2)) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
    else piece().copy(bytes, at);
  }
  return bytes;
}

// MUTATIONS says how many, 300 unless set.
test("whatever became of an index, it is refused in plain words or answers", () => {
  const times = Number(process.env.MUTATIONS ?? 300);
  let refused = 0;
  for (let seed = 0; seed < times; seed++) {
    const bytes = damaged(random(seed)), start = performance.now();
    let store;
    try {
      store = decode(buffer(bytes));
    } catch (error) {
      assert.match(String(error), /^Error: the search index is (damaged|cut off|of another version)$/, `seed ${seed}: ${error.stack}`);
      refused++;
    }
    if (store) {
      // What it holds may be wrong, but all of it is within bounds.
      for (let form = 0; form < store.forms.length; form++) {
        store.averages.forEach((_, field) => store.postings(form, field, (section, count, length) => {
          assert.ok(section < store.sections && count >= 0 && length >= 0, `seed ${seed}`);
        }));
        assert.ok(store.used(form) >= 0 && (store.classOf[form] ?? []).every(other => other < store.forms.length), `seed ${seed}`);
      }
    }
    assert.ok(performance.now() - start < 5000, `seed ${seed}: ${performance.now() - start} ms`);
  }
  assert.ok(refused > times / 2, `${refused} of ${times} were refused`);
});
