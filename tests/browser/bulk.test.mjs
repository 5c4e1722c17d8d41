// The documents of the index for search engines of others: a validator that is not ours reads each line, PostgreSQL loads
// them and finds a module by a Dutch question.
//
// MELDWIJZER names the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { SITE, read } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MELDWIJZER = resolve(process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer"));

/** What `export` prints. @param {string[]} args */
const printed = (...args) => execFileSync(MELDWIJZER, ["export", "--root", ROOT, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });

const lines = printed("--bulk");
const documents = lines.trimEnd().split("\n").map(line => JSON.parse(line));
const schema = JSON.parse(printed("--bulk=schema"));
const fields = Object.keys(schema.properties);

test("every line is what the schema says, and the schema explains every field", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  formats.default(ajv);
  const valid = ajv.compile(schema);
  const wrong = documents.filter(document => !valid(document)).map(({ id }) => id);
  assert.deepEqual(wrong, [], ajv.errorsText(valid.errors));
  assert.ok(!valid({ ...documents[0], more: 1 }) && !valid({ ...documents[0], title: undefined }), "the schema refuses nothing");
  for (const [field, { description }] of Object.entries(schema.properties)) assert.ok(description?.length > 20, field);
});

test("every section has a name of its own and a place on its page", () => {
  assert.ok(documents.length > 1000 && new Set(documents.map(({ id }) => id)).size === documents.length);
  const pages = new Map();
  for (const { id, url, anchor } of documents) {
    const [address] = id.split("#");
    if (!pages.has(address)) pages.set(address, read(`${address}index.html`).toString());
    assert.ok(!anchor || pages.get(address).includes(`id="${anchor}"`), id);
    assert.ok(url.endsWith(anchor ? `${address}#${anchor}` : address), url);
  }
  assert.ok(documents.some(({ breadcrumb, sources }) => breadcrumb.length > 0 && sources.length > 0));
});

test("the texts are those that the search of the site looks in", () => {
  const [file] = readdirSync(join(SITE, "search")).filter(name => name.startsWith("text."));
  const rows = read(`search/${file}`).toString().split("\n").map(row => row.split("\t"));
  assert.deepEqual(documents.map(({ anchor, heading, text }) => [anchor, heading, text]), rows);
});

test("each configuration has the fields of the schema and no others", () => {
  const { mappings } = JSON.parse(printed("--bulk=opensearch"));
  assert.deepEqual(Object.keys(mappings.properties), fields);
  const quickwit = [...printed("--bulk=quickwit").matchAll(/^ {4}- \{ name: (\w+),/gm)].map(([, name]) => name);
  assert.deepEqual(quickwit, fields);
});

test("the same bytes each time, also in a file", () => {
  const file = join(folder, "documents.ndjson");
  assert.equal(printed("--bulk", "--out", file), "");
  assert.equal(readFileSync(file, "utf8"), lines);
});

// PostgreSQL refuses to be run by root.
const POSTGRES = "/usr/lib/postgresql";
const isRoot = process.getuid() === 0;
const number = flag => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
const own = isRoot ? { uid: number("-u"), gid: number("-g") } : {};
let folder, bin;

/** Runs a program of PostgreSQL. @param {string} program @param {string[]} args @param {string} [input] */
function postgres(program, args, input) {
  return execFileSync(join(bin, program), args, { ...own, cwd: folder, encoding: "utf8", input, stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C.UTF-8" } });
}
const psql = (args, input) => postgres("psql", ["--no-psqlrc", "--quiet", "--host", folder, "--dbname", "postgres", "--set", "ON_ERROR_STOP=1", ...args], input);

before(() => {
  folder = mkdtempSync(join(tmpdir(), "meldwijzer-"));
  if (isRoot) chownSync(folder, own.uid, own.gid);
  bin = join(POSTGRES, readdirSync(POSTGRES).sort((a, b) => Number(b) - Number(a))[0], "bin");
  postgres("initdb", ["--pgdata", "data", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync"]);
  const server = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c fsync=off`;
  postgres("pg_ctl", ["start", "--wait", "--silent", "--pgdata", "data", "--log", "log", "--options", server]);
});
after(() => {
  if (existsSync(join(folder, "data/postmaster.pid"))) postgres("pg_ctl", ["stop", "--mode", "immediate", "--pgdata", "data"]);
  rmSync(folder, { recursive: true, force: true });
});

test("PostgreSQL loads the documents and finds a module by a Dutch question", () => {
  writeFileSync(join(folder, "documents.sql"), printed("--bulk=postgresql"));
  // Twice, since a site is exported again and again.
  for (let time = 0; time < 2; time++) psql(["--file", join(folder, "documents.sql")], lines);
  assert.equal(psql(["--tuples-only", "--no-align", "--command", "select count(*) from documents"]).trim(), `${documents.length}`);
  // Forms of words that the module does not have: only their stems are the same.
  const asked = "select title from documents, websearch_to_tsquery('dutch', 'de tijdelijke huisverboden') asked where kind = 'module' and found @@ asked order by ts_rank(found, asked) desc limit 3";
  assert.ok(psql(["--tuples-only", "--no-align", "--command", asked]).includes("Casusregie bij tijdelijk huisverbod"));
  // A text with quotes, backslashes and everything else arrives as it is.
  const texts = JSON.parse(psql(["--tuples-only", "--no-align", "--command", "select json_agg(json_build_array(id, text, updated::text, sources) order by id collate \"C\") from documents"]));
  const plain = documents.map(({ id, text, updated, sources }) => [id, text, updated, sources]);
  assert.deepEqual(texts, plain.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
});
