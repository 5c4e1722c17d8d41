// What the benchmarks share: the program, numbers of a list of measurements, bytes of a file, tables for the README.
//
// MELDWIJZER names the program (the release build unless set).

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The program. */
export const MELDWIJZER = resolve(process.env.MELDWIJZER ?? join(ROOT, "target/release/meldwijzer"));

/** The value that this part of the measurements does not pass (nearest rank). @param {number[]} values @param {number} part */
export function quantile(values, part) {
  if (values.length === 0) throw new Error("nothing was measured");
  return values.toSorted((a, b) => a - b)[Math.ceil(part * values.length) - 1];
}

/** The middle one; of an even number the mean of the middle two. @param {number[]} values */
export function median(values) {
  const [low, high] = [quantile(values, 0.5), -quantile(values.map(value => -value), 0.5)];
  return (low + high) / 2;
}

/** @param {number[]} values */
export const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Runs something and says how many milliseconds it took.
 *
 * @template T @param {() => T | Promise<T>} run @returns {Promise<[T, number]>}
 */
export async function timed(run) {
  const start = performance.now();
  const value = await run();
  return [value, performance.now() - start];
}

/** Bytes as they are and as a host sends them, each compressed as far as it goes. @param {Uint8Array} bytes */
export const weight = bytes => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length,
});

/** The weight of files that travel one by one. @param {string[]} files */
export function weightOf(files) {
  const weights = files.map(file => weight(readFileSync(file)));
  const sum = (/** @type {"raw" | "gzip" | "brotli"} */ key) => weights.reduce((total, each) => total + each[key], 0);
  return { raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
}

/** A number with this many decimals and a comma for each thousand. @param {number} value */
export const shown = (value, decimals = 0) =>
  value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
/** @param {number} bytes */
export const kilobytes = bytes => `${shown(bytes / 1000, bytes < 1e5 ? 1 : 0)} kB`;
/** @param {number} ms */
export const milliseconds = ms => `${shown(ms, ms < 10 ? 2 : 0)} ms`;

/** A table in Markdown: the first column are names, the others numbers. @param {string[]} head @param {string[][]} rows */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}
