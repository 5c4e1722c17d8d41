// The region finder: on the page itself, without a request and without a trace in the address.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints, launch, serve, visit } from "./site.mjs";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** Opens the finder. @param {string} path @param {object} options */
async function open(path = "/regio/", options = {}) {
  const visited = await visit(browser, options);
  const errors = complaints(visited.page);
  await visited.page.goto(site.origin + path, { waitUntil: "networkidle" });
  const shown = () => visited.page.locator("[data-finder]:visible").allTextContents();
  return { ...visited, errors, shown };
}

for (const [typed, place, region] of [
  ["den ha", "Den Haag", "Haaglanden"],
  ["'s-gravenh", "'s-Gravenhage", "Haaglanden"],
  ["sudwest", "Súdwest-Fryslân", "Friesland"],
  ["leiden", "Leiden", "Hollands Midden"],
  ["DEN BOSCH", "Den Bosch", "Oost-Brabant"],
]) {
  test(`"${typed}" finds ${place}`, async () => {
    const { page, shown, errors } = await open();
    const { length } = site.requests;
    await page.locator("#gemeente").pressSequentially(typed);
    const rows = await shown();
    assert.ok(rows.some(row => row.includes(place) && row.includes(region)), rows.join("; "));
    assert.match(await page.locator(".finder [role=status]").textContent(), /gemeente/);
    assert.equal(page.url(), `${site.origin}/regio/`);
    assert.equal(site.requests.length, length, "nothing is asked for");
    assert.deepEqual(errors, []);
  });
}

test("an unknown place never stands in the way of help", async () => {
  const { page, shown } = await open();
  await page.locator("#gemeente").fill("xyzzy");
  assert.deepEqual(await shown(), []);
  assert.match(await page.locator(".finder [role=status]").textContent(), /0800-2000/);
  assert.ok(await page.locator("main a[href='tel:08002000']").first().isVisible());
  await page.locator("#gemeente").fill("");
  assert.ok((await shown()).length >= 342);
});

test("Enter opens the region of the first municipality", async () => {
  const { page } = await open();
  await page.locator("#gemeente").fill("gouda");
  await page.locator("#gemeente").press("Enter");
  await page.waitForURL(`${site.origin}/regio/hollands-midden/`);
});

test("without JavaScript all municipalities stand there by letter", async () => {
  const { page, shown } = await open("/regio/", { javaScriptEnabled: false });
  assert.ok((await shown()).length >= 342);
  assert.ok(!(await page.locator("#gemeente").isVisible()));
});

test("the English page finds the same places", async () => {
  const { page, shown } = await open("/en/regio/");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.locator("#gemeente").fill("den haag");
  assert.ok((await shown()).some(row => row.includes("Den Haag")));
  assert.match(await page.locator(".finder [role=status]").textContent(), /municipality/);
});
