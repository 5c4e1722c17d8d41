// The script of the preview: loads the page anew when the site has changed, and shows mistakes over it. `serve` puts it
// into the pages that it sends; no built site has it.
{
  const version = document.currentScript.dataset.version;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { all: initial; display: block; position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box;
      width: 100%; max-height: 60vh; overflow: auto; color-scheme: light dark; background: Canvas; color: CanvasText;
      border-top: 4px solid #c62828; box-shadow: 0 -4px 24px #0006; font: 16px/1.5 system-ui, sans-serif; }
    .bar { position: sticky; top: 0; display: flex; gap: 16px; align-items: center; justify-content: space-between;
      padding: 8px 16px; background: Canvas; border-bottom: 1px solid GrayText; }
    p { margin: 0; font-weight: 600; }
    button { flex: none; font: inherit; padding: 4px 12px; min-height: 44px; cursor: pointer; }
    pre { margin: 0; padding: 16px; overflow-x: auto; font: 14px/1.45 ui-monospace, monospace; tab-size: 4; }
    :focus-visible { outline: 3px solid Highlight; outline-offset: -3px; }
    @media print { :host { display: none; } }
  `);

  /** The panel, while there is one. @type {HTMLElement | undefined} */
  let panel;
  /** The mistakes that the reader has put away. @type {string | undefined} */
  let dismissed;

  /** @param {string} name @param {Record<string, unknown>} properties @param {...Node} children */
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const close = () => {
    panel?.remove();
    panel = undefined;
  };

  /** @param {string} text as in the terminal */
  const open = text => {
    close();
    const dismiss = () => {
      dismissed = text;
      close();
    };
    const title = element("p", { id: "title", role: "alert", textContent: "Er staan fouten in de inhoud. Je ziet de laatste goede versie." });
    const button = element("button", { type: "button", textContent: "Sluiten (Esc)", onclick: dismiss });
    const mistakes = element("pre", { tabIndex: 0, role: "region", lang: "en", textContent: text });
    mistakes.setAttribute("aria-labelledby", "title");
    panel = element("div", { lang: "nl", popover: "manual" });
    panel.setAttribute("data-preview", "");
    panel.onkeydown = event => event.key === "Escape" && dismiss();
    const shadow = panel.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(element("div", { className: "bar" }, title, button), mistakes);
    // First in the page, so that the keyboard comes to it first; the focus stays where it is.
    document.body.prepend(panel);
    panel.showPopover?.();
  };

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") panel?.onkeydown(event);
  });

  /** @type {EventSource | undefined} */
  let events;
  const listen = () => {
    events?.close();
    events = undefined;
    // A browser has six connections for a host: those of the tabs that nobody sees are free for others. A tab that is
    // shown again hears what it missed.
    if (document.hidden) return;
    events = new EventSource("/-/preview/events");
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      if (state.version !== version) return location.reload();
      if (!state.mistakes) dismissed = undefined;
      if (!state.mistakes || state.mistakes === dismissed) close();
      else open(state.mistakes);
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => events?.close());
}
