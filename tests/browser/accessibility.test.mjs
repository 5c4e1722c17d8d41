// axe-core on every page, in light, dark and forced colours, and on the results of the search. It sees a part of WCAG
// 2.2 only: what it cannot see stands in layout.test.mjs and in the hands of people.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { KINDS, launch, pages, serve, visit } from "./site.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the results of the search: ${colorScheme}`, async () => {
    const { page, close } = await visit(browser, { colorScheme });
    await page.goto(site.origin + KINDS.search, { waitUntil: "networkidle" });
    await page.locator("#zoek").fill("mijn man slaat mij");
    await page.locator(".search-results a").first().waitFor();
    const result = await findings(page);
    assert.ok(result.rules.includes("target-size") && result.rules.includes("color-contrast"), "axe left rules out");
    assert.deepEqual(result.violations, []);
    await close();
  });
}

test("axe finds nothing on any page: light, and the colours of dark and forced colours", { timeout: 900_000 }, async t => {
  const left = pages();
  const total = left.length;
  const found = [];
  const walk = async () => {
    const { page, close } = await visit(browser);
    for (let path = left.pop(); path; path = left.pop()) {
      await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
      await page.goto(site.origin + path);
      const add = (look, { violations }) => violations.forEach(violation => found.push({ path, look, ...violation }));
      add("light", await findings(page));
      await page.emulateMedia({ colorScheme: "dark" });
      add("dark", await findings(page, ["color-contrast"]));
      await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
      add("forced colours", await findings(page, ["color-contrast"]));
    }
    await close();
  };
  await Promise.all([walk(), walk()]);
  t.diagnostic(`${total} pages`);
  assert.ok(total > 200);
  assert.deepEqual(found, []);
});

test("axe finds a fault where there is one", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin);
  await page.evaluate(() => document.querySelector("main h1").outerHTML = '<img src="data:,"><p style="color:#aaa">grijs</p>');
  const { violations } = await findings(page);
  const rules = violations.map(({ rule }) => rule);
  assert.ok(rules.includes("image-alt") && rules.includes("page-has-heading-one"), rules.join());
  await close();
});

/** By the tags, or by some rules only. Evaluated from outside, so that the page keeps its own content security policy. */
async function findings(page, rules = undefined) {
  await page.evaluate(axe.source);
  return page.evaluate(async runOnly => {
    const { violations, passes, incomplete, inapplicable } = await window.axe.run(document, { runOnly });
    return {
      rules: [...violations, ...passes, ...incomplete, ...inapplicable].map(rule => rule.id),
      violations: violations.map(({ id, help, nodes }) => ({
        rule: id, help, nodes: nodes.map(({ target, any, all }) => `${target.join(" ")}: ${[...any, ...all].map(check => check.message).join("; ")}`),
      })),
    };
  }, rules ? { type: "rule", values: rules } : { type: "tag", values: TAGS });
}
