import type { Where } from "../support/shown.ts";

/** One bad input: where it is shown what becomes of it, or why it cannot come here. */
export interface BadInput {
  readonly id: number;
  readonly input: string;
  readonly where: readonly Where[];
  readonly butNot?: string;
}

const one = (id: number, input: string, ...where: readonly Where[]): BadInput => ({
  id,
  input,
  where,
});
const not = (butNot: string, bad: BadInput): BadInput => ({ ...bad, butNot });

const NAMES = "e2e/names.e2e.test.ts";
const HASH = "world/hash.test.ts";
const GIT = "world/git.test.ts";
const SAFETY = "world/git-safety.test.ts";
const PARSE = "inputs/parse.test.ts";
const SELECTOR = "plan/parse-selector.test.ts";
const SETTINGS = "providers/settings.test.ts";
const INCLUDE = "mapping/include.test.ts";
const E2E = "e2e/inputs.e2e.test.ts";

/** Everything that people, disks, repositories and vendors have handed to such a step: names, trees, refs, addresses, inputs, keys, answers. */
export const BAD_INPUTS: readonly BadInput[] = [
  one(1, "a line break and a command", [NAMES, '"a\\n::add-mask::x.html"']),
  one(2, "a lone CR and a command", [NAMES, '"a\\r::warning::z"']),
  one(3, "a Unicode blank and a command", [NAMES, '"\\u00a0::stop-commands::t"']),
  one(4, "a command of the old form inside a line", [NAMES, '"dir/##[add-mask]200"']),
  one(5, "one that sets an output", [NAMES, '"##[set-output name=purged]9999"']),
  one(6, "a percent sign that spells a line break", [NAMES, '"x%0A::error::y"']),
  one(
    7,
    "bytes that are no UTF-8",
    [NAMES, '"\\udcff\\udcfe.bin"'],
    ["mapping/encode.test.ts", "as the bytes they are"],
  ),
  one(8, "one letter in two normal forms", [NAMES, '"\\u00e9.html"'], [NAMES, '"e\\u0301.html"']),
  one(9, "encoded slashes and dots", [NAMES, '"x..%2f..%2fetc"']),
  one(10, "encoded dots as a folder", [NAMES, '"%2e%2e/x"'], ["mapping/encode.test.ts", "%252e%252e/x"]),
  one(11, "a name like an option", [NAMES, '"-rf"'], [NAMES, '"--output=x"']),
  one(12, "what a shell would run", [NAMES, '"$(id).js"'], [NAMES, '"`id`"'], [NAMES, '"&& id"']),
  one(13, "blanks at the ends", [NAMES, '" blank in front"'], [NAMES, '"blank behind "']),
  one(14, "a tab", [NAMES, '"tab\\there"']),
  one(15, "a quote", [NAMES, "'q\"uote.txt'"]),
  one(16, "a question mark and a hash", [NAMES, '"a?b#c.html"']),
  one(17, "a backslash", [NAMES, '"a\\\\b.html"']),
  one(18, "names that Windows reserves", [NAMES, '"CON"'], [NAMES, '"a:b"']),
  one(19, "text from right to left", [NAMES, '"\\u202egpj.exe"'], ["report/escape.test.ts", "gpj.\\u202etxt.exe"]),
  one(20, "joiners, emoji, a lone surrogate", [NAMES, "\\u{1f469}\\u200d"], ["report/escape.test.ts", "\\ud800 alone"]),
  one(21, "a name of 255 bytes", [NAMES, '"n".repeat(255)']),
  one(22, "index files, also in capitals", [NAMES, '"INDEX.HTML"'], [NAMES, '"up/INDEX.HTML"']),
  one(23, "the delimiter of an output", [NAMES, '"ghadelimiter_0f1e2d3c"'], [NAMES, '"EOF"']),
  one(24, "names that every object has", [NAMES, '"__proto__"'], [NAMES, '"hasOwnProperty"']),
  one(
    25,
    "HTML and Markdown",
    [NAMES, '"<img src=x onerror=1>"'],
    ["report/summary.test.ts", "whatever a file is called"],
  ),
  one(26, "a link to a file outside", [HASH, "and none out of it"]),
  one(27, "a link to a folder outside", [HASH, "and none out of it"], ["changes/read.test.ts", '"escape"]']),
  one(28, "links in a circle", [HASH, "where links lead in circles"], ["world/files.test.ts", '["loop", "missing"]']),
  one(29, "a link to nothing", ["world/files.test.ts", '["dangling", "missing"]']),
  one(
    30,
    "a link to a device",
    ["world/files.test.ts", '["/dev/zero", "other"]'],
    ["e2e/bad-sources.test.ts", "a state that is a device"],
  ),
  one(31, "a named pipe", [HASH, "never opens a named pipe"], ["state/stores.test.ts", "is never a pipe or a device"]),
  one(32, "a socket", [HASH, "or a socket, and says so"]),
  not(
    "A file is hashed as a stream, however long; one of a terabyte is not deployed.",
    one(33, "a sparse file of 1 TB", [HASH, "of whatever size"]),
  ),
  not(
    "A million files are a benchmark, not a test.",
    one(34, "a million files", [GIT, "reads a hundred thousand names as they come"]),
  ),
  one(
    35,
    "an empty folder",
    [E2E, "an empty build-dir"],
    ["changes/read.test.ts", "nothing to compare is not nothing changed"],
  ),
  one(36, "a folder that may not be read", [HASH, "when the system refuses it, a folder too"]),
  one(37, "a file that is another one when it is opened", [HASH, "when %s takes its place before it is opened"]),
  one(38, "a file that grows", [HASH, "when it is written to while it is read"]),
  one(39, "a name in another case", [GIT, "tells renames, modes, links, and case apart"]),
  not("A second name of a file is a file: nothing tells it apart.", one(40, "a hard link")),
  one(41, "a base that is an option", [GIT, "`--output=${mark}`"], [E2E, "a base that is an option of git"]),
  one(42, "one that runs a program", [GIT, "`--upload-pack=touch ${mark}`"]),
  one(43, "a transport that is a program", [GIT, '`ext::sh -c "touch ${mark}"`']),
  one(44, "what a commit is not", [GIT, '"^HEAD"'], ["e2e/bad-sources.test.ts", "a base that is git's own language"]),
  one(45, "a range", [GIT, '"HEAD..HEAD~1"'], [E2E, "a range as base"]),
  one(46, "a file in a commit", [GIT, '"HEAD:a.txt"']),
  one(47, "git's search and its past", [GIT, '"@{-1}"'], [GIT, '":/fix"'], [GIT, '"HEAD@{1 year ago}"']),
  one(48, "forty noughts", [GIT, '"0".repeat(40)'], ["e2e/base.e2e.test.ts", "and says why: the first push"]),
  one(49, "ids of another repository or length", [GIT, '"a".repeat(40)'], [GIT, "have 64 digits where"]),
  one(50, "a shallow clone", ["e2e/base.e2e.test.ts", "gets the base from its remote, by id"]),
  one(51, "a push by force", ["changes/git.test.ts", "by force, from a shallow clone"]),
  one(52, "merge commits", [GIT, "compares merge and octopus commits"]),
  one(
    53,
    "submodules and linked work trees",
    [GIT, "may be a linked work tree"],
    ["changes/git.test.ts", 'describe("submodules"'],
  ),
  one(54, "programs in the configuration", [SAFETY, '"core.fsmonitor"'], [SAFETY, '"diff.external"']),
  one(55, "programs in the environment", [GIT, "gets only what it needs of the environment"]),
  one(56, "another user's repository", [GIT, "may be given a folder that another user owns"]),
  one(57, "a repository without a commit", [GIT, "has no commit yet"]),
  one(58, "a known name in front of another host", [E2E, "a credential in front of another host"]),
  one(59, "plain http for a key", [SETTINGS, '"http://10.0.0.1"'], [E2E, "plain http beyond loopback"]),
  one(
    60,
    "other schemes",
    [PARSE, '"javascript:alert(1)"'],
    [PARSE, '"file:///etc/passwd"'],
    [PARSE, '"data:text/html,x"'],
  ),
  not(
    "A site and its origin may be on any network: no credential goes there. A key goes by https alone.",
    one(61, "addresses within", [SETTINGS, '"http://127.0.0.1.example.com"']),
  ),
  not(
    "As above: names may lead to private addresses, and no credential goes there.",
    one(62, "a name of a private address"),
  ),
  not("As above.", one(63, "a name whose address changes")),
  one(64, "a host in other letters", [PARSE, "port, case and script of the host"]),
  one(65, "a tab within an address", [PARSE, "https://www.exam\\tple.com"], [E2E, "a site's address with a tab in it"]),
  one(66, "a % that is no %XX", [SELECTOR, '["/100%", /%25/]']),
  one(67, "a password within an address", [PARSE, "pass-w0rd@bad host"], [E2E, "an origin with a password"]),
  one(68, "ports that are none", [PARSE, "example.com:0/"], [PARSE, "example.com:99999/"]),
  one(69, "an address of 9,000 characters", [SELECTOR, '"a".repeat(9000)']),
  one(
    70,
    "one address in two spellings",
    [SELECTOR, "https://WWW.Example.com/a"],
    ["plan/make-plan.test.ts", "sends a URL once"],
  ),
  one(
    71,
    "half an address, a star",
    [PARSE, '"//www.example.com/"'],
    [PARSE, '"https://*.example.com/"'],
    [SELECTOR, '["*", '],
  ),
  one(72, "another site's host", ["plan/make-plan.test.ts", "refuses a URL of a host that is not the site's"]),
  one(73, "queries", [SELECTOR, '"/a?b=1&c"']),
  one(74, "a host with a dot at its end", [PARSE, '"https://www.example.com./"']),
  not(
    "No process starts with it. A file takes its place.",
    one(75, "an input of 128 KiB", ["e2e/asked.e2e.test.ts", "comes from a file with %s"]),
  ),
  one(76, "words for true", [PARSE, "takes no %j for true"], [E2E, "a prewarm that is neither"]),
  one(77, "words for numbers", [PARSE, "takes no %j for a number"]),
  one(78, "lists from other systems", [SELECTOR, "takes comments at the start of a line"]),
  one(79, "an alias bomb", [PARSE, "options of an alias bomb"]),
  one(80, "a key twice", [PARSE, '"the same one twice"']),
  one(
    81,
    "data of great depth",
    [PARSE, "mappings ten thousand deep"],
    ["wire/faults.ts", "JSON two hundred thousand deep"],
  ),
  one(82, "a pattern that backtracks", [HASH, "does not hang on a pattern that backtracks"]),
  one(83, "repetition inside a repetition", ["changes/build.test.ts", "repetition inside a repetition"]),
  one(84, "a glob of many stars", ["e2e/mapping.test.ts", "a glob of many stars"]),
  one(85, "a glob of many braces", [INCLUDE, '"{a,b}".repeat(22)']),
  one(86, "a range of ten million", [INCLUDE, "{1..10000000}"], [INCLUDE, '"x".repeat(1001)']),
  one(87, "an unknown input", [PARSE, "passes by unknown inputs"], [E2E, "a mistyped input"]),
  one(88, "inputs that contradict each other", [PARSE, "a way that is broader than its bound"]),
  one(
    89,
    "paths out of the workspace",
    [E2E, "a build-dir outside of the workspace"],
    ["changes/read.test.ts", '"a\\0b"'],
  ),
  one(90, "an expression as text", [E2E, "an expression that was not evaluated"]),
  one(91, "no key, or blanks", [E2E, "no key, although something is to be sent"], [PARSE, '"api-key": "   "']),
  one(92, "Bearer in front of a key", [PARSE, "a scheme word in front"]),
  one(93, "a key with odd characters", [PARSE, '"an emoji"'], [PARSE, '"a NUL"'], [E2E, "a key with line breaks"]),
  one(94, "a JSON document as a key", [E2E, "a key that is a JSON document"]),
  one(95, "a key of three characters", [E2E, "a key that is too short to be masked"]),
  one(96, "a key that is a common word", ["report/redact.test.ts", '"Production"']),
  one(97, "Retry-After", ["world/retry-after.test.ts", '"1e1"'], ["world/retry-after.test.ts", '"Thu, 31 Feb']),
  one(98, "RateLimit", ["purge/rate-limit.test.ts", "quotes are missing at one end"]),
  one(99, "ids of tasks", ["providers/answer.test.ts", "beyond 2^53"], ["wire/faults.ts", "an id that is a path"]),
  one(
    100,
    "dates, words and bodies",
    ["world/http-date.test.ts", "is none"],
    ["wire/faults.ts", "204 without a body"],
    ["wire/faults.ts", '"an array"'],
  ),
];
