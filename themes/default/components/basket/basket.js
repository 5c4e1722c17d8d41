/**
 * Puts a course together. The texts come whole, in one file that is the same for everybody: nobody hears what was chosen.
 * The choice lives in the page only.
 */

/** What a part takes that has no time of its own, until the trainer says so. */
const MINUTES = 15;

/** @param {HTMLElement} root */
export function start(root) {
  const words = root.dataset;
  const find = (selector) => root.querySelector(selector);
  const [form, page, file, name, filter] = ["form", ".basket-page", ".basket-file", "#cursusnaam", "#lijstfilter"].map(find);
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const rows = boxes.map((box) => ({ box, row: box.closest("li"), title: box.labels[0].textContent.trim() }));
  let texts = null;

  const chosen = () => rows.filter(({ box }) => box.checked);
  const minutes = (parts, without) => parts.reduce((sum, { box }) => sum + Number(box.dataset.minutes ?? without), 0);

  /** How much was chosen, and how long it takes. */
  const told = (parts) => {
    const text = parts.length ? (parts.length === 1 ? words.one : words.many) : words.none;
    const reading = parts.filter(({ box }) => !box.dataset.minutes).length;
    return text.replace("{n}", parts.length).replace("{minutes}", minutes(parts, 0)) + (reading ? ` ${words.reading.replace("{n}", reading)}` : "");
  };

  /** The texts of all chapters, by their ids; one file, fetched once. */
  const load = () => {
    texts ??= fetch(words.texts, { credentials: "omit", referrerPolicy: "no-referrer" })
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(response.status))))
      .then((text) => new Map([...new DOMParser().parseFromString(text, "text/html").querySelectorAll(".chapter")].map((chapter) => [chapter.id, chapter])));
    texts.catch(() => (texts = null));
    return texts;
  };

  /** A link to a chapter that was not chosen leads to its page. */
  const relink = (chapter, ids) => {
    for (const link of chapter.querySelectorAll('a[href^="#"]')) {
      const [id, anchor] = link.hash.slice(1).split("--");
      if (!ids.has(id)) link.href = boxes.find((box) => box.value === id).dataset.url + (anchor ? `#${anchor}` : "");
    }
    return chapter;
  };

  const show = async () => {
    const parts = chosen();
    find("[data-sum]").textContent = told(parts);
    find("[data-make]").disabled = !parts.length;
    if (!parts.length) page.hidden = file.hidden = true;
    if (page.hidden) return;
    const known = await load();
    const ids = new Set(parts.map(({ box }) => box.value));
    find("#jouw-cursus").textContent = name.value.trim() || words.untitled;
    find("[data-total]").textContent = told(parts);
    find("[data-contents]").replaceChildren(...parts.map(({ box, title }) => {
      const item = document.createElement("li"), link = document.createElement("a");
      Object.assign(link, { href: `#${box.value}`, textContent: title });
      item.append(link);
      return item;
    }));
    find("[data-chapters]").replaceChildren(...parts.map(({ box }) => relink(document.importNode(known.get(box.value), true), ids)));
    file.querySelector("code").textContent = written(file.querySelector("template[data-course]").content.textContent, name.value.trim(), parts);
  };

  const failed = (error) => {
    console.error(error);
    page.hidden = file.hidden = true;
    find("[data-sum]").textContent = words.failed;
  };
  const update = () => show().catch(failed);

  const wipe = () => {
    form.reset();
    page.hidden = file.hidden = true;
    for (const { row } of rows) row.hidden = false;
    find("[data-found]").textContent = "";
    update();
  };

  for (const part of root.querySelectorAll("[data-plain]")) part.hidden = true;
  for (const part of [...root.querySelectorAll("[data-tools]"), ...boxes]) part.hidden = false;
  wipe();

  form.addEventListener("change", update);
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const { row, title } of rows) row.hidden = !title.toLowerCase().includes(wanted);
    for (const group of form.querySelectorAll("fieldset")) group.hidden = !group.querySelector("li:not([hidden])");
    find("[data-found]").textContent = words.shown.replace("{n}", rows.filter(({ row }) => !row.hidden).length);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    page.hidden = file.hidden = false;
    await update();
    if (page.hidden) return;
    page.focus({ preventScroll: true });
    page.scrollIntoView();
  });
  find("[data-wipe]").addEventListener("click", () => {
    wipe();
    name.focus();
  });
  find("[data-print]").addEventListener("click", () => print());
  find("[data-copy]").addEventListener("click", async () => {
    const code = file.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      find("[data-copy-status]").textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(code);
    }
  });
  // The address would tell what was chosen.
  page.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  });
}

/** The course as a file of `content/training/courses/`. @param {string} text @param {string} name */
function written(text, name, parts) {
  const quote = JSON.stringify;
  const sources = new Set(parts.flatMap(({ box }) => box.dataset.sources.split(" ").filter(Boolean)));
  const programme = parts.map(({ box, title }) => [
    `  - minutes: ${box.dataset.minutes ?? `${MINUTES} # TODO: hoe lang?`}`,
    `    title: ${quote(title)}`,
    `    form: ${box.dataset.form}`,
    `    text: ${quote(box.dataset.summary)}`,
    `    uses: [${box.value}]`,
  ].join("\n"));
  const values = {
    title: quote(name || "TODO: titel"),
    sources: [...sources].map((id) => `  - { source: ${id} }`).join("\n"),
    date: new Date().toISOString().slice(0, 10),
    minutes: parts.reduce((sum, { box }) => sum + Number(box.dataset.minutes ?? MINUTES), 0),
    programme: programme.join("\n"),
  };
  return text.replace(/\{(title|sources|date|minutes|programme)\}/g, (_, key) => values[key]);
}
