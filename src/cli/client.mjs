// Asks the search client of a built site, as a browser would: a JSON list of questions comes in, for each the addresses of
// the pages of its answer go out. The first argument is the folder of the site.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const site = resolve(process.argv[1]);
const files = readdirSync(join(site, "search"));
const file = start => join(site, "search", files.find(name => name.startsWith(start)));
const [version] = readdirSync(join(site, "assets"));

globalThis.fetch = async path => new Response(readFileSync(path));
const { open } = await import(pathToFileURL(join(site, "assets", version, "js/search/client.js")));
const { search } = await open({ index: file("index."), text: file("text.") });

const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  const { results } = await search(question, { limit: 10 });
  answers.push(results.map(({ url }) => url.split("#")[0]));
}
process.stdout.write(JSON.stringify(answers));
