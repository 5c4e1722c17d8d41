/** Shows the differences of the chosen sector in place. The choice lives in the page only. @param {HTMLElement} root */
export function start(root) {
  const select = root.querySelector("select");
  const status = root.querySelector("[role=status]");
  const show = () => {
    for (const part of root.querySelectorAll("details")) {
      const chosen = part.dataset.sector === select.value;
      part.hidden = !chosen;
      part.open = chosen;
    }
    status.textContent = [...root.querySelectorAll("details[open] h3")].map((title) => title.textContent).join(". ");
  };
  select.closest("[hidden]").hidden = false;
  select.addEventListener("change", show);
  show();
}
