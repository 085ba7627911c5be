// Search and filter of the class table; keys; criteria that save at once; long docstrings folded; comments on lines;
// progress of runs.
const filterRows = (table) => {
  const words = (document.querySelector(`[data-search="#${table.id}"]`)?.value ?? "").toLowerCase().split(/\s+/);
  const state = document.querySelector(`[data-state="#${table.id}"]`)?.value ?? "";
  for (const row of table.tBodies[0].rows) {
    const text = row.cells[0].textContent.toLowerCase();
    const has = !state || [...row.cells].some((cell) => (cell.dataset.states ?? "").split(" ").includes(state));
    row.hidden = !(has && words.every((word) => text.includes(word)));
  }
};
for (const field of document.querySelectorAll("[data-search], [data-state]")) {
  const table = document.querySelector(field.dataset.search ?? field.dataset.state);
  field.addEventListener("input", () => filterRows(table));
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const link = { j: "a[rel=next]", k: "a[rel=prev]" }[event.key];
  if (link) document.querySelector(link)?.click();
  // 1, 2, … meet a criterion of the question in sight, or the first still to mark; 0 meets none.
  const forms = [...document.querySelectorAll("form.mark")];
  const inSight = (form) => { const { top, bottom } = form.getBoundingClientRect(); return bottom > 0 && top < innerHeight; };
  const form = forms.find(inSight) ?? forms.find((each) => each.classList.contains("todo")) ?? forms[0];
  if (!form || !/^\d$/.test(event.key)) return;
  if (event.key === "0") form.querySelector("button[name=none]").click();
  else form.querySelectorAll("input[type=checkbox]")[Number(event.key) - 1]?.click();
});
for (const form of document.querySelectorAll("form.mark")) {
  form.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") form.requestSubmit(form.querySelector("button:not([name])"));
  });
}
for (const code of document.querySelectorAll(".code[data-function]")) {
  const details = code.parentElement.querySelector(`details.about-line:has(input[value="${CSS.escape(code.dataset.function)}"])`);
  [...code.querySelectorAll(".row:not(.remark) > .number")].forEach((number, at) => {
    number.addEventListener("click", () => {
      details.open = true;
      details.querySelector("select").value = String(at + 1);
      details.querySelector("textarea:not([hidden])").focus();
    });
  });
}
// The docstring is the course's own, and longer than most answers: its first line and a button stand for it.
const isText = (row) => [...row.childNodes].slice(1).every((node) => node.className === "y-sd" || !node.textContent.trim());
for (const code of document.querySelectorAll(".code[data-fold]")) {
  const runs = [];
  let run = [];
  for (const row of [...code.querySelectorAll(".row"), null]) {
    const plain = row && !row.matches(".failed, .remark") && isText(row);
    if (plain) run.push(row);
    else { runs.push(run); run = []; }
  }
  for (const rows of runs.filter((each) => each.length > 6 && each.some((row) => row.querySelector(".y-sd")))) {
    const rest = rows.slice(1);
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet fold" });
    button.textContent = code.dataset.fold.replace("#", rest.length);
    for (const row of rest) row.hidden = true;
    rows[0].append(button);
    button.addEventListener("click", () => { for (const row of rest) row.hidden = false; button.remove(); });
  }
}
const now = document.querySelector("#now");
if (now) {
  let before = null;
  const look = async () => {
    const { running, judged, waiting, names, at_work, being_judged, long } = await (await fetch("/now")).json();
    const said = now.querySelector("[role=status]");
    const words = running ? said.dataset.running : said.dataset.stopped;
    now.hidden = !running && !waiting;
    const told = words.replace("#", judged).replace("%", at_work.length).replace("@", waiting);
    if (said.textContent !== told) said.textContent = told; // or a screen reader says it again and again
    now.querySelector("[data-work]").textContent = being_judged;
    now.querySelector("[data-long]").textContent = long.charAt(0).toUpperCase() + long.slice(1);
    now.querySelector("[data-names]").textContent = names.join(" · ");
    if (before?.running && !running) location.reload();
    before = { running };
    setTimeout(look, running ? 2000 : 10000);
  };
  look();
}
for (const form of document.querySelectorAll("form.regrade")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const output = form.querySelector("output"), button = form.querySelector("button");
    const end = (words) => { output.textContent = ` ${words}`; button.disabled = false; };
    button.disabled = true;
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const { id, words } = await answer.json();
    if (!answer.ok) return end(words); // another run is on
    for (;;) {
      await new Promise((done) => setTimeout(done, 700));
      const job = await (await fetch(`/jobs/${id}`)).json();
      output.textContent = ` ${job.done}/${job.total || "…"}`;
      if (job.status === null) continue;
      if (job.status === 0 || job.status === 1) return location.reload();
      return end(`${job.done}/${job.total} ${job.words}`); // it was refused, or was killed (below 0)
    }
  });
}
