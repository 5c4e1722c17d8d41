/** Counts what is ticked, wipes it and prints the page. Nothing is kept. @param {HTMLElement} root */
export function start(root) {
  const boxes = [...root.querySelectorAll("input")];
  const status = root.querySelector("[role=status]");
  const count = () => {
    const done = boxes.filter((box) => box.checked).length;
    status.textContent = root.dataset.done.replace("{n}", done).replace("{total}", boxes.length);
  };
  root.addEventListener("change", count);
  root.querySelector("[data-wipe]").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    count();
    boxes[0].focus();
  });
  root.querySelector("[data-print]").addEventListener("click", () => print());
  root.querySelector(".tools").hidden = false;
  count();
}
