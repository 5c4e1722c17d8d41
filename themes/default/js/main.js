/** Starts what a page needs. Each module loads and fails on its own; the exit control comes with this file. */
import "../components/exit/exit.js";

/** @type {Record<string, () => Promise<{start: (root: HTMLElement) => void}>>} */
const modules = {
  basket: () => import("../components/basket/basket.js"),
  catalogue: () => import("../components/catalogue/catalogue.js"),
  checklist: () => import("../components/checklist/checklist.js"),
  comparison: () => import("../components/comparison/comparison.js"),
  copy: () => import("../components/copy/copy.js"),
  filter: () => import("../components/filter/filter.js"),
  finder: () => import("../components/finder/finder.js"),
  print: () => import("../components/print/print.js"),
  quiz: () => import("../components/quiz/quiz.js"),
  search: () => import("../components/search/search.js"),
  sectors: () => import("../components/sectors/sectors.js"),
  skip: () => import("../components/skip/skip.js"),
};

/** @param {ParentNode} root */
export function start(root) {
  for (const element of root.querySelectorAll("[data-module]")) {
    modules[element.dataset.module]?.().then((module) => module.start(element)).catch(console.error);
  }
}

start(document);
