/* Exit control: a plain script, so that it can also stand inline in the citizen page. A click on a [data-module=exit], or Shift three
   times in five seconds, blanks the page and replaces it in the history.
   Counting rules after the GOV.UK component Exit this page (MIT). */
{
  const links = Array.from(document.querySelectorAll("[data-module=exit]"));
  const main = links.find((link) => link.dataset.loading);
  const root = document.documentElement;
  const title = document.title;
  const wait = 5000;
  let cover = null;
  let presses = 0;
  let modified = false;
  let timer = 0;

  const say = (text) => {
    main.nextElementSibling.textContent = text;
  };

  const leave = () => {
    cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    document.body.appendChild(cover);
    root.classList.add("exit-leaving");
    cover.textContent = document.title = main.dataset.loading;
    location.replace(main.href);
  };

  const stop = (text) => {
    clearTimeout(timer);
    presses = 0;
    say(text);
  };

  const late = () => {
    stop(main.dataset.late);
    timer = setTimeout(stop, wait, "");
  };

  /** A page that comes back from the back/forward cache must not stay blank. */
  const restore = () => {
    stop("");
    if (!cover) return;
    cover.remove();
    cover = null;
    document.title = title;
    root.classList.remove("exit-leaving");
  };

  /** Only a Shift pressed by itself counts; any other key starts again. */
  const count = (event) => {
    if (event.key === "Shift" && !modified) {
      clearTimeout(timer);
      timer = setTimeout(late, wait);
      presses += 1;
      say(presses === 1 ? main.dataset.two : main.dataset.one);
      if (presses === 3) leave();
    } else if (presses) {
      late();
    }
    modified = event.shiftKey;
  };

  /** From a citizen page to another page of the site: without a row in the history. */
  const move = (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname === location.pathname) return;
    event.preventDefault();
    location.replace(link.href);
  };

  if ("private" in document.body.dataset) document.addEventListener("click", move);
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
