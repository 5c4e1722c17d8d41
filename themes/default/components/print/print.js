/** @param {HTMLElement} root */
export function start(root) {
  const button = root.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => print());
}
