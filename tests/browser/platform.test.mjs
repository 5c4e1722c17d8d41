// The SCORM package on a learning platform: scorm-again, a run-time that is not ours, holds the records and refuses what
// SCORM 1.2 does not allow. The self-test stands in a frame of it, as on every platform.

import assert from "node:assert/strict";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { courses, file, fromHtml, plain, unpack } from "./packs.mjs";
import { complaints, launch, serve, visit } from "./site.mjs";

const RUNTIME = fileURLToPath(new URL("node_modules/scorm-again/dist/scorm12.min.js", import.meta.url));

// A platform keeps each call with what came of it. `?none` has no interface, `?back` a learner who was here before.
const PLATFORM = `<!doctype html><html lang="nl"><meta charset="utf-8"><title>Platform</title><script src="runtime.js"></script><script>
const calls = [], how = location.search;
if (how !== "?none") {
  const api = new Scorm12API({ autocommit: false, logLevel: 5 });
  if (how === "?back") api.loadFromJSON({ core: { score: { raw: "40", min: "0", max: "100" }, lesson_status: "completed", entry: "resume" } });
  window.API = {};
  for (const name of ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"]) {
    window.API[name] = (...given) => {
      const result = api[name](...given);
      calls.push({ name, given, result: String(result), error: String(api.LMSGetLastError()) });
      return result;
    };
  }
  window.kept = () => ({ raw: api.cmi.core.score.raw, status: api.cmi.core.lesson_status });
}
</script><iframe title="Les" width="900" height="1400"></iframe></html>`;

const [course] = courses.filter(({ quizzes }) => quizzes.some(({ questions }) => questions.some(({ choice }) => choice === "more")));
const [quiz] = course.quizzes;
const folders = new Map();

let sites, browser;
before(async () => {
  browser = await launch();
  sites = new Map();
  for (const each of courses) {
    const folder = unpack(file(each, "-scorm.zip"));
    copyFileSync(RUNTIME, join(folder, "runtime.js"));
    writeFileSync(join(folder, "platform.html"), PLATFORM);
    folders.set(each.id, folder);
    sites.set(each.id, await serve(folder));
  }
});
after(async () => {
  await browser?.close();
  for (const site of sites?.values() ?? []) await site.close();
  for (const folder of folders.values()) rmSync(folder, { recursive: true });
});

/** Opens a self-test on the platform. @param {{id: string}} of @param {{id: string}} test @param {string} how */
async function open(of, test, how = "") {
  const { origin, requests } = sites.get(of.id);
  const visited = await visit(browser);
  const { page } = visited;
  const errors = complaints(page);
  await page.goto(`${origin}/platform.html${how}`);
  const load = async path => {
    await page.locator("iframe").evaluate((frame, path) => new Promise(done => { frame.onload = done; frame.src = path; }), path);
    await page.waitForLoadState("networkidle");
  };
  await load(`${test.id}.html`);
  const calls = () => page.evaluate(() => calls);
  const kept = () => page.evaluate(() => kept());
  return { ...visited, errors, requests, load, calls, kept, frame: page.frames()[1] };
}

const status = question => question.getByRole("status").textContent();
const right = ({ answers }) => answers.flatMap(({ right }, at) => right ? [at] : []);

/** Chooses these answers alone and checks them, by pointer. */
async function choose(question, chosen) {
  const inputs = await question.locator("input").all();
  for (const [at, input] of inputs.entries()) if (await input.getAttribute("type") === "checkbox" || chosen.includes(at)) await input.setChecked(chosen.includes(at));
  await question.getByRole("button").click();
}

for (const each of courses) {
  for (const held of each.quizzes) {
    test(`who answers all questions well gets all points, and no call is refused: ${each.id}, ${held.id}`, async () => {
      const { frame, calls, kept, load, errors, outside, close } = await open(each, held);
      const questions = await frame.locator("form").all();
      assert.equal(questions.length, held.questions.length);
      for (const [at, question] of questions.entries()) {
        assert.equal(await question.locator("h2").textContent(), `${at + 1}. ${held.questions[at].question}`);
        await choose(question, right(held.questions[at]));
        const share = Math.round((100 * (at + 1)) / questions.length);
        assert.deepEqual(await kept(), { raw: String(share), status: at + 1 < questions.length ? "incomplete" : "completed" });
      }
      await load("about:blank");
      const made = await calls();
      assert.deepEqual(made.filter(({ error }) => error !== "0"), []);
      assert.deepEqual(made.filter(({ name }) => name !== "LMSGetValue").filter(({ result }) => result !== "true"), []);
      assert.equal(made[0].name, "LMSInitialize");
      assert.deepEqual(made.slice(-2).map(({ name }) => name), ["LMSCommit", "LMSFinish"]);
      assert.equal(made.filter(({ name }) => name === "LMSFinish" || name === "LMSInitialize").length, 2);
      // How it went, and nothing of what was chosen.
      const told = new Set(made.filter(({ name }) => name === "LMSSetValue").map(({ given }) => given[0]));
      assert.deepEqual([...told].sort(), ["lesson_status", "score.max", "score.min", "score.raw"].map(name => `cmi.core.${name}`));
      assert.deepEqual([errors, outside], [[], []]);
      await close();
    });
  }
}

test("by keyboard alone: a wrong answer is explained and gives nothing, the right one gives its part", async () => {
  const { page, frame, kept, close } = await open(course, quiz);
  const at = quiz.questions.findIndex(({ choice }) => choice === "one");
  const { answers } = quiz.questions[at], question = frame.locator("form").nth(at);
  const wrong = answers.findIndex(({ right }) => !right), good = answers.findIndex(({ right }) => right);
  await question.locator("input").first().focus();
  await page.keyboard.press("Space");
  for (let step = 0; step < wrong; step++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const says = name => question.getAttribute(`data-${name}`);
  assert.ok((await status(question)).startsWith(await says("wrong")));
  assert.ok((await status(question)).includes(plain(answers[wrong].feedback)));
  assert.deepEqual(await kept(), { raw: "0", status: "incomplete" });
  const focused = () => frame.evaluate(() => document.activeElement.tagName);
  assert.equal(await focused(), "INPUT", "the focus stays");
  for (let step = wrong; step !== good; step = (step + 1) % answers.length) await page.keyboard.press("ArrowDown");
  assert.equal(await status(question), "", "another choice takes the verdict away");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "BUTTON");
  await page.keyboard.press("Space");
  assert.ok((await status(question)).startsWith(await says("good")));
  assert.deepEqual(await kept(), { raw: String(Math.round(100 / quiz.questions.length)), status: "incomplete" });
  await close();
});

test("nothing chosen tells the platform nothing; a part of the answers, or a good one taken back, gives no points", async () => {
  const { frame, calls, kept, close } = await open(course, quiz);
  const at = quiz.questions.findIndex(({ choice }) => choice === "more");
  const question = frame.locator("form").nth(at), all = right(quiz.questions[at]);
  assert.ok(all.length > 1);
  const { length } = await calls();
  await question.getByRole("button").click();
  assert.equal(await status(question), await question.getAttribute("data-none"));
  assert.equal((await calls()).length, length);
  await choose(question, all.slice(1));
  assert.ok((await status(question)).startsWith(await question.getAttribute("data-some")));
  assert.equal((await kept()).raw, "0");
  await choose(question, all);
  assert.notEqual((await kept()).raw, "0");
  await choose(question, quiz.questions[at].answers.map((_, index) => index));
  assert.equal((await kept()).raw, "0", "the score is that of the last answers");
  await close();
});

test("all answers wrong is a self-test that was done, with no points", async () => {
  const { frame, kept, close } = await open(course, quiz);
  for (const [at, question] of (await frame.locator("form").all()).entries()) {
    await choose(question, [quiz.questions[at].answers.findIndex(({ right }) => !right)]);
  }
  assert.deepEqual(await kept(), { raw: "0", status: "completed" });
  await close();
});

test("who comes back keeps what was reached", async () => {
  const { frame, calls, kept, load, close } = await open(course, quiz, "?back");
  const answer = async (at, chosen) => choose(frame.locator("form").nth(at), chosen);
  await answer(0, [quiz.questions[0].answers.findIndex(({ right }) => !right)]);
  assert.deepEqual(await kept(), { raw: "40", status: "completed" });
  await load("about:blank");
  assert.deepEqual((await calls()).filter(({ error }) => error !== "0"), []);
  await close();
});

test("without a platform it is a self-test like that of the site, and says so", async () => {
  const { frame, page, errors, close } = await open(course, quiz, "?none");
  const stand = frame.locator("#stand");
  assert.equal(await stand.textContent(), await stand.getAttribute("data-alone"));
  await choose(frame.locator("form").first(), right(quiz.questions[0]));
  assert.ok((await stand.textContent()).startsWith(await stand.getAttribute("data-alone")));
  assert.equal(await page.evaluate(() => calls.length), 0);
  assert.deepEqual(errors, []);
  await close();
});

test("a self-test in the package can be read without JavaScript, and no other page of it has a script", async () => {
  const { origin } = sites.get(course.id);
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(`${origin}/${quiz.id}.html`);
  assert.equal(await page.locator("input, button").filter({ visible: true }).count(), 0);
  for (const [at, question] of (await page.locator("form").all()).entries()) {
    await question.locator("summary").click();
    const shown = await question.locator("details li").filter({ visible: true }).evaluateAll(items => items.map(item => item.innerHTML));
    assert.deepEqual(shown.map(fromHtml), quiz.questions[at].answers.map(({ text, right, feedback }) => plain(`${right ? "Goed" : "Niet goed"}: ${text} ${feedback}`)));
  }
  await close();
});
