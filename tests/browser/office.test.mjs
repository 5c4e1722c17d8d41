// Slides and texts for word processors: LibreOffice makes paper of them, python-pptx and python-docx open them. Those of
// the site, and those of a course that is made to break them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { courses as records, plain as said } from "./packs.mjs";
import { SITE, files, read } from "./site.mjs";

const here = path => fileURLToPath(new URL(path, import.meta.url));
const program = resolve(process.env.MELDWIJZER ?? here("../../target/debug/meldwijzer"));

/** The packages of office/requirements.txt in a place of their own, which is kept. */
function python() {
  const [wanted, home] = [readFileSync(here("office/requirements.txt"), "utf8"), here("office/.venv")];
  const kept = join(home, "installed.txt");
  const run = join(home, "bin/python");
  if (!existsSync(kept) || readFileSync(kept, "utf8") !== wanted) {
    execFileSync("python3", ["-m", "venv", "--clear", home]);
    execFileSync(run, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", here("office/requirements.txt")]);
    writeFileSync(kept, wanted);
  }
  return run;
}

/** Texts that a file must survive: the signs of XML, a word without end, too much text, right to left. */
const HOSTILE = {
  signs: String.raw`1 < 2 && 3 > 2 ]]> \"aan\" \\ café`,
  word: "Onafbreekbaar" + "lang".repeat(300),
  long: "Een zin die maar doorgaat. ".repeat(150),
  right: "مرحبا بكم في הדרכה",
};

/** The fixture site with a course that holds them. @param {string} folder */
function hostile(folder) {
  cpSync(here("../fixtures/site"), folder, { recursive: true });
  cpSync(here("../../themes"), join(folder, "themes"), { recursive: true });
  for (const words of ["strings", "labels"]) {
    const english = readFileSync(join(folder, `themes/default/${words}.en.yaml`), "utf8");
    writeFileSync(join(folder, `themes/default/${words}.ar.yaml`), english.replace("en/contact/", "ar/contact/"));
  }
  const path = join(folder, "content/training/courses/cursus-proeven.yaml");
  const texts = Object.values(HOSTILE);
  const course = readFileSync(path, "utf8")
    .replace("title: Wat proeven is", `title: "${HOSTILE.word}"`)
    .replace("text: Uitleg met een *voorbeeld*.", `text: "${HOSTILE.long}"`)
    .replace("- title: Proeven\n", `- title: "${HOSTILE.signs} ${HOSTILE.right}"\n`)
    .replace("points: [Eerst kijken., Dan proeven.]", `points: [${texts.map(text => `"${text}"`).join(", ")}]`)
    .replace("notes: Vertel waarom je eerst kijkt.", `notes: "${HOSTILE.long} ${HOSTILE.signs}"`)
    .replace("  announce: Vertel het in de uitnodiging.", `  announce: "${HOSTILE.long}"`)
    .replace("      - Kijk eerst.", `      - Kijk eerst. ${HOSTILE.word} ${HOSTILE.right}`);
  for (const text of texts) assert.ok(course.includes(text), text);
  writeFileSync(path, course);
  execFileSync(program, ["build", "--out", join(folder, "dist")], { cwd: folder, stdio: "pipe" });
  return join(folder, "dist/training/cursus-proeven");
}

const OFFICE = /\.(pptx|docx)$/;
let folder, known, paths, unfriendly;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "office-"));
  mkdirSync(join(folder, "project"));
  const mine = hostile(join(folder, "project"));
  unfriendly = files(mine).filter(path => OFFICE.test(path)).map(path => join(mine, path));
  paths = files().filter(path => OFFICE.test(path)).map(path => join(SITE, path));
  const all = [...paths, ...unfriendly];
  known = JSON.parse(execFileSync(python(), [here("office/read.py"), ...all], { encoding: "utf8", maxBuffer: 1e8 }));
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  execFileSync("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...all], { stdio: "pipe" });
});
after(() => folder && rmSync(folder, { recursive: true, force: true }));

const ending = kind => [...paths, ...unfriendly].filter(path => path.endsWith(kind));

/** The paper that LibreOffice made of a file. @param {string} path */
const paper = path => join(folder, basename(path).replace(OFFICE, ".pdf"));

/** The text of each page of its paper. @param {string} path */
const sheets = path => execFileSync("pdftotext", ["-raw", paper(path), "-"], { encoding: "utf8", maxBuffer: 1e8 }).split("\f").slice(0, -1);

/** Letters and digits alone: lines break where the paper ends. @param {string} text */
const letters = text => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");

/** The words on each page of its paper, with their places in points. @param {string} path */
function places(path) {
  const found = execFileSync("pdftotext", ["-bbox", paper(path), "-"], { encoding: "utf8", maxBuffer: 1e8 });
  const word = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">/g;
  return found.split("<page ").slice(1).map(page => {
    const [, width, height] = page.match(/width="([\d.]+)" height="([\d.]+)"/).map(Number);
    const words = [...page.matchAll(word)].map(([, ...sides]) => sides.map(Number));
    return { width, height, words };
  });
}

const courses = () => files().map(path => path.match(/^training\/(cursus-[^/]+)\/index\.html$/)?.[1]).filter(Boolean);

test("each course has its files, and they have a name, Dutch as their language, and no time", () => {
  assert.ok(courses().length >= 6);
  for (const course of courses()) {
    for (const name of [`${course}-dias.pptx`, `${course}-lesplan.docx`, `${course}-hand-out.docx`]) assert.ok(paths.includes(join(SITE, "training", course, name)), name);
  }
  for (const [path, { title, language, made }] of Object.entries(known)) {
    assert.ok(title.length > 5, path);
    assert.equal(language, "nl-NL", path);
    assert.equal(made, "None", path);
  }
});

test("every slide has a title of its own, a number, notes with a clock, and Dutch words", () => {
  for (const path of ending(".pptx")) {
    const { size, slides } = known[path];
    assert.deepEqual(size, [12192000, 6858000]);
    assert.ok(slides.length >= (unfriendly.includes(path) ? 10 : 25), `${path} has ${slides.length}`);
    slides.forEach(({ title, layout, numbered, languages }, index) => {
      assert.notEqual(title, "", `${path} ${index}`);
      assert.equal(numbered, layout !== "Titeldia", `${path} ${title}`);
      assert.deepEqual(languages, ["nl-NL"], `${path} ${title}`);
    });
    assert.deepEqual([slides[0].layout, slides[2].layout], ["Titeldia", "Zorg voor deelnemers"]);
    assert.match(slides[0].notes, /^Voorbereiding\n[^]*Materiaal\n/);
    const timed = slides.filter(({ notes }) => /^\d+:\d\d tot \d+:\d\d · /.test(notes));
    assert.ok(timed.length > slides.length / 2, `${path}: ${timed.length} of ${slides.length} have a clock`);
  }
});

test("what the page of a course shows stands on its slides, in order, and what is said in their notes", () => {
  const plain = html => letters(html.replace(/<[^>]*>/g, "").replaceAll("&amp;", "&").replaceAll("&#x27;", "'").replaceAll("&#39;", "'").replaceAll("&quot;", "\""));
  for (const course of courses()) {
    const html = read(`training/${course}/index.html`).toString();
    const { slides } = known[join(SITE, "training", course, `${course}-dias.pptx`)];
    let at = 0;
    const shown = [...html.matchAll(/<h4>(.*?)<\/h4>\s*<ul>([^]*?)<\/ul>\s*<p[^>]*>([^]*?)<\/p>/g)];
    assert.ok(shown.length > 8, course);
    for (const [, title, points, notes] of shown) {
      at = slides.findIndex((slide, index) => index > at && letters(slide.title) === plain(title));
      assert.ok(at > 0, `${course}: ${title}`);
      const [slide, said] = [slides[at], plain(notes.replace(/<strong>.*?<\/strong>/, "").replace("Wat je zegt:", ""))];
      for (const [, point] of points.matchAll(/<li>([^]*?)<\/li>/g)) assert.ok(slide.texts.map(letters).join(" ").includes(plain(point)), point);
      assert.ok(letters(slide.notes).includes(said), `${course}: ${title}: ${said}`);
    }
    const rows = [...html.match(/<table class="programme">([^]*?)<\/table>/)[1].matchAll(/<tr><td>([\d:]+)<\/td><td>(\d+)<\/td><td>([^]*?)<\/td>/g)];
    const listed = slides.flatMap(({ tables }) => tables.flatMap(([, ...rows]) => rows));
    assert.deepEqual(listed.map(([, start, minutes, part]) => [start, minutes, letters(part)]), rows.map(([, start, minutes, part]) => [start, minutes, plain(part)]), course);
    const care = [...html.matchAll(/<h3 id="zorg-voor-deelnemers-\d">(.*?)<\/h3>\s*<div class="prose">([^]*?)<\/div>/g)];
    assert.equal(care.length, 5, course);
    for (const [, label, text] of care) assert.ok(slides[2].texts.some(found => letters(found).includes(plain(label + text))), `${course}: ${text}`);
    const programme = html.match(/<table class="programme">[^]*?<\/section>/)[0];
    for (const used of programme.matchAll(/<li><a href="[./]*training\/((?:oefening|casus|toets)-[^/]+)\//g)) {
      const name = read(`training/${used[1]}/index.html`).toString().match(/<h1[^>]*>([^]*?)<\/h1>/)[1];
      assert.ok(slides.some(({ title }) => letters(title) === plain(name)), `${course}: ${used[1]}`);
    }
    assert.match(slides.at(-1).title, /^Bronnen/);
    assert.ok(slides.flatMap(({ texts }) => texts).some(text => text.includes("0800-2000") && text.includes("112")), course);
  }
});

test("figures and tables have a text in their place", () => {
  for (const path of ending(".pptx")) {
    const figures = known[path].slides.flatMap(({ figures }) => figures);
    assert.ok(figures.length >= 3, path);
    for (const text of figures) assert.ok(text?.length > 30, `${path}: ${text}`);
    assert.ok(figures.some(text => text.includes("0:00")), "the bar of time says what stands on it");
    assert.ok(figures.some(text => text.includes("In kaart brengen") || text.includes("1 ")), "the steps are named");
  }
});

test("LibreOffice shows each slide on one page, with its whole text, and nothing over the edge of its place", () => {
  for (const path of ending(".pptx")) {
    const { slides } = known[path];
    const printed = sheets(path).map(letters);
    assert.equal(printed.length, slides.length, path);
    const inside = places(path);
    slides.forEach(({ title, texts, tables }, index) => {
      for (const text of [title, ...texts, ...tables.flat(2)].flatMap(text => text.split(/[\n\v]/))) {
        if (/[\u0590-\u06ff]/.test(text) || text === "‹nr.›") continue;
        assert.ok(printed[index].includes(letters(text)), `${path} ${index + 1}: ${text.slice(0, 80)}`);
      }
      // Between the body of a slide, which ends at 484 points, and its foot, which begins at 502, stands nothing.
      for (const [left, top, right, bottom] of inside[index].words) {
        assert.ok(left > 20 && right < inside[index].width - 20 && (bottom < 490 || top > 495 || index === 0), `${path} ${index + 1}: ${title}: ${[left, top, right, bottom]}`);
      }
    });
  }
});

const catalogue = JSON.parse(read("data/catalogue.json"));

/** What a course makes use of, of a kind. @param {{programme: {uses: string[]}[]}} course @param {{id: string}[]} kind */
const used = (course, kind) => kind.filter(({ id }) => course.programme.some(({ uses }) => uses.includes(id)));

/** The words of a text with those of its tables. */
const words = ({ paragraphs, tables }) => letters([...paragraphs.map(([, text]) => text), ...tables.flatMap(({ rows }) => rows.flat())].join(" "));

test("a lesson plan has headings, contents that lead to them, tables with a head, and all that a trainer needs", () => {
  for (const course of records) {
    const path = join(SITE, "training", course.id, `${course.id}-lesplan.docx`);
    const { headings, tables, contents, marks, languages, foot } = known[path];
    const all = words(known[path]);
    const has = text => assert.ok(all.includes(letters(said(text))), `${course.id}: ${text}`);
    assert.deepEqual(headings[0], ["Title", course.title]);
    assert.ok(marks && contents > course.programme.length + 8, `${course.id}: ${contents}`);
    assert.deepEqual(languages, ["nl-NL"]);
    assert.ok(foot.includes(course.title) && foot.includes("PAGE") && foot.includes("NUMPAGES"), foot);
    [...course.goals, ...course.preparation, ...course.materials, ...Object.values(course.care)].forEach(has);
    const programme = tables.find(({ rows }) => rows[0].includes("Werkvorm"));
    assert.ok(programme.repeated);
    assert.equal(programme.rows.length, course.programme.length + 2);
    for (const part of course.programme) {
      [part.text, ...part.slides.map(({ notes }) => notes)].forEach(has);
      assert.ok(headings.some(([style, text]) => style === "Heading 2" && text.endsWith(` ${part.title}`)), part.title);
    }
    for (const exercise of used(course, catalogue.exercises)) {
      assert.ok(headings.some(([style, text]) => style === "Heading 2" && text === exercise.title), exercise.title);
      [...exercise.steps.map(({ text }) => text), ...exercise.debrief, ...exercise.cards.flatMap(({ text, answer }) => [text, answer])].forEach(has);
      assert.ok(tables.some(({ rows, repeated }) => repeated && rows.length === exercise.steps.length + 1), exercise.title);
    }
    for (const one of used(course, catalogue.cases)) [...one.questions.flatMap(({ question, answer }) => [question, answer]), ...one.debrief].forEach(has);
    const cards = tables.filter(({ style }) => style === "Cards").flatMap(({ rows }) => rows.flat());
    for (const { roles } of [...used(course, catalogue.exercises), ...used(course, catalogue.cases)]) {
      for (const { name, text } of roles) assert.equal(cards.filter(card => letters(card) === letters(name + said(text))).length, 1, name);
    }
  }
});

test("a hand-out says where to call, has the stories with their questions, and no answer", () => {
  for (const course of records) {
    const found = known[join(SITE, "training", course.id, `${course.id}-hand-out.docx`)];
    const all = words(found);
    for (const address of ["tel:112", "tel:08002000"]) assert.ok(found.links.includes(address), `${course.id}: ${found.links}`);
    for (const { title } of course.handout) assert.ok(found.headings.some(([style, text]) => style === "Heading 1" && text === title), title);
    for (const one of used(course, catalogue.cases)) {
      for (const line of one.story.split(/\n\n+/)) assert.ok(all.includes(letters(said(line))), line);
      for (const { question, answer } of one.questions) {
        assert.ok(all.includes(letters(question)), question);
        assert.ok(!all.includes(letters(said(answer))), `${course.id} gives away: ${answer}`);
      }
    }
    assert.equal(found.headings.at(-1)[1], "Bronnen");
    assert.ok(found.tables.every(({ repeated }) => repeated));
  }
});

test("LibreOffice prints each text whole, with a number on each sheet, and no sheet is empty", () => {
  for (const path of ending(".docx")) {
    const printed = sheets(path);
    assert.ok(printed.length >= 2 && printed.length <= 30, `${path} takes ${printed.length} sheets`);
    printed.forEach((sheet, index) => {
      assert.ok(sheet.includes(`${index + 1} van ${printed.length}`), `${path}: sheet ${index + 1}`);
      assert.ok(letters(sheet).length > (unfriendly.includes(path) ? 40 : 80), `${path}: sheet ${index + 1} says ${sheet}`);
    });
    const all = letters(printed.join(" "));
    for (const [style, text] of known[path].paragraphs) {
      // A paragraph over two sheets has the foot of the first in it.
      if (/[\u0590-\u06ff]/.test(text) || style === "Normal" && text.length > 200) continue;
      const [begin, end] = [letters(text).slice(0, 40), letters(text).slice(-40)];
      assert.ok(all.includes(begin) && all.includes(end), `${path}: ${text.slice(0, 80)}`);
    }
  }
});
