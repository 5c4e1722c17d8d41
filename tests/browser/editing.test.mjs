// What editors write with, held against programs that are not ours: every content file against its schema.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "yaml";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer");

/** The YAML files below folders, of the repository unless absolute, hidden ones aside. @param {string[]} folders */
const yaml = (...folders) => folders.flatMap(folder => readdirSync(resolve(ROOT, folder), { recursive: true })
  .map(String).filter(file => file.endsWith(".yaml") && !/(^|\/)\./.test(file)).map(file => `${folder}/${file}`)).sort();

/** The schema that a content file names. @param {string} file */
const schema = file => resolve(ROOT, dirname(file), readFileSync(resolve(ROOT, file), "utf8").match(/^# yaml-language-server: \$schema=(.+)$/m)?.[1] ?? "");

/** Validators by schema file. */
const validators = new Map();

/** @param {string} path */
function validator(path) {
  if (!validators.has(path)) {
    const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
    formats.default(ajv);
    validators.set(path, ajv.compile(JSON.parse(readFileSync(path, "utf8"))));
  }
  return validators.get(path);
}

test("every content file is as the schema says that it names", t => {
  const wrong = [];
  const files = yaml("content", "index");
  for (const file of files) {
    const valid = validator(schema(file));
    if (!valid(parse(readFileSync(join(ROOT, file), "utf8")))) wrong.push(`${file}: ${JSON.stringify(valid.errors.slice(0, 2))}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(files.length > 200);
  t.diagnostic(`${files.length} files, ${validators.size} schemas`);
});

test("a schema sees a mistake of each sort", () => {
  const file = "content/modules/crisisinterventie.yaml";
  const valid = validator(schema(file));
  for (const spoil of [
    record => { delete record.goals; },
    record => { record.titel = "x"; },
    record => { record.bound = "both"; },
    record => { record.updated = "22-11-2026"; },
    record => { record.updated = 2026; },
    record => { record.uses = ["Met Hoofdletters"]; },
    record => { record.uses = ["TODO"]; },
    record => { record.title = ""; },
    record => { record.steps = ["vier"]; },
    record => { record.goals = "geen lijst"; },
    record => { record.since[0].year = 2015.5; },
    record => { delete record.target_group.text; },
  ]) {
    const record = parse(readFileSync(join(ROOT, file), "utf8"));
    assert.ok(valid(record));
    spoil(record);
    assert.ok(!valid(record), String(spoil));
  }
});

test("the files of a layer are as its own schemas say", () => {
  const folder = mkdtempSync(join(tmpdir(), "meldwijzer-layer-"));
  try {
    const layer = join(folder, "laag");
    cpSync(join(ROOT, "tests/fixtures/layers/zuid-limburg"), layer, { recursive: true });
    execFileSync(PROGRAM, ["schema", "--root", folder, "--layer", layer]);
    const files = yaml(layer);
    for (const file of files.filter(file => !file.includes("/themes/"))) {
      const valid = validator(schema(file));
      assert.ok(valid(parse(readFileSync(file, "utf8"))), `${file}: ${JSON.stringify(valid.errors)}`);
    }
    assert.ok(files.length > 3);
    const valid = validator(join(layer, "content/.schema/module.json"));
    for (const record of [{}, { title: "Intake" }, { period: null, since: null }, { hide: true }]) assert.ok(valid(record), JSON.stringify(record));
    for (const record of [{ titel: "Intake" }, { title: null }, { goals: null }, { since: "x" }, { hide: false }]) assert.ok(!valid(record), JSON.stringify(record));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("every key and word of a schema has a Dutch name and says what it is for", () => {
  const silent = [];
  /** @param {any} node @param {string} path */
  const walk = (node, path) => {
    for (const [key, value] of Object.entries(node.properties ?? {})) {
      if (!value.title || !value.description) silent.push(`${path}.${key}`);
      walk(value, `${path}.${key}`);
    }
    for (const word of node.oneOf ?? []) if (!word.title || !word.description) silent.push(`${path}: ${word.const}`);
    for (const [name, value] of Object.entries(node.definitions ?? {})) walk(value, name);
  };
  const folder = join(ROOT, "content/.schema");
  const names = readdirSync(folder);
  for (const name of names) {
    const text = readFileSync(join(folder, name), "utf8");
    walk(JSON.parse(text), name);
    assert.doesNotMatch(text, /"x-/, name);
  }
  assert.deepEqual(silent, []);
  assert.equal(names.length, 26);
});
