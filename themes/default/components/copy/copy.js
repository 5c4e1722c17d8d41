/** Copies the address of a section. Where that cannot be done the link does what links do. @param {HTMLElement} root */
export function start(root) {
  const status = root.querySelector(".copy-status");
  root.addEventListener("click", async (event) => {
    const link = event.target.closest(".copy");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      link.dataset.done = status.textContent = root.dataset.done;
      setTimeout(() => {
        delete link.dataset.done;
        status.textContent = "";
      }, 4000);
    } catch {
      location.assign(link.href);
    }
  });
}
