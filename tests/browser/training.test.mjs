// Training: the self-test on the page itself, and what a trainer reads and prints.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints, launch, pages, serve, visit } from "./site.mjs";

const QUIZ = "/training/toets-vijf-stappen/";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** Opens a page. @param {string} path @param {object} options */
async function open(path, options = {}) {
  const visited = await visit(browser, options);
  const errors = complaints(visited.page);
  await visited.page.goto(site.origin + path, { waitUntil: "networkidle" });
  return { ...visited, errors };
}

/** The answers to a question, whether they are right, and why. @param {import("playwright-core").Locator} question */
const answers = question => question.locator("details li").evaluateAll(items => items.map(item => ({
  isRight: "right" in item.dataset, text: item.textContent,
})));

/** Every question of a kind, with its answers. @param {import("playwright-core").Page} page @param {string} kind */
async function questions(page, kind) {
  const found = [];
  for (const question of await page.locator(`form.quiz:has([type=${kind}])`).all()) found.push({ question, known: await answers(question) });
  return found;
}

const quizzes = pages().filter(path => path.startsWith("/training/toets-"));

test("there are self-tests, of eight questions and more", async () => {
  assert.ok(quizzes.length >= 6, quizzes.join());
  const { page, close } = await open(QUIZ);
  for (const path of quizzes) {
    await page.goto(site.origin + path, { waitUntil: "networkidle" });
    assert.ok(await page.locator("form.quiz").count() >= 8, path);
  }
  await close();
});

for (const path of quizzes) {
  test(`every right choice is right, every other is explained: ${path}`, async () => {
    const { page, errors, close } = await open(path);
    for (const question of await page.locator("form.quiz").all()) {
      const known = await answers(question);
      const inputs = await question.locator("input").all();
      const isOne = await inputs[0].getAttribute("type") === "radio";
      assert.ok(await question.locator("details").isHidden(), "no answer is shown before one is given");
      for (const [at, { isRight, text }] of known.entries()) {
        if (isRight && !isOne) continue;
        await inputs[at].check();
        await question.getByRole("button").click();
        const said = await question.getByRole("status").textContent();
        assert.ok(said.startsWith(await question.getAttribute(isRight ? "data-good" : "data-wrong")), said);
        assert.ok(said.includes(text), `“${said}” says why`);
        if (!isOne) await inputs[at].uncheck();
      }
      if (isOne) continue;
      for (const [at, { isRight }] of known.entries()) await inputs[at].setChecked(isRight);
      await question.getByRole("button").click();
      assert.ok((await question.getByRole("status").textContent()).startsWith(await question.getAttribute("data-good")));
    }
    assert.deepEqual(errors, []);
    await close();
  });
}

test("a question is answered by keyboard alone, and the focus stays", async () => {
  const { page, close } = await open(QUIZ);
  const [{ question, known }] = await questions(page, "radio");
  const right = known.findIndex(({ isRight }) => isRight);
  await question.locator("input").first().focus();
  await page.keyboard.press("Space");
  for (let step = 0; step < right; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BUTTON");
  await page.keyboard.press("Enter");
  assert.ok((await question.getByRole("status").textContent()).startsWith(await question.getAttribute("data-good")));
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BUTTON");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await close();
});

test("nothing chosen, a part chosen, and another choice", async () => {
  let seen = 0;
  for (const path of quizzes) {
    const { page, close } = await open(path);
    for (const { question, known } of await questions(page, "checkbox")) {
      if (known.filter(({ isRight }) => isRight).length < 2) continue;
      seen++;
      const says = word => question.getAttribute(`data-${word}`);
      const status = question.getByRole("status");
      await question.getByRole("button").click();
      assert.equal(await status.textContent(), await says("none"));
      assert.ok(await question.locator("details").isHidden());
      const input = question.locator("input").nth(known.findIndex(({ isRight }) => isRight));
      await input.check();
      assert.equal(await status.textContent(), "", "an old verdict says nothing of a new choice");
      await question.getByRole("button").click();
      assert.ok((await status.textContent()).startsWith(await says("some")));
      assert.ok(await question.locator("summary").isVisible());
    }
    await close();
  }
  assert.ok(seen > 0, "there is a question with more than one right answer");
});

test("nothing is asked for, kept, or left in the address", async () => {
  const { page, context, outside, close } = await open(QUIZ);
  const { length } = site.requests;
  const before = await page.evaluate(() => history.length);
  for (const question of await page.locator("form.quiz").all()) {
    await question.locator("input").first().check();
    await question.locator("input").first().press("Enter");
    assert.notEqual(await question.getByRole("status").textContent(), "");
  }
  assert.equal(site.requests.length, length);
  assert.deepEqual(outside, []);
  assert.equal(page.url(), site.origin + QUIZ);
  assert.equal(await page.evaluate(() => history.length), before);
  const { cookies, origins } = await context.storageState({ indexedDB: true });
  assert.deepEqual([cookies, origins], [[], []]);
  for (const again of [() => page.reload(), async () => { await page.goto(site.origin); await page.goBack(); }]) {
    await again();
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator("form.quiz :checked").count(), 0);
  }
  await close();
});

test("without JavaScript a self-test can be read and has nothing that does nothing", async () => {
  const { page, close } = await open(QUIZ, { javaScriptEnabled: false });
  assert.equal(await page.locator("main :is(input, button):not(.checklist input)").filter({ visible: true }).count(), 0, "a box to tick works by itself");
  for (const question of await page.locator("form.quiz").all()) {
    const known = await answers(question);
    assert.equal(await question.locator("label").filter({ visible: true }).count(), known.length);
    await question.locator("summary").click();
    assert.equal(await question.locator("details li").filter({ visible: true }).count(), known.length);
    assert.ok(known.some(({ isRight, text }) => isRight && text.startsWith("Goed:")));
  }
  await close();
});

test("a programme runs from 0:00 to its end without a gap, its slides folded away", async () => {
  const courses = pages().filter(path => /^\/training\/cursus-[^/]+\/$/.test(path));
  assert.ok(courses.length >= 6, courses.join());
  const { page, close } = await open(courses[0], { javaScriptEnabled: false });
  const minutes = clock => clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  for (const path of courses) {
    await page.goto(site.origin + path);
    const rows = await page.locator(".programme tbody tr").evaluateAll(rows => rows.map(row => [...row.cells].map(cell => cell.textContent)));
    let at = 0;
    for (const [start, taken] of rows) {
      assert.equal(minutes(start), at, `${path} ${start}`);
      at += Number(taken);
    }
    assert.ok(rows.length > 4 && at >= 120, `${path} takes ${at} minutes`);
    assert.ok(await page.locator(".slides").count() > 3, path);
    assert.equal(await page.locator(".slides").filter({ visible: true }).count(), 0, path);
  }
  await close();
});

test("the care box is in sight on every page of training", async () => {
  const { page, close } = await open("/training/", { javaScriptEnabled: false });
  const all = pages().filter(path => /^\/training\/(?!samenstellen)[^/]+\/$/.test(path));
  assert.ok(all.length >= 32, `${all.length} pages`);
  for (const path of all) {
    await page.goto(site.origin + path);
    assert.equal(await page.locator("#zorg-voor-deelnemers h3").filter({ visible: true }).count(), 5, path);
  }
  await close();
});

test("on paper slides and backs of cards are unfolded, role cards stand in boxes, a self-test has no answers", async () => {
  const { page, close } = await open("/training/cursus-signaleren/");
  const onPaper = async (path, selector) => {
    await page.goto(site.origin + path, { waitUntil: "networkidle" });
    await page.emulateMedia({ media: "print" });
    const found = page.locator(selector).first();
    return (await found.evaluate(element => element.checkVisibility({ contentVisibilityAuto: true }))) && (await found.boundingBox())?.height > 0;
  };
  assert.ok(await onPaper("/training/cursus-signaleren/", ".slides li"));
  assert.ok(await onPaper("/training/oefening-modulen-sorteren/", ".key dd"));
  assert.ok(await onPaper("/training/casus-noor/", "#vragen-bij-de-casus details p"));
  assert.ok(await onPaper("/training/oefening-basisvragen/", ".cards li"));
  const border = await page.locator(".cards li").first().evaluate(element => getComputedStyle(element).borderTopStyle);
  assert.equal(border, "dashed");
  assert.ok(!await onPaper(QUIZ, "form.quiz details li"));
  await close();
});
