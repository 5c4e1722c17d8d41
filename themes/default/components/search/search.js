/**
 * The search box. Loads the client and the index on first focus; after that nothing is asked for over the network,
 * and no word enters the address or the history. Failure leaves the other ways in.
 *
 * @typedef {{text: string, mark: boolean}} Piece
 * @typedef {{title: string, url: string, section: ?string, kind: string, crumb: string, snippet: Piece[]}} Result
 * @typedef {{results: Result[], total: number, also: string[]}} Answer
 */

const LIMIT = 10;

/** @param {HTMLElement} root */
export function start(root) {
  const text = root.dataset;
  const find = (name) => root.querySelector(name);
  const [box, input, panel, status, also, list, ways] = [
    ".search-box", "input", ".search-panel", ".search-status", ".search-also", ".search-results", ".search-ways",
  ].map(find);
  const kinds = new Map(text.kinds.split(";").map((pair) => pair.split("=")));
  let client = null;
  let turn = 0;

  /** The client, loaded once; a failed load may be tried again. */
  const load = () => {
    client ??= import("../../js/search/client.js")
      .then(({ open }) => open({ index: text.index, text: text.text }))
      .catch((error) => {
        client = null;
        throw error;
      });
    return client;
  };

  const links = () => [...panel.querySelectorAll("a")].filter((link) => link.offsetParent);

  /** @param {string} message @param {?Answer} answer @param {boolean} stuck */
  const show = (message, answer, stuck) => {
    const items = answer ? answer.results.map((result) => row(result, text.root, kinds)) : [];
    const extra = answer && items.length && answer.also.length ? `${text.also} ${answer.also.join(", ")}` : "";
    status.textContent = message;
    also.textContent = extra;
    also.hidden = !extra;
    list.replaceChildren(...items);
    ways.hidden = !stuck;
    panel.hidden = !message;
  };

  const ask = async () => {
    const mine = ++turn;
    await new Promise(requestAnimationFrame);
    const query = input.value.trim();
    if (mine !== turn) return;
    if (!query) return show("");
    const wait = setTimeout(() => mine === turn && show(text.loading), 300);
    try {
      const answer = await (await load()).search(query, { limit: LIMIT });
      if (mine === turn) show(summary(query, answer, text), answer, !answer.results.length);
    } catch (error) {
      console.error(error);
      if (mine === turn) show(text.failed, null, true);
    } finally {
      clearTimeout(wait);
    }
  };

  const close = () => {
    turn += 1;
    input.value = "";
    show("");
    input.focus();
  };

  /** @param {KeyboardEvent} event */
  const move = (event) => {
    const stops = [input, ...links()];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Escape" && !panel.hidden) close();
    else if (event.key === "Enter" && at === 0) list.querySelector("a")?.click();
    else if (to === undefined || at < 0 || !stops[to]) return;
    else stops[to].focus();
    event.preventDefault();
  };

  /** `/` goes to the box, unless the reader is typing. @param {KeyboardEvent} event */
  const jump = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const fold = root.closest("details");
    if (fold) fold.open = true;
    input.focus();
  };

  box.hidden = false;
  find(".search-plain").hidden = true;
  for (const other of document.querySelectorAll("[data-without-search]")) other.hidden = true;
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", ask);
  root.addEventListener("keydown", move);
  document.addEventListener("keydown", jump);
  if (input.value) ask();
}

/** @param {string} query @param {Answer} answer @param {DOMStringMap} text */
function summary(query, { results, total }, text) {
  if (!results.length) return text.none.replace("{q}", () => query);
  if (total === 1) return text.one;
  return (total > results.length ? text.more : text.many).replace("{n}", total);
}

/** One result: title, where it is, a piece of text. @param {Result} result @returns {HTMLLIElement} */
function row(result, root, kinds) {
  const link = make("a", result.section ? `${result.title}: ${result.section}` : result.title);
  link.href = root + result.url;
  const place = [kinds.get(result.kind), result.crumb].filter(Boolean).join(", ");
  const snippet = make("p");
  snippet.append(...result.snippet.map((piece) => (piece.mark ? make("mark", piece.text) : piece.text)));
  const item = make("li");
  item.append(link, make("p", place, "small"), snippet);
  return item;
}

function make(name, text = "", className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}
