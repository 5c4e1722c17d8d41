/** Starts the modules of a page. Each one loads and fails on its own; the exit control comes with this file. */
import "../components/exit/exit.js";

/** @type {Record<string, () => Promise<{start: (root: HTMLElement) => void}>>} */
const modules = {
  filter: () => import("../components/filter/filter.js"),
  search: () => import("../components/search/search.js"),
  skip: () => import("../components/skip/skip.js"),
};

/** @param {ParentNode} root */
export function start(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    const load = modules[element.dataset.module];
    if (load) run(load, element);
  }
}

async function run(load, element) {
  try {
    (await load()).start(element);
  } catch (error) {
    console.error(error);
  }
}

start(document);
