// HTML documents: axe-core finds nothing, light and dark, wide and at 320 pixels; nothing sticks out; nothing is loaded.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { files, offline, packaged } from "./browser.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
/** Of each kind so many pages are looked at; the national run writes thousands of one kind. */
const OF_EACH = 6;

/** Width of the text on A4 (178 mm) in pixels. */
const PAPER = 672;

/** The kind of a page: the file without keys, names and services. */
function kind(folder, file) {
  const name = path.relative(folder, file).split(path.sep);
  if (name.length > 2) return name.at(-2);
  return name.at(-1).replace(/\.html$/, "").replace(/^(merkblatt|information-sheet|brief|letter)-.*/, "$1");
}

/** Runs in the page: what WCAG asks that axe does not look at. */
function structure() {
  const wrong = [];
  if (!document.documentElement.lang) wrong.push("no language");
  if (!document.title.trim()) wrong.push("no title");
  for (const landmark of ["main", "header, nav"]) if (!document.querySelector(landmark)) wrong.push(`no ${landmark}`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not exactly one first heading");
  let before = 0;
  for (const heading of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) wrong.push(`heading "${heading.textContent}" skips a level`);
    before = level;
  }
  const first = document.querySelector("a[href], button, input, [tabindex]");
  const target = first?.getAttribute("href")?.startsWith("#") && document.querySelector(first.getAttribute("href"));
  if (!target || target.tagName !== "MAIN") wrong.push("the first link does not skip to the content");
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length > 0) wrong.push(`ids twice: ${twice.join(", ")}`);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) wrong.push(`${link.hash} leads nowhere`);
  }
  for (const th of document.querySelectorAll("th")) if (!th.scope) wrong.push("a table heading without scope");
  return wrong;
}

/** Runs in the page: whatever makes the page itself scroll sideways. */
function overflow() {
  const room = document.documentElement.clientWidth;
  const main = document.querySelector("main");
  const edge = main.getBoundingClientRect().right - parseFloat(getComputedStyle(main).paddingRight) + 1;
  const wide = [...document.querySelectorAll("table")].filter((table) => table.getBoundingClientRect().right > edge);
  if (wide.length > 0) return [`${wide.length} tables leave their column, e.g. ${wide[0].ariaLabel}`];
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && !e.closest(".picture *, pre *"))
    .slice(0, 3)
    .map((e) => `sticks out: ${e.outerHTML.slice(0, 120)}`)
    .concat(`page is ${document.documentElement.scrollWidth} wide of ${room}`);
}

/** What axe-core finds; put in by the debugger, because the page's policy forbids other scripts than its own. */
export async function axe(page) {
  await page.evaluate(await readFile(packaged("axe-core", "axe.min.js"), "utf8"));
  const { violations, passes } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  if (passes.length < 10) return [`axe-core ran only ${passes.length} rules`];
  return violations.map((v) => `${v.id}: ${v.help} (${v.nodes.length}), e.g. ${v.nodes[0].html.slice(0, 140)}`);
}

export async function checkPages(browser, folder, pictures) {
  const kinds = new Map();
  for (const file of await files(folder, ".html")) {
    const name = kind(folder, file);
    kinds.set(name, [...(kinds.get(name) ?? []), file]);
  }
  const problems = [];
  let runs = 0;
  let pages = 0;
  const views = [
    { name: "light", width: 1280, colorScheme: "light" },
    { name: "dark", width: 1280, colorScheme: "dark" },
    { name: "320 px", width: 320, colorScheme: "light" },
    { name: "320 px dark", width: 320, colorScheme: "dark" },
  ];
  for (const [at, view] of views.entries()) {
    const context = await browser.newContext({ viewport: { width: view.width, height: 900 }, colorScheme: view.colorScheme });
    for (const [name, all] of kinds) {
      // Evenly from the first to the last: their lengths differ.
      const step = Math.max(1, all.length / OF_EACH);
      const some = [...new Set(Array.from({ length: Math.min(OF_EACH, all.length) }, (_, i) => all[Math.floor(i * step)]))];
      for (const file of some) {
        const { page, asked } = await offline(context);
        const say = (what) => problems.push(`${path.relative(folder, file)} (${view.name}): ${what}`);
        page.on("pageerror", (error) => say(`script fails: ${error.message}`));
        await page.goto(pathToFileURL(file).href);
        (await page.evaluate(overflow)).forEach(say);
        if (at === 0) {
          pages += 1;
          (await page.evaluate(structure)).forEach(say);
        }
        if (at === 0) {
          // What sticks out on paper is cut off: A4 without the margins of the print style sheet.
          await page.emulateMedia({ media: "print" });
          await page.setViewportSize({ width: PAPER, height: 900 });
          (await page.evaluate(overflow)).map((what) => `printed: ${what}`).forEach(say);
          await page.emulateMedia({ media: null });
          await page.setViewportSize({ width: view.width, height: 900 });
        }
        (await axe(page)).forEach(say);
        runs += 1;
        if (asked.length > 0) say(`asks the network: ${asked.join(", ")}`);
        if (pictures && file === some[0]) {
          await page.screenshot({ path: path.join(pictures, `${name}-${view.name.replaceAll(" ", "-")}.png`), fullPage: true });
          if (at === 0) await page.pdf({ path: path.join(pictures, `${name}.pdf`), format: "A4" });
        }
        await page.close();
      }
    }
    await context.close();
  }
  const words = [...kinds].map(([name, all]) => `${name} ${all.length}`).join(", ");
  return { problems, said: `${pages} pages of ${kinds.size} kinds (${words}), ${runs} runs of axe-core`, count: pages };
}
