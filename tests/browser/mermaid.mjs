// Every Mermaid file is drawn by the Mermaid library, with all its boxes and ways, or its bars.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { files, offline, packaged } from "./browser.mjs";

async function drawing([text, number]) {
  try {
    const { svg } = await mermaid.render(`picture${number}`, text);
    const holder = document.createElement("div");
    holder.innerHTML = svg;
    return { svg, boxes: holder.querySelectorAll("g.node").length, ways: holder.querySelectorAll("path.flowchart-link").length, bars: holder.querySelectorAll("rect.task").length };
  } catch (error) {
    return { error: String(error.message ?? error), svg: "", boxes: 0, ways: 0, bars: 0 };
  }
}

export async function checkMermaid(browser, folder, pictures) {
  const context = await browser.newContext();
  const { page, asked } = await offline(context);
  await page.addScriptTag({ path: packaged("mermaid", "dist/mermaid.min.js") });
  await page.evaluate(() => mermaid.initialize({ startOnLoad: false, securityLevel: "strict" }));
  const problems = [];
  const all = await files(folder, ".mmd");
  let boxes = 0;
  let ways = 0;
  let bars = 0;
  for (const [number, file] of all.entries()) {
    const text = await readFile(file, "utf8");
    const found = await page.evaluate(drawing, [text, number]);
    const say = (what) => problems.push(`${path.relative(folder, file)}: ${what}`);
    if (found.error) say(found.error);
    const lines = text.split("\n");
    const expected = { boxes: lines.filter((l) => /^ {4}n\d+[[(]/.test(l)).length, ways: lines.filter((l) => /^ {2}n\d+ .* n\d+$/.test(l)).length, bars: lines.filter((l) => /^ {4}[▲▪◆◇] /.test(l)).length };
    if (found.boxes !== expected.boxes) say(`${found.boxes} boxes drawn of ${expected.boxes}`);
    if (found.ways !== expected.ways) say(`${found.ways} ways drawn of ${expected.ways}`);
    if (found.bars !== expected.bars) say(`${found.bars} bars drawn of ${expected.bars}`);
    // A file in which nothing is expected would never fail.
    if (expected.boxes + expected.bars === 0 && !file.includes("nothing")) say("neither boxes nor bars");
    boxes += found.boxes;
    bars += found.bars;
    ways += found.ways;
    if (pictures && found.svg) {
      await writeFile(path.join(pictures, `${path.relative(folder, file).replaceAll("/", "-")}.svg`), found.svg);
    }
  }
  if (asked.length > 0) problems.push(`Mermaid asked the network: ${asked.join(", ")}`);
  await context.close();
  return { problems, said: `${all.length} Mermaid files, ${boxes} boxes, ${ways} ways, ${bars} bars drawn by Mermaid`, count: all.length };
}
