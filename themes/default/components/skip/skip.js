/** Moves focus without a new address: an entry in the history would undo the exit control. @param {HTMLAnchorElement} link */
export function start(link) {
  link.addEventListener("click", (event) => {
    const target = document.querySelector(link.hash);
    event.preventDefault();
    target.focus();
    target.scrollIntoView();
  });
}
