(() => {
  "use strict";
  // The search of the start page: it finds nothing that does not stand in the page's lists, and works from a file.
  const form = document.getElementById("lotse-search");
  const input = form.querySelector("input");
  const list = form.querySelector("ul");
  const status = form.querySelector("[role=status]");
  const SHOWN = 50;
  const fold = (text) =>
    text.normalize("NFC").toLowerCase()
      .replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss")
      .normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const words = (text) => text.split(/[^a-z0-9]+/).filter(Boolean);
  const entries = [];
  for (const item of document.querySelectorAll("main li")) {
    const link = item.querySelector("a");
    const key = /\((\d{5,12})\)\s*$/.exec(item.textContent);
    if (!link || !key) continue;
    const name = fold(link.textContent);
    // An AGS is the ARS without the digits of the association of municipalities.
    const ags = key[1].length === 12 ? key[1].slice(0, 5) + key[1].slice(9) : key[1];
    entries.push({ name, words: words(name), ars: key[1], ags, link, key: key[1] });
  }
  if (entries.length === 0) return;
  form.hidden = false;

  function found(query) {
    const digits = query.replace(/\s/g, "");
    if (/^\d+$/.test(digits)) {
      return entries.filter((entry) => entry.ars.startsWith(digits) || entry.ags.startsWith(digits));
    }
    const asked = words(fold(query));
    if (asked.length === 0) return [];
    const rank = (entry) => {
      if (entry.words.join(" ") === asked.join(" ")) return 0;
      return asked.every((word) => entry.words.some((own) => own.startsWith(word))) ? 1 : 2;
    };
    return entries
      .filter((entry) => asked.every((word) => entry.name.includes(word)))
      .map((entry) => ({ entry, rank: rank(entry) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ entry }) => entry);
  }

  function show() {
    const query = input.value.trim();
    const all = query ? found(query) : [];
    list.replaceChildren(
      ...all.slice(0, SHOWN).map((entry) => {
        const item = document.createElement("li");
        item.append(entry.link.cloneNode(true), ` (${entry.key})`);
        return item;
      }),
    );
    let words = "";
    if (query) words = form.dataset[all.length === 0 ? "none" : all.length === 1 ? "one" : all.length > SHOWN ? "more" : "many"];
    status.textContent = words.replace("#", String(all.length));
  }
  input.addEventListener("input", show);
  // Enter opens the only page, or the first.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  // A browser that goes back keeps what was typed.
  window.addEventListener("pageshow", show);
})();
