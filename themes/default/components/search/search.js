/**
 * The search box. Client and index load on first focus; then nothing goes over the network, and no word enters the address.
 * @typedef {{title: string, url: string, section: ?string, kind: string, crumb: string, snippet: {text: string, mark: boolean}[]}} Result
 * @typedef {{results: Result[], total: number, also: string[]}} Answer
 */

/** @param {HTMLElement} root */
export function start(root) {
  const words = root.dataset;
  const [box, input, panel, status, also, list, ways, plain] = [
    "box", "input", "panel", "status", "also", "results", "ways", "plain",
  ].map((part) => root.querySelector(`.search-${part}`));
  const kinds = new Map(words.kinds.split(";").map((pair) => pair.split("=")));
  let client = null;
  let turn = 0;

  const load = () => {
    client ??= import("../../js/search/client.js").then(({ open }) => open({ index: words.index, text: words.text }));
    client.catch(() => (client = null));
    return client;
  };

  /** @param {string} message @param {Answer} [answer] @param {boolean} [stuck] */
  const show = (message, answer = { results: [], also: [] }, stuck = false) => {
    status.textContent = message;
    also.textContent = answer.also.length ? `${words.also} ${answer.also.join(", ")}` : "";
    list.replaceChildren(...answer.results.map((result) => row(result, words.root, kinds)));
    ways.hidden = !stuck;
    panel.hidden = !message;
  };

  const ask = async () => {
    const mine = ++turn;
    await new Promise(requestAnimationFrame);
    const query = input.value.trim();
    if (mine !== turn) return;
    if (!query) return show("");
    if (panel.hidden) show(words.loading);
    try {
      const answer = await (await load()).search(query, { limit: 10 });
      if (mine === turn) show(summary(query, answer, words), answer, !answer.total);
    } catch (error) {
      console.error(error);
      if (mine === turn) show(words.failed, undefined, true);
    }
  };

  /** Arrows walk through the results; Enter in the box opens the first. */
  const move = (event) => {
    const stops = [input, ...panel.querySelectorAll("a")].filter((stop) => stop.offsetParent);
    const at = stops.indexOf(document.activeElement);
    const to = stops[{ ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]];
    if (to) to.focus();
    else if (event.key === "Escape" && !panel.hidden) {
      input.value = "";
      input.focus();
      ask();
    } else if (event.key === "Enter" && at === 0) list.querySelector("a")?.click();
    else return;
    event.preventDefault();
  };

  /** `/` goes to the box. */
  const jump = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    const fold = root.closest("details");
    if (fold) fold.open = true;
    input.focus();
  };

  box.hidden = false;
  plain.hidden = true;
  for (const other of document.querySelectorAll("[data-without-search]")) other.hidden = true;
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", ask);
  root.addEventListener("keydown", move);
  document.addEventListener("keydown", jump);
  if (input.value) ask();
}

/** @param {string} query @param {Answer} answer @param {DOMStringMap} words */
function summary(query, { results, total }, words) {
  if (!total) return words.none.replace("{q}", () => query);
  if (total === 1) return words.one;
  return (total > results.length ? words.more : words.many).replace("{n}", total);
}

/** @param {Result} result @returns {HTMLLIElement} */
function row({ title, section, url, kind, crumb, snippet }, root, kinds) {
  const item = make("li");
  const link = item.appendChild(make("a", section ? `${title}: ${section}` : title));
  link.href = root + url;
  item.appendChild(make("p", kinds.get(kind) ?? crumb)).className = "small";
  item.appendChild(make("p")).append(...snippet.map(({ text, mark }) => (mark ? make("mark", text) : text)));
  return item;
}

const make = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
