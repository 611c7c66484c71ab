import { describe, expect, it, test } from "vitest";
import { readConfig } from "../../src/inputs/read-config.ts";
import { PurgeError } from "../../src/model/errors.ts";

const SECRET = "hunter2secret";
const VARIABLES: Readonly<Record<string, string>> = {
  KEY: "k".repeat(20),
  SITE: "4711",
  BYPASS: "s3cr3t-value",
  LINES: "X-A: 1\nX-B: 2",
};

function read(text: string) {
  return readConfig(new Map([["config", "f.yml"]]), {
    eventName: "push",
    isSelfHosted: false,
    readFile: async () => text,
    takeVariable: (name) => VARIABLES[name],
  });
}

/** What is wrong with a file: `line:column input: message`. */
async function problems(text: string): Promise<readonly string[]> {
  const error = await read(text).then(
    () => new PurgeError("config", "nothing"),
    (caught: unknown) => caught,
  );
  if (!(error instanceof PurgeError)) throw error;
  expect(error.message).not.toContain(SECRET);
  return error.problems.map(({ input, message }) => `${input}: ${message}`.replace(/^f\.yml:/, ""));
}

/** A destination that is right, and lines that are added to it. */
function file(...lines: readonly string[]): string {
  const own = ["name: a", "provider: paradarum", "site: 4711", "api-key: ${KEY}", "purge: /x", ...lines];
  return `destinations:\n  - ${own.join("\n    ")}\n`;
}

describe("a configuration file", () => {
  test("is read as the step's own inputs are, anchors and lists of them included", async () => {
    const text = `immutable: &globs [assets/**, !!str media/*]\n${file("include: [&all '**', *all]", "after: ~")}`;
    const { destinations } = await read(text);
    expect(destinations.map(({ name, site, after }) => [name, site, after])).toEqual([["a", "4711", []]]);
    expect(destinations[0]?.source.includeGlobs?.length).toBe(2);
  });

  test("names destinations by numbers too", async () => {
    const two = file().replace("name: a", "name: 007") + file("after: 007").replace("destinations:\n", "");
    expect((await read(two)).destinations.map(({ name, after }) => [name, after])).toEqual([
      ["007", []],
      ["a", ["007"]],
    ]);
  });

  it.each([
    ["nothing", "", ["1:1: must be a mapping with destinations"]],
    ["a comment alone", "# none\n", ["1:1: must be a mapping with destinations"]],
    ["a list at the top", "- a\n", ["1:1: must be a mapping with destinations"]],
    ["a tab", "destinations:\n\t- name: a\n", ["2:1: is no valid YAML: tabs are not allowed"]],
    ["a key twice", file("timeout: 10", "timeout: 20"), ["8:5: is no valid YAML: a key stands twice"]],
    ["a second document", `${file()}---\n${file()}`, ["7:1: is no valid YAML: a second document begins"]],
    [
      "a reference without quotes in braces",
      "destinations:\n  - { name: a, api-key: ${KEY}, site: x }\n  - { name: b }\n",
      ["2:26: is no valid YAML: inside braces or brackets a reference needs quotes"],
    ],
    ["brackets without end", "[".repeat(20_000), ["is no valid YAML: it is nested too deeply"]],
    ["an anchor that is not there", file("timeout: *ten"), ["7:14: refers to an anchor (*…) that is not there"]],
    [
      "an anchor in itself",
      file("provider-options: &o { a: *o }"),
      ["7:31: refers to an anchor (*…) that it is a part of"],
    ],
    ["a tag", file("timeout: !Ref x"), ["7:14: has a tag (!…)"]],
    ["a directive", `%FOO bar\n---\n${file()}`, ["1:1: has a directive (%…)"]],
    ["a merge key", file("<<: { timeout: 10 }"), ["7:5 a.<<: is a merge key"]],
    ["a key that is no text", file("? [x]\n    : y"), ["7:7 a.a key that is no text: is no key here"]],
    [
      "a name that is null",
      file().replace("name: a", "name: ~").replace("paradarum", "[x]"),
      ["2:5 name: is missing", "3:5 ?.provider"],
    ],
  ])("of %s is refused where it stands", async (_, text, expected) => {
    expect(await problems(text)).toEqual(expected.map((words) => expect.stringContaining(words)));
  });

  test("that repeats anchors without end is refused at once", async () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(", ")}]\n`;
    const text = level("a", "x") + level("b", "*a") + level("c", "*b") + level("d", "*c") + file();
    expect(await problems(text)).toEqual(["1:1: repeats anchors more than 100 times"]);
  });

  it.each(["*", "!", "|", ">", "&", "@", "`", "%", "{", '"a" ', '"\\q', "a: ", "[a], "])(
    "with a secret in plain that begins with %s does not show it",
    async (start) => {
      const found = await problems(file().replace("${KEY}", `${start}${SECRET}`));
      expect(found.length).toBeGreaterThan(0);
    },
  );

  it.each(["${}", "${1X}", "$${SITE}", "${ SITE }", "${SITE}x", "zone-${SITE}", "$SITE", "${SITE"])(
    "with %s for a reference is refused, wherever it stands",
    async (value) => {
      const key = await problems(file().replace("${KEY}", () => `'${value}'`));
      expect(key).toEqual([expect.stringMatching(/^5:5 a\.api-key: must be a reference such as/)]);
      for (const [line, where] of [
        ["environment: %", "7:5 a.environment"],
        ["site-url: ['https://a.example/', %]", "7:38 a.site-url"],
        ["provider-options: { platform: % }", "7:25 a.provider-options.platform"],
      ] as const) {
        const [first] = await problems(file(line.replace("%", () => `'${value}'`)));
        expect(first).toMatch(`${where}: is no reference to a variable`);
      }
    },
  );

  test("may hold what looks like a reference in a route or a pattern", async () => {
    const { destinations } = await read(file("routes: ['blog/*.md -> /blog/${1}/']", "ignore-content: ['v\\$\\{x']"));
    expect(destinations[0]?.mapping.routes.length).toBe(1);
  });

  test("with GitHub's own expressions says that they are not evaluated", async () => {
    const found = await problems(file("environment: ${{ vars.X }}").replace("${KEY}", "${{ secrets.KEY }}"));
    expect(found).toEqual([
      expect.stringMatching(/^5:5 a\.api-key: holds an expression .*not evaluated in this file/),
      expect.stringMatching(/^7:5 a\.environment: holds an expression/),
    ]);
  });

  test("names every entry that is wrong, each where it stands, in the order of the file", async () => {
    const text = [
      "site-url: [https://a.example/, '${U1}', '${U2}']",
      "destinations:",
      "  - name: one",
      "    provider: f5xc",
      "    site: my/dist",
      "    api-key: ${KEY}",
      "    purge: [/a, [b], ~]",
      "    provider-options:",
      "      tenant: ${T1}",
      "      mode: ${T2}",
      "    site-headers:",
      "      X-A: plain",
      "      X-B: ${H2}",
      "  - name: two",
      "    provider: f5xc",
      "    site: my/dist",
      "    api-key: ${KEY}",
      "    purge: /a",
      "    provider-options:",
      "      tenant: t",
      "      colour: red",
      "",
    ].join("\n");
    expect((await problems(text)).map((line) => line.slice(0, line.indexOf(": ")))).toEqual([
      "1:32 site-url",
      "1:41 site-url",
      "7:17 one.purge",
      "9:7 one.provider-options.tenant",
      "10:7 one.provider-options.mode",
      "12:7 one.site-headers.X-A",
      "13:7 one.site-headers.X-B",
      "21:7 two.provider-options.colour",
    ]);
  });

  test.each([
    ["at the top", "state: file:memory/all\n", "", "1:1 state"],
    ["spelt in two ways", "", "    state: file:./memory//all\n", "13:5 b.state"],
  ])("with one file as the memory of two destinations, %s, is refused", async (_, shared, own, where) => {
    const first = file(...(own === "" ? [] : ["state: file:memory/all"]));
    const second = file().replace("name: a", "name: b").replace("destinations:\n", "");
    expect(await problems(`${shared}${first}${second}${own}`)).toEqual([
      expect.stringMatching(new RegExp(`^${where}: is the file that "a" is remembered in, too.*a file of its own`)),
    ]);
  });

  test("says everything at once, and each thing once", async () => {
    const text =
      'destinations:\n  - { name: Edge, provider: hado, site: a.example, api-key: "${NOPE}", purge: /a, after: edg }\n' +
      "  - { name: edge, provider: hado, site: a.example, api-key: plain-key-0123456789, purge: /a, tiemout: 3 }\n" +
      '  - { name: loop, provider: hado, site: a.example, api-key: "${KEY}", purge: /a, after: loop }\n';
    expect((await problems(text)).toSorted()).toEqual(
      [
        expect.stringMatching(/^2:52 Edge\.api-key: refers to \$\{NOPE\}, which is not set/),
        expect.stringMatching(/^2:\d+ Edge\.after: names "edg".* Did you mean edge\?/),
        expect.stringMatching(/^3:52 edge\.api-key: must be a reference/),
        expect.stringMatching(/^3:7 edge\.name: is "edge", and another one is "Edge"/),
        expect.stringMatching(/^3:\d+ edge\.tiemout: is no key here\. Did you mean timeout\?/),
        expect.stringMatching(/^4:\d+ loop\.after: goes in a circle \(loop after loop\)/),
      ].toSorted(),
    );
  });
});

describe("site-headers in a configuration file", () => {
  it.each([
    [
      "by name",
      "site-headers: { X-Bypass: '${BYPASS}', cookie: '${KEY}' }",
      { "x-bypass": "s3cr3t-value", cookie: VARIABLES["KEY"] },
    ],
    ["as a whole", "site-headers: ${LINES}", { "x-a": "1", "x-b": "2" }],
  ])("are references %s", async (_, line, headers) => {
    expect((await read(file(line))).destinations[0]?.proof.siteHeaders).toEqual(headers);
  });

  it.each([
    [`{ X-Bypass: ${SECRET} }`, /has a value that must be a reference/],
    [`'X-Bypass: ${SECRET}'`, /must be a reference/],
    [`{ X-Bypass: 'Bearer \${BYPASS}' }`, /has a value that must be a reference/],
    ["{ X-Bypass: }", /has a value that must be a reference/],
    ["{ X-Bypass: '${NOPE}' }", /has a value that refers to \$\{NOPE\}, which is not set/],
    ["{ X-Bypass: '${LINES}' }", /has a value of several lines/],
    ["{ Host: '${BYPASS}' }", /line 1 sets host/],
    ["{ [x]: '${BYPASS}' }", /line 1 is no header/],
    ["['X-Bypass: ${BYPASS}']", /must be a reference/],
  ])("%s is refused", async (value, message) => {
    expect(await problems(file(`site-headers: ${value}`))).toEqual([expect.stringMatching(message)]);
  });
});
