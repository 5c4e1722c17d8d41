/** Counts what is ticked, wipes it and prints the page. Nothing is kept: what a browser ticks anew, it wipes. @param {HTMLElement} root */
export function start(root) {
  const boxes = [...root.querySelectorAll("input")];
  const status = root.querySelector("[role=status]");
  const count = () => {
    const done = boxes.filter((box) => box.checked).length;
    status.textContent = root.dataset.done.replace("{n}", done).replace("{total}", boxes.length);
  };
  root.addEventListener("change", count);
  const wipe = () => {
    for (const box of boxes) box.checked = false;
    count();
  };
  root.querySelector("[data-wipe]").addEventListener("click", () => {
    wipe();
    boxes[0].focus();
  });
  root.querySelector("[data-print]").addEventListener("click", () => print());
  root.querySelector(".tools").hidden = false;
  wipe();
}
