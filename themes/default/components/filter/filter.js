/** Shows the rows of the chosen kind. The choice lives in the page only. @param {HTMLElement} root */
export function start(root) {
  const rows = [...document.querySelectorAll("[data-filter]")];
  const groups = document.querySelectorAll("[data-filter-group]");
  root.hidden = false;
  root.querySelector("input").checked = true;
  root.addEventListener("change", ({ target }) => {
    for (const row of rows) row.hidden = target.value && !row.dataset.filter.split(" ").includes(target.value);
    for (const group of groups) group.hidden = !group.querySelector("[data-filter]:not([hidden])");
    const count = rows.filter((row) => !row.hidden).length;
    root.querySelector("[role=status]").textContent = count === 1 ? root.dataset.one : root.dataset.many.replace("{n}", count);
  });
}
