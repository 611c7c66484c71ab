/** Two builds of a small site: what the demo deploys first, and what it deploys then. */
function page(title: string, text: string): string {
  return `<!doctype html>\n<title>${title}</title>\n<link rel="stylesheet" href="/assets/site.css">\n<h1>${title}</h1>\n<p>${text}</p>\n`;
}

/** Files that both builds share: no purge may touch them. */
const UNCHANGED: readonly (readonly [string, string])[] = [
  ["index.html", page("Harbour Bakery", "Bread since 1921.")],
  ["contact/index.html", page("Contact", "At the old pier.")],
  ["blog/rye/index.html", page("Rye", "Two days of sourdough.")],
  [
    "assets/logo.svg",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>\n',
  ],
];

const MENU = page("Menu", "Croissants from six o'clock.");

export const FIRST_BUILD: ReadonlyMap<string, string> = new Map([
  ...UNCHANGED,
  ["about/index.html", page("About", "Three bakers.")],
  ["assets/site.css", "body { color: #333 }\n"],
  ["jobs/index.html", page("Jobs", "We look for a baker.")],
  ["menu.html", MENU],
  ["prices/Brötchen und Brot.html", page("Prices", "A roll: 40 cents.")],
]);

/** A page changed, one added, one deleted, one renamed, a style sheet changed, and a name with blanks and an umlaut. */
export const SECOND_BUILD: ReadonlyMap<string, string> = new Map([
  ...UNCHANGED,
  ["about/index.html", page("About", "Four bakers.")],
  ["assets/site.css", "body { color: #123 }\n"],
  ["blog/spelt/index.html", page("Spelt", "New in autumn.")],
  ["daily-menu.html", MENU],
  ["prices/Brötchen und Brot.html", page("Prices", "A roll: 45 cents.")],
]);
