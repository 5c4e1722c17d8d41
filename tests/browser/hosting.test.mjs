// The site as nginx and Caddy of Debian send it, with the files that the build writes for them: headers, types, caches,
// compression, former addresses, what is not there, what must not be sent, and ten thousand requests.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { files } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MELDWIJZER = process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer");

const ALWAYS = {
  "content-security-policy": "frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "cross-origin-opener-policy": "same-origin",
};
const FOREVER = "public, max-age=31536000, immutable";

const TYPES = {
  "": "text/plain", // _headers and the like: any type that is no HTML
  ".bib": "application/x-bibtex",
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".epub": "application/epub+zip",
  ".html": "text/html; charset=utf-8",
  ".imscc": "application/vnd.ims.imsccv1p1",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".odp": "application/vnd.oasis.opendocument.presentation",
  ".odt": "application/vnd.oasis.opendocument.text",
  ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ".ris": "application/x-research-info-systems",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".zip": "application/zip",
};

/** A port that is free at this moment. @returns {Promise<number>} */
const freePort = () => new Promise(done => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

let folder, site;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "meldwijzer-"));
  // Servers that are started by root read as somebody else.
  chmodSync(folder, 0o755);
  for (const part of ["content", "themes", "index"]) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: path => !path.includes("index/store") });
  }
  const rename = (path, former) => writeFileSync(join(folder, path), `former: [${former}]\n${readFileSync(join(folder, path))}`);
  rename("content/modules/crisisinterventie.yaml", "eerste-hulp");
  rename("content/pages/sporen.yaml", "geen-spoor");
  site = join(folder, "dist");
  execFileSync(MELDWIJZER, ["build", "--compress"], { cwd: folder, stdio: "pipe", timeout: 300_000 });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** How each server is started; resolves once it answers. */
const SERVERS = {
  nginx: (port, own) => {
    // The log of visits is on, so that the file of the build can be seen to turn it off.
    writeFileSync(join(own, "nginx.conf"), `
      ${process.getuid() === 0 ? "user nobody nogroup;" : ""} worker_processes 1; daemon off; pid ${own}/pid; error_log ${own}/error.log notice;
      events { worker_connections 512; }
      http {
        access_log ${own}/access.log; default_type application/octet-stream;
        ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(name => `${name}_temp_path ${own}/${name};`).join(" ")}
        server { listen 127.0.0.1:${port}; root ${site}; include ${site}/hosting/nginx.conf; }
      }`);
    return spawn("/usr/sbin/nginx", ["-e", join(own, "error.log"), "-c", join(own, "nginx.conf")], { stdio: "pipe" });
  },
  Caddy: (port, own) => {
    writeFileSync(join(own, "Caddyfile"), `
      {\n admin off\n auto_https off\n storage file_system ${own}\n log {\n output file ${own}/error.log\n }\n}
      http://127.0.0.1:${port} {\n root * ${site}\n import ${site}/hosting/Caddyfile\n}\n`);
    const env = { PATH: process.env.PATH, HOME: own, XDG_CONFIG_HOME: own, XDG_DATA_HOME: own };
    return spawn("/usr/bin/caddy", ["run", "--adapter", "caddyfile", "--config", join(own, "Caddyfile")], { stdio: "pipe", env });
  },
};

/** A file by its address. @param {string} path */
const address = path => "/" + encodeURI(path).replace(/(^|\/)index\.html$/, "$1");

const isPrivate = path => /^\/(([a-z]{2}\/)?(contact|regio|sporen)|geen-spoor)\//.test(path);

/** What the site holds at addresses of before is for hosts that know no redirects. */
const FORMER = ["geen-spoor/index.html", "modules/eerste-hulp/index.html"];

/** The files that a server sends under their own names. */
const sent = () => files(site).filter(path => !FORMER.includes(path) && !/\.(br|gz)$/.test(path));

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, () => {
    let port, own, server, agent, said = "";

    before(async () => {
      own = join(folder, name);
      mkdirSync(own);
      port = await freePort();
      server = start(port, own);
      server.stderr.on("data", text => { said += text; });
      const until = Date.now() + 30_000;
      const answers = () => new Promise(done => {
        const socket = connect(port, "127.0.0.1", () => { socket.destroy(); done(true); }).on("error", () => done(false));
      });
      while (!await answers()) {
        assert.ok(server.exitCode === null && Date.now() < until, `${name} does not start: ${said}`);
        await new Promise(done => setTimeout(done, 50));
      }
      agent = new Agent({ keepAlive: true, maxSockets: 32 });
    });
    after(async () => {
      agent.destroy();
      const ended = new Promise(done => server.once("exit", done));
      server.kill("SIGTERM");
      await ended;
    });

    /** Asks for a path as it is written. @returns {Promise<{status: number, headers: Record<string, string>, body: Buffer}>} */
    const ask = (path, headers = {}, method = "GET") => new Promise((done, failed) => {
      request({ host: "127.0.0.1", port, path, method, headers, agent }, answer => {
        const chunks = [];
        answer.on("data", chunk => chunks.push(chunk)).on("error", failed)
          .on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
      }).on("error", failed).end();
    });

    const missing = headers => Object.entries(ALWAYS).filter(([key, value]) => headers[key] !== value).map(([key]) => key);

    test("each file is sent whole, with its type, the headers of all and its time in caches", async () => {
      const faults = [], seen = new Set();
      for (const path of sent()) {
        // Caddy hides the file that it is told by.
        if (name === "Caddy" && path === "hosting/Caddyfile") continue;
        const { status, headers, body } = await ask(address(path));
        const ending = extname(path).replace(/^\.(conf)$/, "");
        const type = headers["content-type"];
        seen.add(ending);
        const fault = what => faults.push(`${path}: ${what}`);
        if (status !== 200) fault(status);
        if (!body.equals(readFileSync(join(site, path)))) fault("other bytes");
        if (missing(headers).length) fault(`without ${missing(headers)}`);
        if (!(ending in TYPES)) fault(`no type is known for ${ending}`);
        else if (ending ? type !== TYPES[ending] : /html|script/.test(type ?? "")) fault(`type ${type}`);
        const keep = headers["cache-control"] ?? "";
        const wanted = isPrivate(address(path)) || path === "404.html" ? "no-store" : /^(assets|search)\//.test(path) ? FOREVER : "";
        if (keep !== wanted) fault(`cache-control ${keep || "none"}, not ${wanted || "none"}`);
      }
      assert.deepEqual(faults, []);
      for (const ending of [".bib", ".bin", ".css", ".csv", ".epub", ".html", ".imscc", ".js", ".json", ".ris", ".svg", ".txt", ".xml", ".zip"]) {
        assert.ok(seen.has(ending), `the site has no ${ending}`);
      }
    });

    test("what was compressed by the build is sent so, and to who asks for it", async () => {
      let count = 0;
      for (const path of sent().filter(path => existsSync(join(site, path + ".gz")))) {
        const bytes = readFileSync(join(site, path));
        const plain = await ask(address(path));
        assert.equal(plain.headers["content-encoding"], undefined, path);
        const gzip = await ask(address(path), { "Accept-Encoding": "gzip" });
        assert.equal(gzip.headers["content-encoding"], "gzip", path);
        assert.ok(gzip.body.equals(readFileSync(join(site, path + ".gz"))) && gunzipSync(gzip.body).equals(bytes), path);
        assert.match(gzip.headers.vary ?? "", /accept-encoding/i, path);
        assert.equal(gzip.headers["content-type"], plain.headers["content-type"], path);
        assert.deepEqual(missing(gzip.headers), [], path);
        if (name === "Caddy") {
          const brotli = await ask(address(path), { "Accept-Encoding": "gzip, br" });
          assert.equal(brotli.headers["content-encoding"], "br", path);
          assert.ok(brotliDecompressSync(brotli.body).equals(bytes), path);
        }
        count++;
      }
      assert.ok(count > 200, `${count} files`);
    });

    test("what is not there is the page that says so, for every address and for no cache", async () => {
      const page = readFileSync(join(site, "404.html"));
      const paths = ["/bestaat/niet/", "/bestaat-niet", "/modules/x.html", "/assets/x.js", "/search/", "/data/schema/", "/contact/x", "/.git/config", "/%00", "/assets/"];
      for (const path of paths) {
        const { status, headers, body } = await ask(path);
        if (path === "/%00" && status === 400) continue;
        assert.equal(status, 404, path);
        assert.ok(body.equals(page), path);
        assert.deepEqual([headers["content-type"], headers["cache-control"], missing(headers)], [TYPES[".html"], "no-store", []], path);
      }
    });

    test("no address leads out of the site", async () => {
      writeFileSync(join(folder, "geheim.txt"), "geheim");
      for (const path of ["/../geheim.txt", "/..%2fgeheim.txt", "/%2e%2e/geheim.txt", "/..%5cgeheim.txt", "/modules/../../geheim.txt",
        "//geheim.txt", "/..//geheim.txt", "/assets/..%2f..%2fgeheim.txt", "/search/%2e%2e/%2e%2e/geheim.txt", "/contact/../../geheim.txt"]) {
        const { status, body } = await ask(path);
        assert.ok([400, 404].includes(status), `${path}: ${status}`);
        assert.notEqual(body.toString(), "geheim", path);
      }
    });

    test("an address without the last stroke, and one of before, lead on without a trace", async () => {
      for (const [from, to, status, keep] of [
        ["/modules/eerste-hulp/", "/modules/crisisinterventie/", 301, undefined],
        ["/geen-spoor/", "/sporen/", 302, "no-store"],
      ]) {
        const { status: found, headers } = await ask(from);
        assert.deepEqual([found, headers.location, headers["cache-control"], missing(headers)], [status, to, keep, []], from);
      }
      for (const path of ["/contact", "/modules", "/modules/crisisinterventie"]) {
        const { status, headers } = await ask(path);
        assert.ok([302, 308].includes(status) && headers.location === path + "/", `${path}: ${status} ${headers.location}`);
        assert.deepEqual(missing(headers), [], path);
        // Browsers keep a 308 for good, unless they are told.
        if (status === 308 && isPrivate(path + "/")) assert.equal(headers["cache-control"], "no-store");
      }
    });

    test("reading is all that is allowed", async () => {
      for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
        const { status, headers } = await ask("/", {}, method);
        assert.deepEqual([status, missing(headers)], [405, []], method);
      }
      const head = await ask("/contact/", {}, "HEAD");
      assert.deepEqual([head.status, head.body.length, head.headers["cache-control"]], [200, 0, "no-store"]);
    });

    test("ten thousand requests, no error, and no line about any of them", async t => {
      const paths = sent().filter(path => path.endsWith(".html") && path !== "404.html").map(address);
      const started = Date.now();
      let next = 0, bytes = 0;
      const client = async () => {
        while (next < 10_000) {
          const { status, body } = await ask(paths[next++ * 7 % paths.length] + "?vraag=geheim", { "Accept-Encoding": "gzip" });
          assert.equal(status, 200);
          bytes += body.length;
        }
      };
      await Promise.all(Array.from({ length: 32 }, client));
      t.diagnostic(`${name}: 10,000 requests in ${((Date.now() - started) / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(0)} MB`);
      await ask("/bestaat/niet/?vraag=geheim");
      const logs = readdirSync(own).filter(file => file.endsWith(".log")).map(file => readFileSync(join(own, file), "utf8")).join("") + said;
      assert.ok(!/geheim|GET |127\.0\.0\.1:?\d* -|client:|remote_ip/.test(logs), logs.slice(-2000));
    });
  });
}

test("_headers is as Netlify and Cloudflare Pages read it", () => {
  const lines = readFileSync(join(site, "_headers"), "utf8").trimEnd().split("\n");
  const rules = new Map();
  for (const line of lines) {
    if (line.startsWith("/")) rules.set(line, {});
    else {
      const [, key, value] = line.match(/^ {2}([A-Za-z-]+): (\S.*)$/) ?? assert.fail(line);
      [...rules.values()].at(-1)[key.toLowerCase()] = value;
    }
  }
  // developers.cloudflare.com/pages/configuration/headers: at most 100 rules, lines of 2,000 signs, one `*` in a path.
  assert.ok(rules.size <= 100 && lines.every(line => line.length <= 2000), `${rules.size} rules`);
  for (const path of rules.keys()) assert.match(path, /^\/[a-z0-9/-]*\*?$/);
  assert.deepEqual(rules.get("/*"), ALWAYS);
  const of = path => [...rules].filter(([rule]) => rule === path || rule.endsWith("*") && path.startsWith(rule.slice(0, -1)));
  for (const path of files(site).filter(path => !/\.(br|gz)$/.test(path))) {
    const keep = of(address(path)).flatMap(([, headers]) => headers["cache-control"] ?? []);
    // Cloudflare joins the values of two rules.
    assert.deepEqual(keep, isPrivate(address(path)) ? ["no-store"] : /^(assets|search)\//.test(path) ? [FOREVER] : [], path);
  }
  const redirects = readFileSync(join(site, "_redirects"), "utf8").trimEnd().split("\n");
  assert.deepEqual(redirects.sort(), ["/geen-spoor/ /sporen/ 302", "/modules/eerste-hulp/ /modules/crisisinterventie/ 301"]);
});
