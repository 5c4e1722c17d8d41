// The Common Cartridge against its specification (IMS Common Cartridge Profile 1.1, sections 3 and 4): no package of a
// registry has its schemas, so the rules that a platform relies on stand here, and the questions are answered as one would.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { all, courses, file, fromHtml, one, plain, text, unpack, xml } from "./packs.mjs";
import { files, launch, visit } from "./site.mjs";

const PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1";
const LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest";
const QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";
const PAGE = "webcontent", ASSESSMENT = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment";

let browser, page;
const cartridges = [];
before(async () => {
  browser = await launch();
  ({ page } = await visit(browser));
  for (const course of courses) {
    const folder = unpack(file(course, ".imscc"));
    cartridges.push({ course, folder, manifest: await xml(page, text(join(folder, "imsmanifest.xml"))) });
  }
});
after(async () => { await browser?.close(); for (const { folder } of cartridges) rmSync(folder, { recursive: true }); });

/** The names of what stands straight below an element, in their order. @param {import("./packs.mjs").Element} element */
const names = element => element.children.map(({ name }) => name);

test("the manifest says what it is, in the order and in the words of the profile", () => {
  for (const { course, manifest } of cartridges) {
    assert.deepEqual([manifest.name, manifest.space], ["manifest", PACKAGE]);
    assert.deepEqual(names(manifest), ["metadata", "organizations", "resources"]);
    const metadata = one(manifest, "metadata");
    assert.equal(one(metadata, "schema").text, "IMS Common Cartridge");
    assert.equal(one(metadata, "schemaversion").text, "1.1.0");
    const lom = one(metadata, "lom");
    assert.ok([lom, ...all(lom, "general"), ...all(lom, "string")].every(({ space }) => space === LOM));
    assert.equal(one(one(lom, "general"), "title").text, course.title);
    assert.ok(all(manifest, "organization").concat(all(manifest, "item"), all(manifest, "resource")).every(({ space }) => space === PACKAGE));
  }
});

test("there is one organization: a tree of folders and learning objects below one root", () => {
  for (const { manifest } of cartridges) {
    const organization = one(one(manifest, "organizations"), "organization");
    assert.equal(organization.attributes.structure, "rooted-hierarchy");
    const root = one(organization, "item");
    assert.ok(!root.attributes.identifierref && !names(root).includes("title"), "the root is no learning object and has no title");
    for (const item of all(root, "item")) {
      assert.equal(item.children[0].name, "title");
      assert.ok(item.children[0].text);
      const below = item.children.slice(1);
      assert.ok(below.every(({ name }) => name === "item"));
      assert.notEqual(Boolean(item.attributes.identifierref), below.length > 0, `${item.attributes.identifier} is a folder or a learning object`);
    }
  }
});

test("identifiers are XML names and differ; what is referred to is there, and nothing else is", () => {
  for (const { course, folder, manifest } of cartridges) {
    const resources = all(manifest, "resource");
    const owners = [manifest, ...all(manifest, "organization"), ...all(manifest, "item"), ...resources];
    const ids = owners.map(({ attributes }) => attributes.identifier);
    assert.deepEqual(ids.filter(id => !/^[A-Za-z_][\w.-]*$/.test(id ?? "")), []);
    assert.equal(new Set(ids).size, ids.length);
    const known = new Map(resources.map(resource => [resource.attributes.identifier, resource]));
    const used = new Set();
    for (const item of all(manifest, "item").filter(({ attributes }) => attributes.identifierref)) {
      assert.ok(known.has(item.attributes.identifierref), item.attributes.identifierref);
      used.add(item.attributes.identifierref);
    }
    for (const resource of resources) {
      for (const { name, attributes } of resource.children) {
        if (name !== "dependency") continue;
        assert.equal(known.get(attributes.identifierref)?.attributes.type, PAGE);
        used.add(attributes.identifierref);
      }
    }
    assert.deepEqual([...known.keys()].filter(id => !used.has(id)), [], "every resource is used");
    const listed = all(manifest, "file").map(({ attributes }) => attributes.href);
    assert.equal(new Set(listed).size, listed.length);
    assert.deepEqual(listed.sort(), files(folder).filter(path => path !== "imsmanifest.xml"));
    for (const id of new Set(course.programme.flatMap(({ uses }) => uses))) assert.ok(known.has(`bron-${id}`), `${id} is in the cartridge`);
  }
});

test("pages and assessments are resources of the types that the profile has for them", () => {
  for (const { course, manifest } of cartridges) {
    const tests = [];
    for (const { attributes, children } of all(manifest, "resource")) {
      const own = children.filter(({ name }) => name === "file").map(({ attributes }) => attributes.href);
      assert.equal(own.length, 1);
      if (attributes.type === PAGE) assert.equal(attributes.href, own[0]);
      else {
        assert.equal(attributes.type, ASSESSMENT);
        assert.ok(!attributes.href && children.length === 1, "an assessment has one file and no href");
        tests.push(own[0]);
      }
    }
    assert.deepEqual(tests, course.quizzes.map(({ id }) => `${id}.xml`));
  }
});

test("each page links to pages of the cartridge, or to an address of the web", async () => {
  for (const { folder } of cartridges) {
    const inside = new Map();
    for (const path of files(folder).filter(path => path.endsWith(".html"))) {
      inside.set(path, await page.evaluate(text => {
        const parsed = new DOMParser().parseFromString(text, "text/html");
        return {
          links: [...parsed.querySelectorAll("[href]")].map(element => element.getAttribute("href")),
          ids: [...parsed.querySelectorAll("[id]")].map(({ id }) => id), title: parsed.title, lang: parsed.documentElement.lang,
        };
      }, text(join(folder, path))));
    }
    for (const [path, { links, title, lang }] of inside) {
      assert.ok(title && lang === "nl", path);
      for (const link of links.filter(link => !/^(https?|tel|mailto):/.test(link))) {
        const [to, anchor] = link.split("#");
        if (to === "pagina.css") continue;
        const target = inside.get(to || path);
        assert.ok(target, `${path} links to ${link}`);
        assert.ok(!anchor || target.ids.includes(decodeURIComponent(anchor)), `${path} links to ${link}`);
      }
    }
  }
});

/** Fields of metadata. @param {import("./packs.mjs").Element} element */
const fields = element => Object.fromEntries(one(element, "qtimetadata").children.map(field => [one(field, "fieldlabel").text, one(field, "fieldentry").text]));

/** Whether a condition holds for some answers. @param {import("./packs.mjs").Element} condition @param {Set<string>} chosen */
function holds({ name, text, children }, chosen) {
  const each = () => children.map(child => holds(child, chosen));
  switch (name) {
    case "conditionvar": case "and": return each().every(Boolean);
    case "or": return each().some(Boolean);
    case "not": return !each()[0];
    case "other": return true;
    case "varequal": return chosen.has(text);
    default: throw new Error(`the condition <${name}> is not in the profile`);
  }
}

/** What a platform makes of an answer: the points, and the feedback that it shows. */
function outcome(item, chosen) {
  const shown = [];
  let score = 0;
  for (const condition of one(item, "resprocessing").children.filter(({ name }) => name === "respcondition")) {
    if (!holds(one(condition, "conditionvar"), chosen)) continue;
    for (const { name, attributes, text } of condition.children) {
      if (name === "displayfeedback") shown.push(attributes.linkrefid);
      if (name === "setvar") { assert.deepEqual([attributes.varname, attributes.action], ["SCORE", "Set"]); score = Number(text); }
    }
    if (condition.attributes.continue !== "Yes") break;
  }
  return { score, shown };
}

test("a self-test is QTI 1.2 of the profile, and gives points to the right answers alone", async () => {
  let answered = 0;
  for (const { course, folder } of cartridges) {
    for (const quiz of course.quizzes) {
      const root = await xml(page, text(join(folder, `${quiz.id}.xml`)));
      assert.deepEqual([root.name, root.space, names(root)], ["questestinterop", QTI, ["assessment"]]);
      const assessment = one(root, "assessment");
      assert.deepEqual(names(assessment), ["qtimetadata", "section"]);
      assert.deepEqual([assessment.attributes.ident, assessment.attributes.title], [quiz.id, quiz.title]);
      const about = fields(assessment);
      assert.equal(about.cc_profile, "cc.exam.v0p1");
      assert.equal(about.qmd_assessmenttype, "Examination");
      assert.equal(about.qmd_scoretype, "Percentage");
      for (const name of ["qmd_feedbackpermitted", "qmd_hintspermitted", "qmd_solutionspermitted"]) assert.match(about[name], /^(Yes|No)$/);
      assert.match(about.cc_maxattempts, /^(unlimited|[1-5])$/i);
      const items = one(assessment, "section").children;
      assert.equal(items.length, quiz.questions.length);
      assert.equal(new Set(items.map(({ attributes }) => attributes.ident)).size, items.length);
      for (const [at, item] of items.entries()) {
        const { question, choice, answers } = quiz.questions[at];
        assert.equal(item.name, "item");
        assert.deepEqual(names(item).slice(0, 3), ["itemmetadata", "presentation", "resprocessing"]);
        assert.ok(names(item).slice(3).every(name => name === "itemfeedback"));
        const single = choice === "one";
        assert.equal(fields(one(item, "itemmetadata")).cc_profile, single ? "cc.multiple_choice.v0p1" : "cc.multiple_response.v0p1");
        const presentation = one(item, "presentation"), response = one(presentation, "response_lid");
        assert.equal(fromHtml(one(one(presentation, "material"), "mattext").text), plain(question));
        assert.equal(response.attributes.rcardinality, single ? "Single" : "Multiple");
        const labels = one(response, "render_choice").children;
        assert.ok(labels.every(({ name }) => name === "response_label"));
        assert.deepEqual(labels.map(label => fromHtml(all(label, "mattext")[0].text)), answers.map(({ text }) => plain(text)));
        const ids = labels.map(({ attributes }) => attributes.ident);
        assert.equal(new Set(ids).size, ids.length);
        assert.ok(all(item, "varequal").every(({ text, attributes }) => ids.includes(text) && attributes.respident === response.attributes.ident));
        const decimal = one(one(one(item, "resprocessing"), "outcomes"), "decvar").attributes;
        assert.deepEqual([decimal.varname, decimal.minvalue, decimal.maxvalue, decimal.vartype], ["SCORE", "0", "100", "Decimal"]);
        const says = new Map(item.children.slice(3).map(feedback => [feedback.attributes.ident, fromHtml(all(feedback, "mattext")[0].text)]));
        // Every way to answer, nothing chosen among them.
        for (let mask = 0; mask < 2 ** ids.length; mask++) {
          const chosen = new Set(ids.filter((_, index) => mask >> index & 1));
          if (single && chosen.size > 1) continue;
          const isRight = answers.every(({ right }, index) => right === chosen.has(ids[index]));
          const { score, shown } = outcome(item, chosen);
          assert.equal(score, isRight ? 100 : 0, `${quiz.id} ${at + 1}: ${[...chosen]}`);
          const why = answers.filter((_, index) => chosen.has(ids[index])).map(({ feedback }) => plain(feedback));
          assert.deepEqual(shown.map(id => says.get(id)).slice(1), why, "the feedback of what was chosen");
          assert.match(says.get(shown[0]), /^Bron: /);
          answered++;
        }
      }
    }
  }
  assert.ok(answered > 400, `${answered} ways to answer`);
});
