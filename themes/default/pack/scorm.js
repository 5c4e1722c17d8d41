// A self-test on a learning platform that speaks SCORM 1.2 (ADL, The SCORM Run-Time Environment, 3.3). It tells the
// platform how many questions are answered well, and nothing of the answers. Without a platform it is a self-test like
// that of the site.

import { start } from "./quiz.js";

/** The steps that the standard asks to look upwards at most. */
const STEPS = 7;

/** The platform, in a window around `from` or around the one that opened it. @param {Window} from */
function above(from) {
  for (let at = from, step = 0; step <= STEPS; at = at.parent, step++) {
    if (at.API) return at.API;
    if (at.parent === at) break;
  }
}

function find() {
  try {
    return above(window) ?? (window.top.opener ? above(window.top.opener) : undefined);
  } catch {
    // A window of another site may not be looked into.
    return undefined;
  }
}

const api = find();
const get = (name) => String(api.LMSGetValue(`cmi.core.${name}`));
const set = (name, value) => api.LMSSetValue(`cmi.core.${name}`, String(value));
const isOpen = api ? String(api.LMSInitialize("")) === "true" : false;

const forms = [...document.querySelectorAll("form")];
const stand = document.getElementById("stand");
const done = new Set(), good = new Set();
// Who comes back keeps what was reached before.
const before = isOpen ? Number(get("score.raw")) || 0 : 0;
const wasDone = isOpen && get("lesson_status") === "completed";

function tell() {
  const text = stand.dataset.score.replace("{good}", good.size).replace("{done}", done.size).replace("{all}", forms.length);
  stand.textContent = `${isOpen ? stand.dataset.platform : stand.dataset.alone} ${text}`;
  if (!isOpen) return;
  set("score.min", 0);
  set("score.max", 100);
  set("score.raw", Math.max(before, Math.round((100 * good.size) / forms.length)));
  set("lesson_status", wasDone || done.size === forms.length ? "completed" : "incomplete");
  api.LMSCommit("");
}

for (const form of forms) {
  start(form);
  form.addEventListener("submit", () => {
    const { verdict } = form.dataset;
    if (verdict === "none") return;
    done.add(form);
    if (verdict === "good") good.add(form);
    else good.delete(form);
    tell();
  });
}

stand.hidden = false;
stand.textContent = isOpen ? stand.dataset.platform : stand.dataset.alone;
if (isOpen && !wasDone) {
  set("lesson_status", "incomplete");
  api.LMSCommit("");
}

let isLeft = false;
addEventListener("pagehide", () => {
  if (!isOpen || isLeft) return;
  isLeft = true;
  api.LMSCommit("");
  api.LMSFinish("");
});
