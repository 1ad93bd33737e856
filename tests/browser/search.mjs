// The search of the start page: from the file, without a server, under the page's own policy; and the page without script.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { offline } from "./browser.mjs";
import { axe } from "./pages.mjs";

/** As many municipalities as Germany has. */
const ALL = 10_753;

async function asking(page, query) {
  await page.fill("#lotse-search input", query);
  return page.evaluate(() => ({
    names: [...document.querySelectorAll("#lotse-search ul a")].map((a) => a.textContent),
    said: document.querySelector("#lotse-search [role=status]").textContent,
  }));
}

/** The start page with so many entries more that it lists the whole country. */
function national(html) {
  const entry = (at) => {
    const key = `09${String(at).padStart(10, "0")}`;
    return `<li><span><a href="by/${key}.html">Gemeinde Musterdorf ${at}</a> (${key})</span></li>`;
  };
  const list = Array.from({ length: ALL }, (_, at) => entry(at)).join("\n");
  return html.replace("</main>", `<h2>Alle</h2>\n<ul>\n${list}\n</ul>\n</main>`);
}

export async function checkSearch(browser, folder) {
  const problems = [];
  let asked = 0;
  const index = path.join(folder, "index.html");
  const expect = (what, found, wanted) => {
    asked += 1;
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      problems.push(`search ${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
    }
  };

  const still = await browser.newContext({ javaScriptEnabled: false });
  const silent = await still.newPage();
  await silent.goto(pathToFileURL(index).href);
  expect("without script: the form is hidden", await silent.isVisible("#lotse-search"), false);
  const listed = await silent.locator("main li a", { hasText: "Inselgemeinde Juist" }).count();
  expect("without script: the list is there", listed > 0, true);
  await still.close();

  // No bypass here: the page's own policy must let this script run, and nothing else.
  const context = await browser.newContext({ viewport: { width: 320, height: 900 } });
  const { page } = await offline(context);
  await page.goto(pathToFileURL(index).href);
  expect("the form is shown", await page.isVisible("#lotse-search"), true);
  expect("at first", await asking(page, ""), { names: [], said: "" });
  expect("by name", await asking(page, "juist"), { names: ["Inselgemeinde Juist"], said: "1 Kommune gefunden" });
  expect("by ARS", (await asking(page, "034520013013")).names, ["Inselgemeinde Juist"]);
  expect("by ARS with spaces", (await asking(page, "03 4 52 0013 013")).names, ["Inselgemeinde Juist"]);
  expect("by AGS", (await asking(page, "03452013")).names, ["Inselgemeinde Juist"]);
  expect("by the beginning of a key", (await asking(page, "03457")).names.includes("Landkreis Leer"), true);
  expect("with umlaut", (await asking(page, "SÜDBROOK")).names, ["Südbrookmerland"]);
  expect("umlauts written out", (await asking(page, "suedbrook")).names, ["Südbrookmerland"]);
  expect("two words in any order", (await asking(page, "hage flecken")).names, ["Flecken Hage"]);
  expect("nothing", await asking(page, "Atlantis"), { names: [], said: "Keine Kommune gefunden" });
  expect("markup", (await asking(page, "<img src=x onerror=alert(1)>")).names, []);
  await asking(page, "stadt");
  expect("what axe-core says of the results", await axe(page), []);
  await asking(page, "juist");
  await page.press("#lotse-search input", "Enter");
  await page.waitForURL(/juist/);
  expect("Enter opens the page", await page.textContent("h1").then((text) => text.includes("Juist")), true);

  const own = await mkdtemp(path.join(os.tmpdir(), "lotse-search-"));
  try {
    const file = path.join(own, "index.html");
    await writeFile(file, national(await readFile(index, "utf8")));
    await page.goto(pathToFileURL(file).href);
    const many = await asking(page, "musterdorf");
    expect("in the whole country", many.said, `${ALL} Kommunen gefunden, hier stehen die ersten 50`);
    expect("in the whole country", many.names.length, 50);
    expect("one of the whole country", (await asking(page, "Musterdorf 10752")).names, ["Gemeinde Musterdorf 10752"]);
    expect("whole words first", (await asking(page, "musterdorf 7")).names[0], "Gemeinde Musterdorf 7");
  } finally {
    await rm(own, { recursive: true });
  }
  await context.close();
  return { problems, said: `${asked} questions to the search of the start page, also among ${ALL} municipalities`, count: asked };
}
