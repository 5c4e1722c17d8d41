/**
 * Turns the links of the facets into choices: one choice of a facet must fit, and that for each facet. Sorts. The choices
 * live in the page only.
 */

/** @param {HTMLElement} root */
export function start(root) {
  const list = root.querySelector(".modules");
  const status = root.querySelector("[role=status]");
  const clear = root.querySelector("button");
  const rows = [...list.children].map((row) => ({ row, has: row.dataset.facets.split(" "), title: row.querySelector("a").textContent }));
  const facets = [...root.querySelectorAll(".facet")].map((facet) => [...facet.querySelectorAll("a")].map(choice));

  /** Whether a row fits every facet but one: of that one the counts are asked for. */
  const fits = ({ has }, except) => facets.every((facet) => {
    const chosen = facet.filter(({ input }) => input.checked);
    return facet === except || !chosen.length || chosen.some(({ value }) => has.includes(value));
  });

  const show = () => {
    let shown = 0;
    for (const entry of rows) shown += !(entry.row.hidden = !fits(entry));
    for (const facet of facets) {
      for (const { value, count, label } of facet) {
        const found = rows.filter((entry) => entry.has.includes(value) && fits(entry, facet)).length;
        count.textContent = found;
        label.classList.toggle("none", !found);
      }
    }
    clear.hidden = !facets.flat().some(({ input }) => input.checked);
    status.textContent = (shown === 1 ? root.dataset.one : root.dataset.many).replace("{n}", shown);
  };

  root.addEventListener("change", ({ target }) => {
    if (target.name !== "volgorde") return show();
    const order = target.value === "title" ? rows.toSorted((a, b) => a.title.localeCompare(b.title, "nl")) : rows;
    list.append(...order.map(({ row }) => row));
  });
  clear.addEventListener("click", () => {
    for (const { input } of facets.flat()) input.checked = false;
    show();
    status.focus();
  });
  root.querySelector("fieldset").hidden = false;
  root.querySelector("fieldset input").checked = true;
}

/** @param {HTMLAnchorElement} link */
function choice(link) {
  const label = document.createElement("label");
  const input = Object.assign(document.createElement("input"), { type: "checkbox" });
  label.append(input, ...link.childNodes);
  link.replaceWith(label);
  return { label, input, count: label.lastElementChild, value: link.dataset.value };
}
