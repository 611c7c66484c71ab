import type { Where } from "../support/shown.ts";

/**
 * What is promised of lowering, planning and limits, one line each: how a purge becomes what a provider takes (L), which
 * plan is chosen (P), when one instruction makes another needless (D), what proves it (T), and what bad input gets (B).
 */
export interface Line {
  readonly id: string;
  readonly fact: string;
  readonly where: readonly Where[];
  /** What of it does not apply here, and why. */
  readonly butNot?: string;
}

const one = (id: string, fact: string, ...where: readonly Where[]): Line => ({ id, fact, where });
const not = (butNot: string, { id, fact, where }: Line): Line => ({ id, fact, where, butNot });

const AUTO = "plan/auto.test.ts";
const COVER = "plan/cover.test.ts";
const DOMINANCE = "plan/dominance.test.ts";
const ENGINES = "plan/engines.test.ts";
const EVERY = "plan/every-trie.test.ts";
const FEW = "plan/few-prefixes.test.ts";
const LOWERING = "plan/lowering.test.ts";
const MAKE = "plan/make-plan.test.ts";
const USER = "plan/user-selectors.test.ts";
const ROUTES = "mapping/routes.test.ts";
const INCLUDE = "mapping/include.test.ts";
const E2E_LOWERING = "e2e/lowering.test.ts";
const E2E_MAPPING = "e2e/mapping.test.ts";
const E2E_PLAN = "e2e/plan.test.ts";
const OWED = "e2e/owed.test.ts";

export const LINES: readonly Line[] = [
  one(
    "L01",
    "native where the provider takes it",
    [MAKE, "sends at %s the selector %s as %s"],
    [E2E_LOWERING, "is at %s the same in whatever form: %s"],
  ),
  one(
    "L02",
    "else an exact equivalent: an extension or prefix as a pattern, a host as its prefix",
    [MAKE, '["patterns", "ext:css", "regex:'],
    [MAKE, '["urls", "host:www.example.com", "prefix:'],
    [USER, "hits the known URLs that it says and no others"],
  ),
  one(
    "L03",
    "else every known URL that it selects, on every host",
    [MAKE, "spells out what the provider cannot say over the known URLs"],
    [USER, "is spelled out on every host of the site"],
  ),
  one(
    "L04",
    "else widening, as far as widen-to lets it: none, prefix, host, all",
    [AUTO, "%s lets the plan be that broad"],
    [AUTO, "prefix takes prefixes, but not the whole host, and no extension"],
    [AUTO, "none takes exact ways only"],
    [E2E_PLAN, "at %s is a bound: %s sends nothing where the plan needs more"],
    [E2E_PLAN, "at %s lets as much go as %s says"],
  ),
  one(
    "L05",
    "each step is in the report, and a few of many in the log",
    [E2E_PLAN, "shows five of them in the log, says how many there are more, and names each in the report"],
    [E2E_LOWERING, "is at %s what it takes, and pages without one"],
    ["report/summary.test.ts", "says why everything was purged, what was widened and what goes with it"],
  ),
  one(
    "L06",
    "an extension is Extension at Paradarum, a pattern at F5, the changed URLs with it at Batoff, 5centsCDN and Hado",
    [LOWERING, "becomes at %s what it takes, and only URLs with that extension count"],
    [E2E_LOWERING, "is at %s what it takes, and pages without one in their URL count by themselves"],
  ),
  one(
    "L07",
    "a prefix is starts_with at Paradarum, a pattern at F5",
    [LOWERING, "becomes at %s what it takes, with what a loose pattern hits elsewhere counted"],
    [E2E_LOWERING, "is at %s what it takes, and no more goes than the report says"],
  ),
  one(
    "L08",
    "an extension is one of the URL: /blog/x/ has none, whatever file answers",
    [DOMINANCE, "of the URL as it is written, not of the file"],
    [E2E_LOWERING, "spares no page whose URL has none"],
  ),
  one(
    "L09",
    "what the user wrote is never widened, narrowed or dropped",
    [USER, "hits the known URLs that it says and no others, or is an error"],
    [DOMINANCE, "all that the user wrote, and each changed URL purged"],
  ),
  one(
    "L10",
    "what the user wrote and the provider cannot express is an error before the network",
    [MAKE, "refuses at %s what it cannot express: %s, and says what it takes"],
    [E2E_LOWERING, "is at %s an error that says what it takes, and nothing is sent: %s"],
  ),
  one(
    "L11",
    "everything is what lies under site-url, a prefix where there is a base path, every page at Hado",
    [MAKE, "purges at %s with the base path %s no more than the site"],
    [MAKE, "names every known page where the provider has nothing broad"],
  ),

  one("P01", "within the cap there is no search: one path each", [AUTO, "sends one path each while they fit (%s)"]),
  one(
    "P02",
    "beyond it, the least collateral among paths and prefixes, found exactly",
    [COVER, "is the best there is, on random sites"],
    [E2E_PLAN, "is purged by the prefix that evicts nothing else"],
  ),
  one(
    "P03",
    "a prefix is never free: it counts one unknown object",
    [COVER, "const UNKNOWN = 1"],
    [AUTO, '["ext:css, paths", 0, 1]'],
  ),
  one(
    "P04",
    "extensions, all pages and patterns are weighed as whole plans",
    [AUTO, "takes an extension where it evicts less than prefixes, and says what else was weighed"],
    [AUTO, "takes all pages by one pattern where just the assets stayed"],
    [AUTO, "folds paths into patterns where that is exact and fits"],
    [AUTO, "lets a prefix take what patterns have no room for"],
  ),
  one(
    "P05",
    "patterns are escaped, factored, within the provider's length and safe on engines that backtrack",
    [ENGINES, "stand for every path once, within the length"],
    [ENGINES, "match over the whole inventory what they stand for, in two engines"],
  ),
  one(
    "P06",
    "where nobody says what a pattern is matched against it is anchored loosely, and extra hits are counted",
    [AUTO, "counts what loosely anchored patterns hit elsewhere, each object once"],
    [E2E_LOWERING, '["/css/old.css", "/theme/css/z.css"]'],
  ),
  one(
    "P07",
    "few prefixes have a limit of their own, and a plan that may not be the best says how good it is",
    [FEW, "says what it costs and what no plan costs less than, where it was not searched for to the end"],
    [FEW, "says nothing of it where it is the best there is"],
    [LOWERING, "takes at Batoff 60 prefixes at most"],
  ),
  one(
    "P08",
    "an empty change set sends nothing",
    [MAKE, "sends nothing for an empty change set"],
    ["contract/suite/provider-suite.ts", "nothing, without a request"],
  ),
  one(
    "P09",
    "over-limit: defer sends what purge names, then routes in their order, then shallow before deep",
    [AUTO, "sends what fits: what is asked for first, then shallow before deep, and owes the rest in order"],
    [AUTO, "counts folders and names, with a slash at the end or without"],
    [ROUTES, "give their selectors in the order of the routes, whatever the files are called"],
    [OWED, "sends first what earlier routes are about, however deep it lies: %i of 4"],
  ),
  one(
    "P10",
    "the rest stays owed, the verdict is deferred, and 400 pages at Hado take several runs, one render each",
    [OWED, "renders 400 pages at Hado over several runs, each one once, and what changes meanwhile"],
    ["report/describe.test.ts", "is owed and listed, and the step is green, where it was deferred"],
  ),
  one("P11", "a later run with changes: none pays what is owed", [
    OWED,
    "Later runs need no build to pay what is owed",
  ]),
  one(
    "P12",
    "a plan whose rate floor exceeds timeout is refused first, and names a timeout that it fits into",
    [MAKE, "and what the rate does not let through in time"],
    [E2E_PLAN, "is refused before any request, and told a timeout that it fits into"],
  ),
  one(
    "P13",
    "the report names the plan, its collateral in objects, and the rejected alternatives with their numbers",
    [E2E_PLAN, "and the summary shows the choice"],
    [LOWERING, "is made at %s of %s, with its numbers beside those of the others"],
  ),
  one("P14", "planning changes nothing that it is given", [USER, "changes nothing of what the planner is given"]),

  one("D01", "all makes any other needless", [DOMINANCE, "is any beside all"]),
  one("D02", "a host, what lies on it and on no other", [
    DOMINANCE,
    "is a path or prefix on a host that goes as a whole, and on no other",
  ]),
  one("D03", "a prefix, those below it, by letters or segments as the provider compares", [
    DOMINANCE,
    "is a prefix below another, by the letters or the segments that the provider compares",
  ]),
  one(
    "D04",
    "a prefix, a URL below it, if copies with query strings go too or are not asked for",
    [DOMINANCE, "is a URL below a prefix"],
    [DOMINANCE, "is no URL whose copies with query strings a prefix or an extension may leave"],
    [DOMINANCE, "is no URL that is written with a query, but for a prefix that takes copies with queries along"],
  ),
  one("D05", "a URL with its copies, the URL, and not the other way round", [
    DOMINANCE,
    "but not one whose copies with query strings must go too",
  ]),
  one("D06", "an extension, the URLs that end in it", [
    DOMINANCE,
    "is a URL that ends in an extension: of the URL as it is written, not of the file",
  ]),
  one(
    "D07",
    "patterns and tags make nothing needless; what the user wrote is sent all the same",
    [DOMINANCE, "is nothing that just a pattern or a tag takes along"],
    [DOMINANCE, "is never what the user wrote, unless the same is written twice"],
  ),
  not(
    "Hard and soft purges never meet in one plan: the mode is a setting of the destination.",
    one("D08", "a hard purge makes a soft one needless, never the reverse", [
      "providers/f5xc.test.ts",
      'mode: "soft", resource: "http_loadbalancer"',
    ]),
  ),
  one("D09", "nothing on one host makes anything on another needless", [DOMINANCE, "is nothing on another host"]),
  one(
    "D10",
    "what is not certain makes nothing needless",
    [DOMINANCE, "is no URL whose copies with query strings a prefix or an extension may leave"],
    [DOMINANCE, '"/X.CSS"'],
    [DOMINANCE, "regex:(?:^|/)docs/"],
  ),

  one(
    "T01",
    "every URL that must go is hit under the provider's declared semantics",
    [AUTO, "hits every changed URL under the provider's semantics within the cap, whatever it chooses"],
    [MAKE, "hits every changed URL under the provider's semantics, whatever it is purged by"],
  ),
  one(
    "T02",
    "nothing is needless beside another",
    [DOMINANCE, "leaves nothing that another makes needless"],
    [COVER, "sends nothing twice over"],
  ),
  one("T03", "never more than the cap", [COVER, "stays within the cap"], [AUTO, "within the cap, whatever it chooses"]),
  one("T04", "never more collateral than a greedy planner or one that collapses upward", [
    COVER,
    "never evicts more than a greedy planner or one that collapses upward",
  ]),
  one(
    "T05",
    "as good as brute force on all tries up to 8 leaves",
    [EVERY, "is planned as cheaply as any set of instructions can: $name"],
    ["../tools/prove-planner.ts", 'leaves: { type: "string", default: "8" }'],
  ),
  one(
    "T06",
    "any order in, same plan out",
    [COVER, "is the same plan for any order of what changed and of what is known"],
    [MAKE, "makes the same plan of any order"],
    [AUTO, "makes the same plan of any order, at every shape of provider"],
  ),
  one(
    "T07",
    "patterns run against the whole inventory in two engines",
    [ENGINES, "match over the whole inventory what they stand for, in two engines"],
    [ENGINES, "has one meaning in both engines for prefixes, extensions and all pages"],
  ),
  one("T08", "real histories are replayed by a tool that anyone can run on a clone", [
    "tools/replay.test.ts",
    "replays the deploys of a plain clone",
  ]),
  one("T09", "more instructions never cost more", [COVER, "never costs more when it may use more instructions"]),

  one(
    "B01",
    "a route or glob that does not parse: its line and a caret",
    [ROUTES, "is shown with its line and a caret"],
    [E2E_MAPPING, "that are wrong are errors with their line and a caret"],
  ),
  one(
    "B02",
    "a capture that does not exist",
    [ROUTES, "uses $1, but the glob has no star"],
    [E2E_MAPPING, "a capture that no star makes"],
  ),
  one(
    "B03",
    "a glob that would backtrack for ever",
    [ROUTES, "is decided without trying every way, however many stars and dashes there are"],
    [E2E_MAPPING, "a glob that could take for ever"],
  ),
  one(
    "B04",
    "a plan that cannot fit: max-purges, widen-to and over-limit named, nothing sent",
    [AUTO, "refuses what cannot fit, and names the three inputs that help"],
    [E2E_PLAN, "at %s is a bound: %s sends nothing where the plan needs more"],
  ),
  not(
    "None of the providers documents a limit on a path: the built action has no way to it yet.",
    one(
      "B05",
      "a URL over the provider's length is kept back and named, the rest is purged, and the run is red",
      [AUTO, "is kept back and named, and the rest is sent"],
      ["report/describe.test.ts", "is named, and the step is red, where it can never be sent"],
    ),
  ),
  one("B06", "two files of one URL: the style's precedence, or both named", [
    E2E_MAPPING,
    "let one of two files of a URL answer, in the host's order, and name both where both changed",
  ]),
  one(
    "B07",
    "include that starts with a slash: did you mean purge?",
    [INCLUDE, '["/index.html", /Did you mean purge'],
    [E2E_MAPPING, "include as a path on the host"],
  ),
];
