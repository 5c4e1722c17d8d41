// What a trainer takes along, as other programs read it: epubcheck the book, a parser of GIFT and one of Moodle XML the
// questions, libxml2 with the schemas of ADL and IMS the manifest of SCORM and the description in LOM, a validator of
// JSON the description of the course. No schema of Common Cartridge can be had from a registry, so its rules stand in
// cartridge.test.mjs; platform.test.mjs runs the SCORM package.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import gift from "gift-pegjs";
import { LOM, SCORM, all, courses, faults, file, fromHtml, moodle, one, plain, text, unpack, xml } from "./packs.mjs";
import { files, launch, read, visit } from "./site.mjs";

let browser, page;
before(async () => { browser = await launch(); ({ page } = await visit(browser)); });
after(async () => { await browser?.close(); });

/** A part of 100 points as Moodle writes it. @param {number} parts */
const share = parts => Number((100 / parts).toFixed(5));

/** The questions of a course as the content has them, in the form in which the readers give theirs. */
const questions = course => course.quizzes.flatMap(({ questions }) => questions.map(({ question, choice, answers }) => {
  const right = answers.filter(answer => answer.right).length;
  const points = answer => choice === "one" ? (answer.right ? 100 : 0) : (answer.right ? share(right) : -share(right));
  return {
    question: plain(question),
    single: choice === "one",
    answers: answers.map(answer => ({ text: plain(answer.text), points: points(answer), feedback: plain(answer.feedback) })),
  };
}));

test("there is enough to train with, and each part of it has what a trainer needs", () => {
  const { exercises, cases, quizzes } = JSON.parse(read("data/catalogue.json"));
  assert.ok(courses.length >= 6 && exercises.length >= 12 && cases.length >= 8 && quizzes.length >= 6);
  for (const { id, goals, minutes, group, preparation, materials, care } of [...courses, ...exercises, ...cases, ...quizzes]) {
    assert.ok(goals.length && preparation.length && materials.length, id);
    assert.ok(goals.every(goal => /^Na afloop (kun|heeft|weet) /.test(goal)), `${id}: a goal that can be measured`);
    assert.ok(minutes > 0 && group.min > 0 && group.max >= group.min, id);
    assert.deepEqual(Object.keys(care).sort(), ["aftercare", "announce", "no_real_cases", "opt_out", "own_experience"], id);
  }
  const played = [...exercises, ...cases].filter(({ roles }) => roles.length);
  assert.ok(played.length >= 12 && cases.every(({ roles }) => roles.length));
  for (const { id, roles } of played) {
    assert.deepEqual(roles.map(({ name }) => name.replace(/:.*/, "")), ["Rol A", "Rol B", "Waarnemer", "Stopwoord"], id);
  }
  for (const { id, questions, debrief } of cases) assert.ok(questions.length > 3 && debrief.length > 2, id);
  for (const { id, questions } of quizzes) {
    assert.ok(questions.length >= 8, id);
    for (const { answers, source } of questions) assert.ok(source.source && answers.every(({ feedback }) => feedback), id);
  }
});

test("each course has its files, and its zip has all of them", () => {
  assert.ok(courses.length >= 6);
  for (const course of courses) {
    assert.ok(course.quizzes.length > 0, `${course.id} has a self-test`);
    const zip = unpack(file(course, ".zip"));
    const inside = readdirSync(zip).sort();
    for (const ending of [".epub", "-vragen.gift.txt", "-vragen.xml", ".imscc", "-scorm.zip", ".json", "-lom.xml"]) {
      const name = course.id + ending;
      assert.ok(inside.includes(name), `${course.id}.zip has no ${name}`);
    }
    for (const name of inside) {
      assert.equal(text(join(zip, name)), read(course.address + name).toString(), `${name} is the same in the zip`);
    }
    rmSync(zip, { recursive: true });
  }
});

for (const course of courses) {
  test(`epubcheck finds nothing in the book, and all that the course uses is in it: ${course.id}`, () => {
    const args = ["-jar", "/usr/share/java/epubcheck.jar", file(course, ".epub"), "--json", "-", "--quiet"];
    const report = JSON.parse(execFileSync("java", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
    assert.deepEqual(report.messages, []);
    assert.match(String(report.publication.ePubVersion), /^3/);
    const inside = report.items.map(({ fileName }) => fileName.replace(/^.*\//, ""));
    for (const id of course.programme.flatMap(({ uses }) => uses)) assert.ok(inside.includes(`${id}.xhtml`), id);
  });
}

test("a parser of GIFT reads every question with its answers, points and feedback", () => {
  for (const course of courses) {
    const parsed = gift.parse(text(file(course, "-vragen.gift.txt")));
    const categories = parsed.filter(({ type }) => type === "Category").map(({ title }) => title);
    assert.deepEqual(categories, course.quizzes.map(({ title }) => title));
    const found = parsed.filter(({ type }) => type === "MC").map(({ stem, choices }) => {
      const single = choices.every(({ weight }) => weight === null);
      return {
        question: plain(stem.text),
        single,
        answers: choices.map(({ isCorrect, weight, text, feedback }) => ({
          text: plain(text.text), points: single ? (isCorrect ? 100 : 0) : weight, feedback: plain(feedback.text),
        })),
      };
    });
    assert.deepEqual(found, questions(course), course.id);
    assert.equal(parsed.length, categories.length + found.length, "nothing else stands in it");
  }
});

test("a parser of Moodle XML reads every question with its answers, points, feedback and source", async () => {
  for (const course of courses) {
    const source = read(`${course.address}${course.id}-vragen.xml`);
    const found = moodle(source);
    const ours = found.map(({ text_pre_parse, single, options }) => ({
      question: fromHtml(text_pre_parse),
      single,
      answers: options.map(({ answer, score_fraction, feedback }) => ({ text: fromHtml(answer), points: score_fraction, feedback: fromHtml(feedback) })),
    }));
    assert.deepEqual(ours, questions(course), course.id);
    for (const { name, general_feedback, correct_feedback, incorrect_feedback, default_grade } of found) {
      assert.match(fromHtml(general_feedback), /^Bron: .+\(.+\)$/, name);
      assert.ok(fromHtml(correct_feedback) && fromHtml(incorrect_feedback) && default_grade === 1, name);
    }
    const root = await xml(page, source.toString());
    assert.equal(root.name, "quiz");
    const kinds = root.children.map(({ name, attributes }) => `${name} ${attributes.type}`);
    assert.deepEqual([...new Set(kinds)].sort(), ["question category", "question multichoice"]);
    assert.equal(kinds[0], "question category", "each question is in a category");
    assert.equal(new Set(found.map(({ name }) => name)).size, found.length, "names differ");
  }
});

test("the manifest of SCORM is as the schemas of ADL and IMS say, and names what is there", async () => {
  for (const course of courses) {
    const folder = unpack(file(course, "-scorm.zip"));
    const source = text(join(folder, "imsmanifest.xml"));
    assert.deepEqual(faults(SCORM, source), [], course.id);
    const manifest = await xml(page, source);
    const { attributes: { default: first } } = one(manifest, "organizations");
    assert.ok(all(manifest, "organization").some(({ attributes }) => attributes.identifier === first));
    const resources = all(manifest, "resource");
    const ids = all(manifest, "item").concat(resources, all(manifest, "organization")).map(({ attributes }) => attributes.identifier);
    assert.equal(new Set(ids).size, ids.length, "identifiers differ");
    const referred = all(manifest, "item").map(({ attributes }) => attributes.identifierref).filter(Boolean);
    assert.deepEqual(referred.sort(), resources.map(({ attributes }) => attributes.identifier).sort());
    const listed = resources.flatMap(resource => resource.children.map(({ attributes }) => attributes.href));
    for (const resource of resources) {
      assert.equal(resource.children[0].attributes.href, resource.attributes.href);
      assert.ok(["sco", "asset"].includes(resource.attributes["adlcp:scormtype"]));
    }
    assert.deepEqual([...new Set(listed)].sort(), files(folder).filter(path => path !== "imsmanifest.xml"));
    const tests = resources.filter(({ attributes }) => attributes["adlcp:scormtype"] === "sco").map(({ attributes }) => attributes.href);
    assert.deepEqual(tests, course.quizzes.map(({ id }) => `${id}.html`));
    rmSync(folder, { recursive: true });
  }
});

test("the schema sees a manifest and a description that are wrong", () => {
  const [course] = courses;
  const folder = unpack(file(course, "-scorm.zip"));
  const manifest = text(join(folder, "imsmanifest.xml"));
  rmSync(folder, { recursive: true });
  assert.notDeepEqual(faults(SCORM, manifest.replace("<organizations", "<organisations").replace("</organizations", "</organisations")), []);
  assert.notDeepEqual(faults(SCORM, manifest.replace('scormtype="sco"', 'scormtype="test"')), []);
  assert.notDeepEqual(faults(LOM, lom(course).replace("<technical>", "<technical><size>x</size><extra/>")), []);
});

/** NL LOM writes LOM in a later namespace than that of the schema that can be had; between the two nothing else changed. */
const lom = course => text(file(course, "-lom.xml")).replace('"http://www.imsglobal.org/xsd/imsmd_v1p2"', '"http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"');

test("the description in NL LOM is as the schema of IMS says, with what the Dutch profile asks for", async () => {
  for (const course of courses) {
    assert.deepEqual(faults(LOM, lom(course)), [], course.id);
    const root = await xml(page, text(file(course, "-lom.xml")));
    const at = path => path.split("/").reduce(one, root);
    const word = element => one(one(element, "value"), "langstring").text;
    assert.equal(at("general/title").text, course.title);
    assert.ok(at("general/description").text.startsWith(plain(course.summary)));
    assert.equal(at("general/language").text, "nl");
    assert.ok(one(at("general/catalogentry"), "entry").text);
    assert.equal(word(at("general/aggregationlevel")), "2");
    assert.equal(word(at("lifecycle/status")), "final");
    assert.equal(word(one(at("lifecycle/contribute"), "role")), "publisher");
    assert.match(at("lifecycle/contribute/centity").text, /^BEGIN:VCARD\n[^]*\nEND:VCARD$/);
    assert.match(at("lifecycle/contribute/date").text, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(at("metametadata").children.filter(({ name }) => name === "metadatascheme").map(({ text }) => text), ["LOMv1.0", "nl_lom_v1p0"]);
    const kinds = all(root, "format").map(({ text }) => text);
    assert.ok(kinds.length > 3 && kinds.every(kind => /^[a-z]+\/[\w.+-]+$/.test(kind)), kinds.join());
    const hours = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(at("educational/typicallearningtime").text);
    assert.equal(Number(hours[1] ?? 0) * 60 + Number(hours[2] ?? 0), course.minutes);
    assert.ok(all(root, "context").length > 0 && all(root, "learningresourcetype").length > 0);
    assert.equal(word(one(at("rights"), "copyrightandotherrestrictions")), "yes");
    assert.equal(word(one(at("rights"), "cost")), "no");
    assert.match(at("rights/description").text, /creativecommons\.org\/licenses\/by\/4\.0/);
    const purposes = root.children.filter(({ name }) => name === "classification").map(classification => word(one(classification, "purpose")));
    assert.ok(purposes.includes("access rights"), purposes.join());
  }
});

/** What schema.org (version 29) gives a Course that is a LearningResource; what is not named here may not stand there. */
const string = { type: "string", minLength: 1 }, url = { type: "string", format: "uri" };
const thing = (types, properties, required = ["name"]) => ({
  type: "object", additionalProperties: false, required: ["@type", ...required], properties: { "@type": types, ...properties },
});
const organization = thing({ const: "Organization" }, { name: string, url });
const COURSE = thing({ const: ["Course", "LearningResource"] }, {
  "@context": { const: "https://schema.org" }, "@id": url, url, name: string, description: string,
  inLanguage: { const: "nl" }, learningResourceType: string, teaches: { type: "array", minItems: 1, items: string },
  coursePrerequisites: string, timeRequired: { type: "string", format: "duration" },
  audience: thing({ const: "EducationalAudience" }, { educationalRole: string, audienceType: string }, ["educationalRole", "audienceType"]),
  isAccessibleForFree: { const: true }, license: url, creator: organization, provider: organization,
  dateModified: { type: "string", format: "date" },
  isBasedOn: { type: "array", minItems: 1, items: thing({ const: "CreativeWork" }, { name: string, url }) },
  hasPart: {
    type: "array", minItems: 8,
    items: { oneOf: [
      thing({ enum: ["LearningResource", "WebPage"] }, { name: string, description: string, url }, ["name", "description"]),
      thing({ const: ["MediaObject", "LearningResource"] }, {
        name: string, encodingFormat: { type: "string", pattern: "^[a-z]+/[\\w.+-]+$" }, contentSize: { type: "string", pattern: "^[1-9][0-9]* B$" }, contentUrl: url,
      }, ["name", "encodingFormat", "contentSize"]),
    ] },
  },
}, ["@context", "name", "description", "provider", "inLanguage", "timeRequired", "teaches", "license", "hasPart", "dateModified"]);

test("the description of the course has what schema.org knows, and says what the course says", () => {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const valid = ajv.compile(COURSE);
  for (const course of courses) {
    const described = JSON.parse(text(file(course, ".json")));
    assert.ok(valid(described), JSON.stringify(valid.errors?.slice(0, 5), null, 1));
    assert.equal(described.name, course.title);
    assert.equal(described.dateModified, course.updated);
    assert.deepEqual(described.teaches.map(plain), course.goals.map(plain));
    const sizes = described.hasPart.filter(part => part.contentSize).map(({ contentSize }) => contentSize);
    for (const ending of [".epub", "-vragen.gift.txt", "-vragen.xml", ".imscc", "-scorm.zip"]) {
      assert.ok(sizes.includes(`${read(course.address + course.id + ending).length} B`), `${course.id}${ending} is described with its size`);
    }
    assert.ok(!valid({ ...described, trainer: "x" }) && !valid({ ...described, timeRequired: "4 uur" }), "the schema sees what is wrong");
  }
});

/** Every file that can be taken along, those within zips too, with its path. @param {string} folder @returns {[string, string][]} */
function within(folder) {
  return files(folder).flatMap(path => {
    const full = join(folder, path);
    if (!/\.(zip|imscc|epub|docx|pptx)$/.test(path)) return [[path, full]];
    // A name that leads out of its folder, a link, or a file that is there twice.
    const names = execFileSync("zipinfo", ["-1", full], { encoding: "utf8" }).trim().split("\n");
    assert.equal(new Set(names).size, names.length, `${path} has a file twice`);
    assert.deepEqual(names.filter(name => /^\/|\\|(^|\/)\.\.(\/|$)|^[a-z]:/i.test(name)), [], path);
    assert.doesNotMatch(execFileSync("zipinfo", [full], { encoding: "utf8" }), /^l/m, `${path} has a link`);
    const inner = unpack(full);
    return within(inner).map(([name, at]) => [`${path}!${name}`, at]);
  });
}

test("nothing in a pack runs but the self-test, asks for anything, or tells who made it", () => {
  const ours = ["scorm.js", "quiz.js"];
  for (const course of courses) {
    const folder = unpack(file(course, ".zip"));
    const found = within(folder);
    assert.ok(found.length > 40, `${course.id} has ${found.length} files`);
    for (const [path, at] of found) {
      const content = text(at), name = path.split(/[!/]/).at(-1);
      if (name.endsWith(".js")) assert.ok(ours.includes(name), path);
      if (/\.(x?html|xml|opf|rels)$/.test(name)) {
        const scripts = [...content.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag);
        const isTest = path.includes("-scorm.zip!toets-") && name.endsWith(".html");
        assert.deepEqual(scripts, isTest ? ['<script type="module" src="scorm.js">'] : [], path);
        assert.doesNotMatch(content, /<(iframe|object|embed|base|img|video|audio|form action)\b|javascript:|\son[a-z]+\s*=\s*["']|<!ENTITY/i, path);
        for (const [, address] of content.matchAll(/\b(?:src|href)="([^"]*)"/g)) {
          assert.ok(!/^\/|^\.\.|^file:|^[a-z]:\\/i.test(address), `${path} names ${address}`);
        }
        for (const [tag, address] of content.matchAll(/<(?:script|link|img)\b[^>]*\b(?:src|href)="([^"]*)"/g)) {
          assert.ok(!/^[a-z]+:|^\/\//i.test(address), `${path} loads ${tag}`);
        }
      }
      assert.doesNotMatch(content, /localStorage|sessionStorage|indexedDB|document\.cookie|sendBeacon/, path);
      // The places and people of the machine that made it.
      for (const place of [`${process.env.HOME}/`, process.cwd(), "/tmp/"].filter(place => place.length > 3)) assert.ok(!content.includes(place), `${path} names ${place}`);
      assert.doesNotMatch(content, /[\w.+-]+@[\w-]+\.[a-z]{2,}/i, `${path} has an address for mail`);
    }
    rmSync(folder, { recursive: true });
  }
});

test("no file in a pack has a time of its own", () => {
  for (const course of courses) {
    for (const ending of [".zip", "-scorm.zip", ".imscc"]) {
      const list = execFileSync("zipinfo", ["-l", "-T", file(course, ending)], { encoding: "utf8" });
      const times = [...list.matchAll(/ (\d{8}\.\d{6}) /g)].map(([, time]) => time);
      assert.ok(times.length > 0);
      assert.deepEqual([...new Set(times)], ["19800101.000000"], course.id + ending);
    }
  }
});
