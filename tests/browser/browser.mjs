// Debian's Chromium with pages that load nothing from the network.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);

/** The path of a file inside an installed package. */
export function packaged(name, file) {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), file);
}

export async function launch() {
  const found = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  const executablePath = process.env.CHROMIUM ?? found;
  if (!executablePath) throw new Error("Chromium is missing; set CHROMIUM to its path");
  // In containers that run as root Chromium cannot set up its own sandbox; all pages here are our own.
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A page whose requests all fail except to files; the list of what it asked for comes with it. */
export async function offline(context) {
  const page = await context.newPage();
  const asked = [];
  await page.route(/^https?:/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  return { page, asked };
}

/** All files below a folder with this ending, in order. */
export async function files(folder, ending) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
