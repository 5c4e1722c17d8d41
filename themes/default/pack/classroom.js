// What the one script of the copy for classrooms has besides the modules (src/classroom/scripts.rs). The copy is opened
// from a folder on a disk, where browsers load no modules and fetch nothing.

const loaded = new Map();

/** What a module exports; it runs when it is first asked for. @param {string} path */
function $load(path) {
  if (!loaded.has(path)) {
    loaded.set(path, {});
    modules[path](loaded.get(path));
  }
  return loaded.get(path);
}

const awaited = new Map();

/** A script with data calls this with the name of the file, and its text or its bytes as Base64. */
globalThis.meldwijzer = (name, text, isBase64 = false) => {
  awaited.get(name)?.(isBase64 ? Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)) : new TextEncoder().encode(text));
};

/** Stands in for that of the browser: the file is in a script beside the place where the site has it. @param {string} url */
const fetch = (url) => new Promise((resolve, reject) => {
  const script = document.createElement("script");
  awaited.set(url.split("/").pop(), (bytes) => resolve({
    ok: true,
    arrayBuffer: async () => bytes.buffer,
    text: async () => new TextDecoder().decode(bytes),
  }));
  script.onerror = () => reject(new Error(`there is no ${url}`));
  script.src = `${url}.js`;
  document.head.append(script);
});

/** A folder on a disk does not show its page: links that scripts make name it just before they are followed. */
const name = ({ target }) => {
  const link = target.closest?.("a[href]");
  if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
};
for (const type of ["click", "auxclick", "contextmenu"]) addEventListener(type, name, true);
