/** An input as people paste it, what the one problem is said to be, and at which input. */
export interface BadInput {
  readonly what: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly at: string;
  readonly problem: RegExp;
}

function bad(what: string, at: string, value: string, problem: RegExp): BadInput {
  return { what, inputs: { [at]: value }, at, problem };
}

function each(what: string, at: string, values: readonly string[], problem: RegExp): readonly BadInput[] {
  return values.map((value) => bad(`${what}: ${value.slice(0, 40)}`, at, value, problem));
}

const BOMB = ["a: &a [x,x]", "b: &b [*a,*a,*a,*a]", "c: &c [*b,*b,*b,*b]", "d: &d [*c,*c,*c,*c]", "e: [*d,*d,*d,*d]"];

/** What can be told from the text of an input alone, before the disk, git or the network is looked at. */
export const BAD_INPUTS: readonly BadInput[] = [
  bad("a known name in front of another host", "api-url", "https://api.example@evil.example/", /user name or password/),
  ...each(
    "a key over plain http, or over no http at all",
    "api-url",
    ["http://10.0.0.1/", "http://127.0.0.1.example.com/", "http://localhost.example/", "ftp://x.example/"],
    /must be https/,
  ),
  ...each(
    "no absolute URL",
    "site-url",
    [
      "javascript:alert(1)",
      "file:///etc/passwd",
      "data:text/html,x",
      "//www.example.com/",
      "www.example.com",
      "https://www.exam\tple.com/",
      "https://www.example.com:99999/",
    ],
    /is no absolute URL/,
  ),
  ...["origin-url", "api-url"].flatMap((at) =>
    each(`several addresses for one, ${at}`, at, ["https://a.example/\nhttps://b.example/"], /it takes one$/),
  ),
  ...each("a file's name on two lines", "state", ["file:a\nfile:b", "file:a\u0007"], /names no file, on one line/),
  bad("a name of every object", "provider-options", "__proto__: {a: 1}", /holds __proto__/),
  bad("a data URL as origin", "origin-url", "data:text/html,x", /is no absolute URL/),
  bad("port 0", "site-url", "https://www.example.com:0/", /has port 0/),
  bad("a star for a host", "site-url", "https://*.example.com/", /has a \* in its host/),
  bad("a dot at the end of the host", "site-url", "https://www.example.com./", /has a dot at the end/),
  ...each("a password", "site-url", ["https://u:pass-w0rd@www.example.com/"], /has a user name or password/),
  bad("a password within a broken URL", "site-url", "https://u:pass-w0rd@bad host/", /is no absolute URL/),
  bad("a password in a selector", "purge", "https://u:pass-w0rd@www.example.com/", /without a user name/),
  ...each("a % that is no %XX", "purge", ["/100%", "/%zz", "/a%2"], /has a % that is no %XX/),
  bad("a % that is no %XX in a base path", "site-url", "https://www.example.com/100%/", /has a % that is no %XX/),
  bad("a % that is no %XX at the origin", "origin-url", "https://o.example/a%zz/", /has a % that is no %XX/),
  bad("a path of 9,000 characters", "purge", `/${"a".repeat(9000)}`, /characters/),
  bad("a star alone", "purge", "*", /is no selector\. Did you mean/),
  ...each("a word that is no boolean", "prewarm", ["yes", "1", "True", "on"], /one of false, true/),
  ...each(
    "a number that is none",
    "max-purges",
    ["1e3", "0x10", "-1", "1.5", "0", "9".repeat(30), "\u0661\u0662", "1,000", "Infinity"],
    /is no whole number above 0/,
  ),
  ...each("a time that is none", "timeout", ["1e3", "-5", "NaN", "5 parsecs", "soon"], /is no duration/),
  bad("an alias bomb", "provider-options", BOMB.join("\n"), /is no mapping/),
  bad("a key twice", "provider-options", "tag-batch-size: 1\ntag-batch-size: 2", /is no valid YAML \(line 2\)/),
  ...each(
    "data ten thousand deep",
    "provider-options",
    [`a: ${"[".repeat(10_000)}${"]".repeat(10_000)}`, `${"{a: ".repeat(10_000)}${"}".repeat(10_000)}`],
    /is no valid YAML/,
  ),
  ...each("repetition inside a repetition", "ignore-content", ["(a+)+$", "(a*)*b", "((a|b)+)*c"], /repetition inside/),
  bad("a glob of many stars", "include", "a*".repeat(60), /more than 9 stars in one segment/),
  bad("a glob of many braces", "include", "{a,b}".repeat(22), /more than 256 combinations/),
  bad("a range of ten million", "include", "{1..10000000}", /has a range in braces/),
  bad("a glob of 1,001 characters", "include", "x".repeat(1001), /1000 are allowed/),
  bad("a mistyped input", "build-dri", "x", /Did you mean build-dir/),
  ...["site", "api-key", "purge"].map((at) =>
    bad("an expression as text", at, `\${{ secrets.${at} }}`, /expression \$\{\{ … \}\} that was not evaluated/),
  ),
  ...each("no key", "api-key", ["", "   ", "\n"], /is missing: .*Pass it from a secret/),
  ...each("a scheme word in front of a key", "api-key", ["Bearer bto_live_0123456789"], /give the key alone/),
  ...each("a key with odd characters", "api-key", ["bto_live_\u{1f600}0123", "bto_live\0_0123456789"], /no key has/),
  bad("a key with a line break", "api-key", "bto_live_\n0123456789", /has a line break inside/),
  bad("a JSON document as a key", "api-key", '{"key":"bto_live_0123456789"}', /is a JSON document/),
  bad("a key of three characters", "api-key", "abc", /is too short/),
];
