// axe-core on one page of each kind, in light and in dark. It sees a part of WCAG 2.2 only: what it cannot see
// stands in layout.test.mjs and in the hands of people.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { KINDS, launch, serve, visit } from "./site.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

for (const colorScheme of ["light", "dark"]) {
  for (const [kind, path] of Object.entries(KINDS)) {
    test(`axe finds nothing: ${kind}, ${colorScheme}`, async () => {
      const { page, close } = await visit(browser, { colorScheme });
      await page.goto(site.origin + path, { waitUntil: "networkidle" });
      if (kind === "search") {
        await page.locator("#zoek").fill("huisverbod");
        await page.locator(".search-results a").first().waitFor();
      }
      const result = await findings(page);
      assert.ok(result.rules.includes("target-size") && result.rules.includes("color-contrast"), "axe left rules out");
      assert.deepEqual(result.violations, []);
      await close();
    });
  }
}

test("axe finds a fault where there is one", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin);
  await page.evaluate(() => document.querySelector("main h1").outerHTML = '<img src="data:,"><p style="color:#aaa">grijs</p>');
  const { violations } = await findings(page);
  const rules = violations.map(({ rule }) => rule);
  assert.ok(rules.includes("image-alt") && rules.includes("page-has-heading-one"), rules.join());
  await close();
});

/** Evaluated from outside, so that the page keeps its own content security policy. */
async function findings(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async tags => {
    const { violations, passes, incomplete, inapplicable } = await window.axe.run(document, { runOnly: tags });
    return {
      rules: [...violations, ...passes, ...incomplete, ...inapplicable].map(rule => rule.id),
      violations: violations.map(({ id, help, nodes }) => ({
        rule: id, help, nodes: nodes.map(({ target, any, all }) => `${target.join(" ")}: ${[...any, ...all].map(check => check.message).join("; ")}`),
      })),
    };
  }, TAGS);
}
