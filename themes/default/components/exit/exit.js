/* Exit control. A plain script without import or export, so that it can also stand inline in the citizen page.
   A click on any [data-module=exit], or Shift three times within five seconds, blanks the page and replaces it in the history.
   Counting rules and texts after the GOV.UK component Exit this page (MIT); `replace` leaves no entry for Back or the history list. */
{
  const WINDOW = 5000;
  const links = Array.from(document.querySelectorAll("[data-module=exit]"));
  const main = links.find((link) => link.dataset.loading) || links[0];
  const status = main && main.parentNode.querySelector("[role=status]");
  const title = document.title;
  let cover = null;
  let presses = 0;
  let modified = false;
  let timer = 0;

  /** @param {string} text */
  const say = (text) => {
    if (status) status.textContent = text || "";
  };

  const leave = () => {
    document.title = main.dataset.loading || " ";
    cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    document.documentElement.classList.add("exit-leaving");
    document.body.appendChild(cover);
    cover.textContent = main.dataset.loading || "";
    location.replace(main.href);
  };

  /** A page that comes back from the back/forward cache must not stay blank. */
  const restore = () => {
    document.documentElement.classList.remove("exit-leaving");
    if (cover) {
      cover.remove();
      cover = null;
      document.title = title;
    }
    stop();
    say("");
  };

  const stop = () => {
    clearTimeout(timer);
    presses = 0;
  };

  const late = () => {
    stop();
    say(main.dataset.late);
    timer = setTimeout(() => say(""), WINDOW);
  };

  /** Only a Shift that was pressed by itself counts. @param {KeyboardEvent} event */
  const count = (event) => {
    if (event.key === "Shift" && !modified) {
      presses += 1;
      clearTimeout(timer);
      timer = setTimeout(late, WINDOW);
      say(presses === 1 ? main.dataset.two : main.dataset.one);
      if (presses > 2) {
        stop();
        leave();
      }
    } else if (presses) {
      late();
    }
    modified = event.shiftKey;
  };

  if (main) {
    for (const link of links) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
      });
    }
    addEventListener("keyup", count);
    addEventListener("pageshow", restore);
  }
}
