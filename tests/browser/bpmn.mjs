// Every BPMN file opens in bpmn-js without a warning, complete, and as it was laid out.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { files, offline, packaged } from "./browser.mjs";

/** Runs in the page: imports one file and says what came of it. */
async function importing(xml) {
  document.body.innerHTML = '<div id="canvas" style="width:1600px;height:1200px"></div>';
  const viewer = new BpmnJS({ container: "#canvas" });
  try {
    const { warnings } = await viewer.importXML(xml);
    const elements = viewer.get("elementRegistry").getAll();
    const boxes = elements.filter((e) => e.type === "bpmn:Task");
    const inside = (a, b) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
    const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const wrong = [];
    const lanes = elements.filter((e) => e.type === "bpmn:Lane");
    const solid = elements.filter((e) => /Task|Gateway|Event/.test(e.type) && !e.labelTarget);
    for (const one of solid) {
      if (!lanes.some((lane) => inside(one, lane))) wrong.push(`${one.id} stands in no lane`);
      for (const two of solid) if (one.id < two.id && overlap(one, two)) wrong.push(`${one.id} overlaps ${two.id}`);
    }
    for (const edge of elements.filter((e) => e.waypoints)) {
      const touches = (p, box) => p.x >= box.x - 1 && p.x <= box.x + box.width + 1 && p.y >= box.y - 1 && p.y <= box.y + box.height + 1;
      if (!touches(edge.waypoints[0], edge.source)) wrong.push(`${edge.id} does not begin at ${edge.source.id}`);
      if (!touches(edge.waypoints.at(-1), edge.target)) wrong.push(`${edge.id} does not end at ${edge.target.id}`);
      for (const box of boxes) {
        if (box === edge.source || box === edge.target) continue;
        for (let i = 1; i < edge.waypoints.length; i++) {
          const [a, b] = [edge.waypoints[i - 1], edge.waypoints[i]];
          const run = { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x) || 1, height: Math.abs(a.y - b.y) || 1 };
          if (overlap(run, box)) wrong.push(`${edge.id} runs through ${box.id}`);
        }
      }
    }
    // Text that does not fit its box.
    for (const box of boxes) {
      const text = document.querySelector(`[data-element-id="${box.id}"] text.djs-label`);
      const room = text?.getBBox();
      if (room && (room.height > box.height || room.width > box.width)) wrong.push(`the text of ${box.id} is too large`);
    }
    const count = elements.filter((e) => !e.labelTarget).length;
    const { svg } = await viewer.saveSVG();
    return { warnings: warnings.map((w) => w.message), count, wrong, svg, gateways: elements.filter((e) => /Gateway/.test(e.type)).length };
  } catch (error) {
    return { warnings: [String(error.message), ...(error.warnings ?? []).map((w) => w.message)], count: 0, wrong: [], svg: "", gateways: 0 };
  } finally {
    viewer.destroy();
  }
}

export async function checkBpmn(browser, folder, pictures) {
  const context = await browser.newContext();
  const { page } = await offline(context);
  await page.addStyleTag({ path: packaged("bpmn-js", "dist/assets/bpmn-js.css") });
  await page.addScriptTag({ path: packaged("bpmn-js", "dist/bpmn-viewer.production.min.js") });
  const problems = [];
  const all = await files(folder, ".bpmn");
  let elements = 0;
  let gateways = 0;
  for (const file of all) {
    const found = await page.evaluate(importing, await readFile(file, "utf8"));
    elements += found.count;
    gateways += found.gateways;
    const say = (what) => problems.push(`${path.relative(folder, file)}: ${what}`);
    found.warnings.forEach(say);
    found.wrong.forEach(say);
    if (found.count === 0) say("nothing in it");
    if (!found.svg.includes("<svg")) say("no SVG comes out");
    if (pictures && found.svg) {
      await writeFile(path.join(pictures, `${path.relative(folder, file).replaceAll("/", "-")}.svg`), found.svg);
    }
  }
  await context.close();
  return { problems, said: `${all.length} BPMN files, ${elements} elements, ${gateways} gateways imported by bpmn-js`, count: all.length };
}
