import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cache, inSteps } from "../support/caches.ts";
import { type Stage, setStage } from "../support/stage.ts";

const LISTS = [
  ["lines", "# fixed list\n/a b\n\n/caf\u00e9?x=1 # with a query\r\next:css\n"],
  ["NUL", "/a b\0/caf\u00e9?x=1\0ext:css\0"],
  ["JSON and Windows' line ends", '\ufeff[\r\n  "/a b",\r\n "/caf\\u00e9?x=1", "ext:css"]\r\n'],
  ["JSON", '["/a b", "/caf\\u00e9?x=1", "ext:css"]'],
] as const;

const TOO_MUCH = [
  ["hado", "all"],
  ["hado", "prefix:/"],
  ["http-purge", "all"],
  ["http-purge", "ext:html"],
] as const;

/** Cached, and at an address that no run knows. */
const UNKNOWN = "/old-news.html";

function nameOf(...words: readonly string[]): string {
  return words.join("-").replace(/[^\w-]+/g, "_");
}

describe.concurrent("what the user requests on every run", () => {
  const lists = inSteps(
    Object.fromEntries<Cache>(
      LISTS.map(([how]) => [
        nameOf(how),
        { provider: "paradarum", inputs: { purge: `file:lists/${nameOf(how)}\n/fixed`, "build-dir": undefined } },
      ]),
    ),
  );
  const tooMuch = inSteps(
    Object.fromEntries<Cache>(
      TOO_MUCH.map(([provider, purge]) => [
        nameOf(provider, purge),
        { provider, inputs: { purge }, scene: { visited: [UNKNOWN] } },
      ]),
    ),
  );
  beforeAll(async () => {
    const writeLists = ({ site }: Stage) =>
      site.repository.write(Object.fromEntries(LISTS.map(([how, content]) => [`lists/${nameOf(how)}`, content])));
    await Promise.all([lists.start(writeLists), tooMuch.start()]);
  });
  afterAll(() => Promise.all([lists.end(), tooMuch.end()]));

  it.each(LISTS)("comes from a file with %s", async (how) => {
    const { stage, run } = lists.of(nameOf(how));
    const { purged, changes } = run.of(nameOf(how));

    expect([run.exitCode, purged, changes.files]).toEqual([0, 4, []]);
    const sent = stage.sandbox.api.purges() as { value: string }[];
    expect(sent.map(({ value }) => value).toSorted()).toEqual(["/a%20b", "/caf%C3%A9?x=1", "/fixed", "css"]);
  });

  it("is sent beside what changed", async () => {
    await using stage = await setStage("batoff");
    const run = await stage.run({ with: { purge: "/assets/*" } });

    expect(run.exitCode).toBe(0);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual(["/assets/logo.svg"]);
  });

  it("pre-warms each page of a sitemap once at Hado", async () => {
    const sitemap = (origin: string): string => {
      const pages = ["/", "/about/", "/never-seen/", "/about/"].map((path) => `<url><loc>${origin}${path}</loc></url>`);
      return `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.join("")}</urlset>`;
    };
    await using stage = await setStage("hado");
    const { edge, api, origin } = stage.sandbox;
    await stage.site.repository.write({ "public/sitemap.xml": sitemap(edge.url) });
    origin.deploy(new Map([["never-seen/index.html", "rendered before anybody came"]]));
    const run = await stage.run({ with: { purge: "sitemap:public/sitemap.xml", "build-dir": undefined } });

    expect([run.exitCode, run.outputs["purged-count"]]).toEqual([0, "3"]);
    const paths = api.purges().map((purge) => (purge as { path: string }).path);
    expect(paths.toSorted()).toEqual(["/", "/about/", "/never-seen/"]);
    expect(await stage.stale(["/never-seen/"])).toEqual([]);
    expect(await edge.get("/never-seen/")).toMatchObject({ cache: "HIT", body: "rendered before anybody came" });
  });

  it("empties the zone only when it says so", async () => {
    await using stage = await setStage("5centscdn");
    const run = await stage.run({ with: { purge: "all", "build-dir": undefined } });

    expect(run.exitCode).toBe(0);
    expect(stage.sandbox.api.purges()).toEqual([{}]);
    expect(await stage.stale()).toEqual([]);
  });

  it.each(TOO_MUCH)(
    "does not claim that all is gone where %s takes no `%s`, and the known URLs went alone",
    async (provider, purge) => {
      const { stage, run } = tooMuch.of(nameOf(provider, purge));
      const { verdict, confirmed, providerName } = run.of(nameOf(provider, purge));

      expect([run.exitCode, verdict, confirmed]).toEqual([0, "purged", false]);
      expect(stage.sandbox.edge.cached()).toContain(stage.sandbox.edge.url + UNKNOWN);
      const said = /cannot purge .* as such.*Cached copies at addresses that this run does not know.* stay/;
      const label = `${nameOf(provider, purge)} (${providerName})`;
      expect(run.annotations).toContainEqual({
        kind: "warning",
        title: `${label}: copies at unknown addresses stay`,
        message: expect.stringMatching(said),
      });
      expect(run.summary).toMatch(said);
    },
  );

  it("is listed in the log, up to a screen or two", async () => {
    await using stage = await setStage("paradarum");
    const purge = Array.from({ length: 60 }, (_, n) => `/page-${String(n).padStart(2, "0")}`);
    const { log } = await stage.run({ with: { purge: purge.join("\n"), "build-dir": undefined, "dry-run": "true" } });

    expect(log.filter((line) => line.startsWith("/page-"))).toEqual(purge.slice(0, 50));
    expect(log).toContain("… and 10 more: the output report-file names the file that has all.");
  });
});
