/** Says what is right about a choice. It lives in the page only: no score, nothing kept. @param {HTMLFormElement} root */
export function start(root) {
  const inputs = [...root.querySelectorAll("input")];
  const details = root.querySelector("details");
  const answers = [...details.querySelectorAll("li")];
  const status = root.querySelector("[role=status]");
  const isRight = (answer) => "right" in answer.dataset;
  const say = (word, chosen) => {
    root.dataset.verdict = word;
    const verdict = document.createElement("p"), list = document.createElement("ul");
    verdict.textContent = root.dataset[word];
    list.append(...chosen.map((answer) => answer.cloneNode(true)));
    status.replaceChildren(verdict, list);
  };
  root.reset();
  for (const part of root.querySelectorAll("[hidden]")) part.hidden = false;
  details.hidden = true;
  root.addEventListener("change", () => {
    status.replaceChildren();
    details.hidden = true;
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = answers.filter((_, at) => inputs[at].checked);
    const isWhole = chosen.length === answers.filter(isRight).length;
    say(!chosen.length ? "none" : !chosen.every(isRight) ? "wrong" : isWhole ? "good" : "some", chosen);
    details.hidden = !chosen.length;
  });
}
