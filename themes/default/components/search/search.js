/**
 * The search box. Client and index load on first focus; then nothing goes over the network, and no word enters the address.
 * @typedef {{title: string, url: string, section: string, kind: string, audience: string, snippet: {text: string, mark: boolean}[]}} Result
 * @typedef {{results: Result[], total: number, kinds: Record<string, number>, also: string[], meant: ?string, danger: boolean, whole: boolean}} Answer
 */

/** @param {HTMLElement} root */
export function start(root) {
  const { files, root: up, loading, failed } = root.dataset;
  const [box, input, panel, danger, status, meant, also, kinds, list, ways, plain] = [
    "box", "input", "panel", "danger", "status", "meant", "also", "kinds", "results", "ways", "plain",
  ].map((part) => root.querySelector(`.search-${part}`));
  const select = kinds.querySelector("select");
  const none = { results: [], also: [], kinds: {}, meant: null, danger: false };
  // They come with the names of the index: pages are lighter without.
  let words = { search: {}, kind: {}, audience: {} };
  let client = null;
  let turn = 0;
  let kind = "";

  // The page does not say what the index is called: a changed word would change every page.
  const names = () => fetch(files, { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" });
  const load = () => {
    client ??= Promise.all([import("../../js/search/client.js"), names().then((response) => response.text())]).then(([{ open }, names]) => {
      const { index, text, words: all } = JSON.parse(names);
      words = all[document.documentElement.lang];
      return open({ index: up + index, text: up + text });
    });
    client.catch(() => (client = null));
    return client;
  };

  /** @param {string} message @param {Answer} [answer] @param {boolean} [stuck] */
  const show = (message, answer = none, stuck = false) => {
    danger.hidden = !answer.danger;
    if (status.textContent !== message) status.textContent = message;
    meant.hidden = !answer.meant;
    meant.querySelector("button").textContent = answer.meant ?? "";
    also.textContent = answer.also.length ? `${words.search.also} ${answer.also.join(", ")}` : "";
    const counts = Object.entries(answer.kinds).sort(([, a], [, b]) => b - a);
    kinds.hidden = counts.length < 2;
    const option = (name, text) => Object.assign(make("option", text), { value: name, selected: name === kind });
    select.replaceChildren(option("", words.search.all), ...counts.map(([name, count]) => option(name, `${words.kind[name] ?? name} (${count})`)));
    list.replaceChildren(...answer.results.map((result) => row(result, up, words)));
    ways.hidden = !stuck;
    panel.hidden = !message;
  };

  const ask = async () => {
    const mine = ++turn;
    await new Promise(requestAnimationFrame);
    const query = input.value.trim();
    if (mine !== turn) return;
    if (!query) return show("");
    if (panel.hidden) show(loading);
    try {
      const { search } = await load();
      let answer = await search(query, { limit: 10, kind, wait: false });
      if (mine === turn) show(summary(query, answer, words.search), answer, !answer.total);
      if (answer.whole) return;
      answer = await search(query, { limit: 10, kind });
      // The rows stay: somebody may already be on one of them.
      if (mine === turn) answer.results.forEach((result, at) => fill(list.children[at], result, up));
    } catch (error) {
      console.error(error);
      if (mine === turn) show(failed, undefined, true);
    }
  };

  /** Arrows walk through the results; Enter in the box opens the first. */
  const move = (event) => {
    if (event.target === select) return;
    const stops = [input, ...panel.querySelectorAll("a")].filter((stop) => stop.offsetParent);
    const at = stops.indexOf(document.activeElement);
    const to = stops[{ ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]];
    if (to) to.focus();
    else if (event.key === "Escape" && !panel.hidden) {
      input.value = "";
      input.focus();
      turn += 1;
      show("");
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
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    kind = "";
    ask();
  });
  select.addEventListener("change", () => {
    kind = select.value;
    ask();
  });
  meant.addEventListener("click", ({ target }) => {
    if (!target.closest("button")) return;
    input.value = target.textContent;
    input.focus();
    ask();
  });
  root.addEventListener("keydown", move);
  document.addEventListener("keydown", jump);
  if (input.value) ask();
}

/** @param {string} query @param {Answer} answer @param {Record<string, string>} words */
function summary(query, { results, total }, words) {
  if (!total) return words.none.replace("{q}", () => query);
  if (total === 1) return words.one;
  return (total > results.length ? words.more : words.many).replace("{n}", total);
}

/** @param {Result} result @returns {HTMLLIElement} */
function row(result, root, { kind, audience }) {
  const item = make("li");
  item.append(make("a"), make("p", [kind[result.kind], audience[result.audience]].filter(Boolean).join(", ")), make("p"));
  item.children[1].className = "small";
  return fill(item, result, root);
}

/** What the texts tell: the section and its piece of text. @param {HTMLLIElement} item @param {Result} result */
function fill(item, { title, section, url, snippet }, root) {
  const [link, , text] = item.children;
  link.textContent = section ? `${title}: ${section}` : title;
  link.href = root + url;
  text.replaceChildren(...snippet.map(({ text, mark }) => (mark ? make("mark", text) : text)));
  return item;
}

const make = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });
