// What the tests of the search share: the files of the index and a client that reads them.
//
// SITE names the folder of the built site (dist/ unless set), MELDWIJZER the program.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { open } from "../../themes/default/js/search/client.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The folder of the project. */
export const PROJECT = ROOT;
/** The folder of the built site. */
export const SITE = resolve(process.env.SITE ?? join(ROOT, "dist"));
/** The program. */
export const MELDWIJZER = resolve(process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer"));

/** The bytes of the one file of the index whose name begins so. @param {"index" | "text"} name */
export function part(name) {
  const found = readdirSync(join(SITE, "search")).filter(file => file.startsWith(`${name}.`));
  if (found.length !== 1) throw new Error(`${found.length} files are called search/${name}.*`);
  return readFileSync(join(SITE, "search", found[0]));
}

/** A buffer of its own with these bytes. @param {Uint8Array} bytes @returns {ArrayBuffer} */
export const buffer = bytes => new Uint8Array(bytes).buffer;

/**
 * The client over the files of the site, without a network.
 *
 * @param {(name: string) => Response} answer
 */
export async function client(answer = name => new Response(part(name))) {
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = async (address, options) => {
    asked.push(address);
    if (options.credentials !== "omit" || options.referrerPolicy !== "no-referrer") throw new Error("the request tells too much");
    return answer(address);
  };
  return { asked, ...await open({ index: "index", text: "text" }) };
}
