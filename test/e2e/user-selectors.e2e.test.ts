import { describe, expect, it } from "vitest";
import { setStage } from "../support/stage.ts";

describe.concurrent("what the user requests on every run", () => {
  it.each([
    ["lines", "# fixed list\n/a b\n\n/caf\u00e9?x=1 # with a query\r\next:css\n"],
    ["NUL", "/a b\0/caf\u00e9?x=1\0ext:css\0"],
    ["JSON and Windows' line ends", '\ufeff[\r\n  "/a b",\r\n "/caf\\u00e9?x=1", "ext:css"]\r\n'],
    ["JSON", '["/a b", "/caf\\u00e9?x=1", "ext:css"]'],
  ])("comes from a file with %s", async (_, content) => {
    await using stage = await setStage("paradarum");
    await stage.site.repository.write({ "lists/purge.txt": content });
    const run = await stage.run({ with: { purge: "file:lists/purge.txt\n/fixed", "build-dir": undefined } });

    expect([run.exitCode, run.outputs["purged-count"], run.outputs["changed-files"]]).toEqual([0, "4", "0"]);
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

  it.each([
    ["hado", "all"],
    ["hado", "prefix:/"],
    ["http-purge", "all"],
    ["http-purge", "ext:html"],
  ] as const)(
    "does not claim that all is gone where %s takes no `%s`, and the known URLs went alone",
    async (provider, purge) => {
      const unknown = "/old-news.html";
      await using stage = await setStage(provider, { visited: [unknown] });
      const run = await stage.run({ with: { purge } });

      expect([run.exitCode, run.outputs["verdict"], run.outputs["confirmed"]]).toEqual([0, "purged", "false"]);
      expect(stage.sandbox.edge.cached()).toContain(stage.sandbox.edge.url + unknown);
      const said = /cannot purge .* as such.*Cached copies at addresses that this run does not know.* stay/;
      expect(run.annotations).toContainEqual(
        expect.objectContaining({ kind: "warning", message: expect.stringMatching(said) }),
      );
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
