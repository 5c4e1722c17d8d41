/** Shows the municipalities that begin with, and then those that hold, what is typed. Nothing is asked for or kept. */

const fold = (/** @type {string} */ text) => text.normalize("NFKD").replace(/[\p{M}'\u2019().]/gu, "").replace(/-/g, " ").toLowerCase().trim();

/** @param {HTMLElement} root */
export function start(root) {
  const input = root.querySelector("input");
  const status = root.querySelector("[role=status]");
  const rows = [...document.querySelectorAll("[data-finder]")].map((row) => ({ row, name: fold(row.firstElementChild.textContent) }));
  const rest = document.querySelectorAll("[data-finder-rest]");
  const groups = document.querySelectorAll("[data-finder-group]");
  root.hidden = false;
  const show = () => {
    const typed = fold(input.value);
    const starts = rows.filter(({ name }) => name.startsWith(typed));
    const found = new Set(starts.length ? starts : rows.filter(({ name }) => name.includes(typed)));
    for (const entry of rows) entry.row.hidden = !found.has(entry);
    for (const group of groups) group.hidden = !group.querySelector("[data-finder]:not([hidden])");
    for (const part of rest) part.hidden = typed !== "";
    const text = found.size === 0 ? root.dataset.none : found.size === 1 ? root.dataset.one : root.dataset.many;
    status.textContent = typed ? text.replace("{n}", found.size) : "";
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter" && input.value) document.querySelector("[data-finder]:not([hidden]) a")?.click();
  });
  if (input.value) show();
}
