// Reads the index; its format stands in src/index/browser.rs.

const MAGIC = "MWZI";
const VERSION = 2;

/** @typedef {{url: string, title: string, kind: string, audience: string}} Page */

/** @param {string} what @returns {never} */
const refuse = what => { throw new Error(`the search index is ${what}`); };

/** Reads an index, and refuses in plain words what is none. @param {ArrayBuffer} buffer */
export function decode(buffer) {
  try {
    return read(new Uint8Array(buffer));
  } catch (error) {
    throw `${error}`.startsWith("Error: the search index is ") ? error : new Error("the search index is damaged", { cause: error });
  }
}

/** @param {Uint8Array} bytes */
function read(bytes) {
  const decoder = new TextDecoder();
  let at = 5;
  const number = () => {
    let value = 0, scale = 1, byte;
    do {
      byte = bytes[at++];
      if (byte === undefined) refuse("cut off");
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  };
  const text = (length = number()) => decoder.decode(bytes.subarray(at, at += length));
  // Forms that rise. Each takes a byte, so there is no room for more than that.
  const rising = (length = number()) => {
    if (length > bytes.length - at) refuse("damaged");
    const list = new Uint32Array(length);
    let last = 0;
    for (let i = 0; i < length; i++) list[i] = last += number();
    if (last >= count) refuse("damaged");
    return list;
  };

  if (decoder.decode(bytes.subarray(0, 4)) !== MAGIC || bytes[4] !== VERSION) {
    refuse("of another version");
  }
  const { averages, weights, danger, parts, no_parts, names, pages: cards } = JSON.parse(text());
  /** @type {Page[]} */
  const pages = [];
  /** The first section of each page, and the number of sections behind the last. */
  const starts = [0];
  for (const [url, title, kind, audience, size] of cards) {
    if ([url, title, kind, audience].some(text => typeof text !== "string") || !(size >= 0)) refuse("damaged");
    pages.push({ url, title, kind, audience });
    starts.push(starts[pages.length - 1] + size);
  }
  const sections = starts[pages.length];
  if (sections > bytes.length) refuse("damaged");
  const pageOf = new Uint32Array(sections);
  pages.forEach((_, page) => pageOf.fill(page, starts[page], starts[page + 1]));

  const count = number();
  const shared = bytes.subarray(at, at += count);
  const forms = text().split("\n");
  if (forms.length !== Math.max(count, 1)) refuse("damaged");
  for (let i = 1; i < count; i++) forms[i] = forms[i - 1].slice(0, shared[i]) + forms[i];
  const ids = new Map(forms.map((form, id) => [form, id]));

  /** @type {(Uint32Array | undefined)[]} the forms of one word, itself among them */
  const classOf = new Array(count);
  for (let left = number(); left > 0; left--) {
    const members = rising();
    for (const form of members) classOf[form] = members;
  }
  /** @type {Map<number, [number, boolean][]>} compounds by their parts; whether the part is the last */
  const holders = new Map();
  /** @type {Map<number, number>} the last part of each compound */
  const heads = new Map();
  for (let left = number(), form = 0; left > 0; left--) {
    form += number();
    const word = forms[form];
    for (let from = 0, more = true; from < word.length;) {
      const end = more ? number() : (word.length - from) * 8;
      const to = from + (end >> 3);
      const part = ids.get(word.slice(from, to));
      if (part === undefined) refuse("damaged");
      if (!holders.has(part)) holders.set(part, []);
      holders.get(part).push([form, to === word.length]);
      if (to === word.length) heads.set(form, part);
      from = to + (end >> 1 & 3);
      more = more && end % 2 === 0;
    }
  }
  /** @type {Map<number, Uint32Array>} what is also looked for */
  const related = new Map();
  for (let left = number(), form = 0; left > 0; left--) related.set(form += number(), rising());

  // Where the postings of each form begin: by field, then by form; 0 for none.
  const fields = averages.map((/** @type {number} */ _, /** @type {number} */ field) => {
    const places = new Uint32Array(count);
    for (let left = number(), form = 0; left > 0; left--) {
      places[form += number()] = at;
      let place = 0;
      for (let more = number(); more > 0; more--) {
        const step = number();
        place += Math.floor(step / 2);
        if (step % 2) number();
      }
      if (form >= count || place >= (field ? sections : pages.length)) refuse("damaged");
    }
    return places;
  });
  const lengths = averages.map((_, field) => bytes.subarray(at, at += field ? sections : pages.length));
  if (at !== bytes.length) refuse("damaged");

  /**
   * Visits the sections that hold a form in a field; a title stands in all of its page.
   * @param {number} form @param {number} field @param {(section: number, count: number, length: number) => void} visit
   */
  const postings = (form, field, visit) => {
    at = fields[field][form];
    if (!at) return;
    for (let left = number(), place = 0; left > 0; left--) {
      const step = number();
      place += Math.floor(step / 2);
      const times = step % 2 ? number() : 1;
      const length = lengths[field][place];
      if (field) visit(place, times, length);
      else for (let section = starts[place]; section < starts[place + 1]; section++) visit(section, times, length);
    }
  };
  /** How many sections hold a form in their body. @param {number} form */
  const used = form => {
    at = fields[fields.length - 1][form];
    return at ? number() : 0;
  };
  return {
    sections, averages, weights, pages, pageOf, starts, forms, ids, classOf, holders, heads, related,
    danger: new Set(danger), parts: new Set(parts), noParts: new Set(no_parts), stop: new Set(weights.stop_words),
    names: new Map(names), postings, used,
  };
}

/** @typedef {ReturnType<typeof decode>} Store */
