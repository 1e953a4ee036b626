"use strict";
// The report of a class: students' pages (or those of pairs), sorting and searching. All HTML in it was made, and escaped, by the command.

const byId = (id) => document.getElementById(id);
const overview = byId("overview");
const page = byId("page");
const body = byId("table").tBodies[0];
const rows = [...body.rows];
const title = document.title;
let unpacked = null;
let cause = null;
let place = 0; // where the overview was scrolled to
let lastStudent = null;

const nameOf = (row) => row.cells[0].textContent;

// Pages

function pages() {
  unpacked ??= (async () => {
    const packed = Uint8Array.from(atob(byId("pages").textContent.trim()), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return JSON.parse(await new Response(stream).text());
  })();
  return unpacked;
}

async function showStudent(name) {
  const { fragments, pages: all } = await pages();
  const [numbers, places] = all[name];
  const article = byId("student");
  article.innerHTML = numbers.map((number) => fragments[number]).join("");
  for (const button of article.querySelectorAll("[data-exercise]")) {
    button.dataset.place = places[button.dataset.exercise] ?? "";
    button.disabled = !button.dataset.place;
  }
  for (const mark of article.querySelectorAll(".failed [data-place]")) lineAt(mark.dataset.place)?.classList.add("named");
  const shown = rowsShown();
  const at = shown.findIndex((row) => nameOf(row) === name);
  step("previous", shown[at - 1]);
  step("next", at < 0 ? null : shown[at + 1]);
  if (page.hidden) place = scrollY;
  lastStudent = name;
  document.title = `${name} · ${title}`;
  overview.hidden = true;
  page.hidden = false;
  scrollTo({ top: 0, behavior: "instant" });
  article.querySelector("h1").focus({ preventScroll: true });
}

function step(id, row) {
  const link = byId(id);
  if (row) link.href = row.cells[0].querySelector("a").getAttribute("href");
  else link.removeAttribute("href");
}

function showOverview(anchor) {
  const wasHidden = overview.hidden;
  page.hidden = true;
  overview.hidden = false;
  document.title = title;
  if (wasHidden && (!anchor || anchor === "students")) {
    scrollTo({ top: place, behavior: "instant" });
    rows.find((row) => nameOf(row) === lastStudent)?.cells[0].querySelector("a").focus({ preventScroll: true });
  } else if (wasHidden) {
    byId(anchor)?.scrollIntoView();
  }
}

function route() {
  const anchor = location.hash.slice(1);
  if (!anchor.startsWith("student/")) return showOverview(anchor);
  const name = decodeURIComponent(anchor.slice("student/".length));
  return rows.some((row) => nameOf(row) === name) ? showStudent(name) : showOverview("");
}

function lineAt(where) {
  const [number, cell = ""] = where.split(":").reverse();
  return document.querySelector(`ol[data-cell="${CSS.escape(cell)}"]`)?.children[number - 1];
}

page.addEventListener("click", (event) => {
  const button = event.target.closest("[data-place]");
  const lines = (button?.dataset.place ?? "").split(" ").map(lineAt).filter(Boolean);
  if (!lines.length) return;
  for (const line of document.querySelectorAll(".code .here")) line.classList.remove("here");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const line of lines) {
    line.classList.add("here");
    line.scrollIntoView({ block: "center", behavior: calm || lines.length > 1 ? "instant" : "smooth" });
  }
});

addEventListener("hashchange", route);
addEventListener("keydown", (event) => {
  const typing = event.target.matches("input");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing && page.hidden) {
    event.preventDefault();
    byId("search").focus();
  } else if (event.key === "Escape" && !page.hidden) {
    location.hash = "students";
  } else if (!page.hidden && (event.key === "n" || event.key === "p")) {
    byId(event.key === "n" ? "next" : "previous").click();
  }
});

// Searching

function rowsShown() {
  return [...body.rows].filter((row) => !row.hidden);
}

const textOf = new Map(rows.map((row) => [row, `${nameOf(row)} ${row.dataset.file} ${row.cells[row.cells.length - 1].textContent}`.toLowerCase()]));

function search() {
  const words = byId("search").value.toLowerCase().split(/\s+/);
  let shown = 0;
  for (const row of rows) {
    const found = words.every((word) => textOf.get(row).includes(word));
    row.hidden = !found || (cause !== null && !row.dataset.causes.includes(` ${cause} `));
    shown += !row.hidden;
  }
  byId("shown").textContent = byId("shown").dataset.template.replace("{shown}", shown).replace("{all}", rows.length);
}

function showWho(button) {
  cause = button?.dataset.cause ?? null;
  const filter = byId("filter");
  filter.hidden = cause === null;
  filter.firstElementChild.textContent = button?.querySelector(".text").textContent ?? "";
  search();
  if (button) {
    byId("students").scrollIntoView();
    filter.querySelector("button").focus({ preventScroll: true });
  }
}

byId("search").addEventListener("input", search);
byId("filter").querySelector("button").addEventListener("click", () => {
  showWho(null);
  byId("search").focus();
});
for (const button of document.querySelectorAll(".cause")) button.addEventListener("click", () => showWho(button));
byId("more-causes")?.addEventListener("click", (event) => {
  for (const item of document.querySelectorAll(".causes .more")) item.hidden = false;
  event.target.remove();
  document.querySelector(".causes .more button").focus();
});

// Sorting

const inOrder = new Intl.Collator(undefined, { numeric: true }).compare;
const valueOf = (row, column) => row.cells[column].dataset.value;

function sortBy(heading) {
  const column = heading.cellIndex;
  const descending = heading.ariaSort === "ascending" || (!heading.ariaSort && valueOf(rows[0], column) !== undefined);
  const backwards = descending && heading.ariaSort !== "descending";
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.ariaSort = backwards ? "descending" : "ascending";
  const compare = (one, other) => {
    const [a, b] = [valueOf(one, column), valueOf(other, column)];
    const order = a === undefined ? inOrder(one.cells[column].textContent, other.cells[column].textContent) : a - b;
    return (backwards ? -order : order) || inOrder(nameOf(one), nameOf(other));
  };
  body.append(...[...body.rows].sort(compare));
}

for (const heading of byId("table").tHead.rows[0].cells) {
  heading.querySelector("button").addEventListener("click", () => sortBy(heading));
}

// Paper shows what the screen folds

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});

search();
route();
(window.requestIdleCallback ?? setTimeout)(pages); // so that the first page of a student is there at once
