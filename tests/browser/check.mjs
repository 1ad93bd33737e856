// Usage: node check.mjs DOCUMENTS [MORE [PICTURES]]: checks all documents, and the drawings in MORE; what they look like
// goes to PICTURES.
import { mkdir } from "node:fs/promises";
import { checkBpmn } from "./bpmn.mjs";
import { launch } from "./browser.mjs";
import { checkMermaid } from "./mermaid.mjs";
import { checkPages } from "./pages.mjs";
import { checkSearch } from "./search.mjs";

const [folder, more, pictures] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node check.mjs DOCUMENTS [MORE [PICTURES]]");
  process.exit(2);
}
if (pictures) await mkdir(pictures, { recursive: true });
const browser = await launch();
let failed = false;
try {
  const checks = [[checkBpmn, folder], [checkMermaid, folder], [checkSearch, folder], [checkPages, folder]];
  if (more) checks.push([checkBpmn, more], [checkMermaid, more]);
  for (const [check, where] of checks) {
    const { problems, said, count } = await check(browser, where, pictures);
    console.log(said);
    // A check that found nothing to look at has checked nothing.
    if (count === 0) problems.push(`${check.name} found no files`);
    for (const problem of problems) console.error(`  ${problem}`);
    failed ||= problems.length > 0;
  }
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
