/** Puts two or three rows of the table beside each other, field by field. What is chosen lives in the page only. */

/** @param {HTMLElement} root */
export function start(root) {
  const table = root.querySelector("table");
  const status = root.querySelector("[role=status]");
  const choices = [...root.querySelectorAll("select")];
  const all = document.querySelector("table.all");
  const fields = [...all.tHead.rows[0].cells].slice(1);

  const show = () => {
    const chosen = [...new Set(choices.map(({ value }) => value).filter(Boolean))].map((index) => all.tBodies[0].rows[index]);
    const enough = chosen.length > 1;
    table.hidden = !enough;
    root.classList.toggle("empty", !enough);
    table.tHead.replaceChildren(line(chosen.map(({ cells }) => copy(cells[0], { scope: "col" }))));
    for (const body of [...table.tBodies]) body.remove();
    for (const [index, field] of enough ? fields.entries() : []) {
      const head = copy(field, { scope: "rowgroup", colSpan: chosen.length });
      table.createTBody().append(line([head]), line(chosen.map(({ cells }) => copy(cells[index + 1]))));
    }
    const names = chosen.map(({ cells }) => cells[0].querySelector("a").textContent);
    const last = names.pop();
    status.textContent = enough ? root.dataset.some.replace("{names}", () => `${names.join(", ")} ${root.dataset.and} ${last}`) : root.dataset.none;
  };

  root.addEventListener("change", show);
  root.hidden = false;
  show();
}

/** @param {HTMLTableCellElement} cell @param {object} attributes */
const copy = (cell, attributes = {}) => Object.assign(cell.cloneNode(true), attributes);

/** @param {HTMLTableCellElement[]} cells */
function line(cells) {
  const row = document.createElement("tr");
  row.append(...cells);
  return row;
}
