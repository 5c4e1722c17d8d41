// Reads the index; its format stands in src/index/browser.rs.

const MAGIC = "MWZI";
const VERSION = 1;

/** @typedef {{url: string, title: string, kind: string, crumb: string}} Page */

/** @param {ArrayBuffer} buffer */
export function decode(buffer) {
  const bytes = new Uint8Array(buffer);
  const decoder = new TextDecoder();
  let at = 5;
  const number = () => {
    let value = 0, scale = 1, byte;
    do {
      byte = bytes[at++];
      if (byte === undefined) throw new Error("the search index is cut off");
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  };
  const text = (length = number()) => decoder.decode(bytes.subarray(at, at += length));
  const rising = (/** @type {number} */ count) => {
    const list = new Uint32Array(count);
    for (let i = 0, last = 0; i < count; i++) list[i] = last += number();
    return list;
  };

  if (decoder.decode(bytes.subarray(0, 4)) !== MAGIC || bytes[4] !== VERSION) {
    throw new Error("the search index is of another version");
  }
  const header = JSON.parse(text());
  const { sections, averages, weights } = header;
  /** @type {Page[]} */
  const pages = header.pages.map(([url, title, kind, crumb]) => ({ url, title, kind, crumb }));
  const pageOf = rising(sections);
  const anchors = Array.from({ length: sections }, () => text());
  const headings = Array.from({ length: sections }, () => text());

  const forms = new Array(number());
  let last = new Uint8Array(0);
  for (let i = 0; i < forms.length; i++) {
    const shared = number(), rest = number();
    const word = new Uint8Array(shared + rest);
    word.set(last.subarray(0, shared));
    word.set(bytes.subarray(at, at += rest), shared);
    forms[i] = decoder.decode(last = word);
  }
  const classes = Array.from({ length: number() }, () => rising(number()));
  /** @type {Map<number, number[]>} the classes of each form */
  const classesOf = new Map();
  classes.forEach((members, index) => {
    for (const form of members) classesOf.set(form, [...(classesOf.get(form) ?? []), index]);
  });

  // Where the postings of each form begin: by field, then by form.
  const fields = weights.fields.map(() => {
    const starts = new Uint32Array(forms.length);
    for (let form = 0; form < forms.length; form++) {
      starts[form] = at;
      for (let count = number(); count > 0; count--) if (number() % 2) number();
    }
    return starts;
  });
  const lengths = weights.fields.map(() => bytes.subarray(at, at += sections));
  if (at !== bytes.length) throw new Error("the search index is damaged");

  /**
   * Visits the sections that hold a form in a field.
   * @param {number} form @param {number} field @param {(section: number, count: number) => void} visit
   */
  const postings = (form, field, visit) => {
    at = fields[field][form];
    for (let count = number(), section = 0; count > 0; count--) {
      const step = number();
      section += Math.floor(step / 2);
      visit(section, step % 2 ? number() : 1);
    }
  };
  return { sections, averages, weights, pages, pageOf, anchors, headings, forms, classes, classesOf, lengths, postings };
}

/** @typedef {ReturnType<typeof decode>} Store */
