/**
 * The layers of `src/`, top first: the one list from which the linter's fences (`biome.fences.json`), the picture in
 * `docs/design.md` and the checks of `tools/check-layers.ts` follow. A room imports from the layers below its own alone; rooms of
 * one layer do not know each other.
 */
export interface Room {
  /** A folder of `src/`, or a file right in it. */
  readonly name: string;
  /** What a reader finds there. */
  readonly holds: string;
}

export const LAYERS: readonly (readonly Room[])[] = [
  [
    {
      name: "main.ts",
      holds: "the only entry: builds the adapters, runs the app, renders the report, sets the exit code",
    },
  ],
  [{ name: "app", holds: "the pipeline over the destinations, readable on one screen: run, prepare, send" }],
  [
    {
      name: "inputs",
      holds: "text of the workflow to configuration: every input, its meaning, default, values and checks",
    },
  ],
  [{ name: "report", holds: "the report, and its renderers: log, outputs, annotations, JSON; `summary/`" }],
  [
    { name: "memory", holds: "what later runs owe: the record of a destination, its seal, and how records are merged" },
    {
      name: "verification",
      holds: "whether the live site shows the deploy: origin gate, probes, verdicts, prewarming",
    },
  ],
  [
    { name: "routes", holds: "source files to selectors, as the input `routes` says" },
    { name: "delivery", holds: "submit, settle, retry, deadline; `limits/`: pacing, quota, circuit breaker" },
  ],
  [
    { name: "changes", holds: "what changed, and since when: `git/`, `build/`, `sitemap/`" },
    { name: "mapping", holds: "changed file to the URLs it is cached under: `styles/`, `host-rules/`" },
    { name: "plan", holds: "selectors to what a provider takes, in batches; `auto/`: the plan that evicts least" },
  ],
  [
    {
      name: "adapters",
      holds: "the ports over the real world: `http/`, `git/`, `github/`, `files/`, `stores/`, `runner/`",
    },
    { name: "providers", holds: "one folder a vendor, the registry, and `kit/`, which they share" },
  ],
  [
    {
      name: "ports",
      holds: "what the outside offers, as interfaces: clock, log, HTTP, git, files, store, site client",
    },
  ],
  [{ name: "model", holds: "the nouns as plain data: path, tree, change, selector, plan, provider, outcome, errors" }],
  [{ name: "lib", holds: "what has nothing to do with purges: escaping, formats, dates of HTTP" }],
];

/** The rooms that touch the outside: Node's modules, undici, GitHub's toolkit. */
export const OUTER_ROOMS: readonly string[] = ["main.ts", "adapters"];

/** The room that builds what the others are handed: the only one that imports `adapters`. */
export const COMPOSITION_ROOT = "main.ts";

/** What every room may take of `node:crypto`: the same result for the same bytes. Chance is handed in. */
export const PURE_CRYPTO: readonly string[] = ["createHash", "createHmac", "hash", "timingSafeEqual"];

/** Code that states the vendors' facts once more, and therefore imports nothing from `src/`. */
export const WITNESSES: readonly string[] = ["sandbox", "test/contract/suite"];

/** The folder of `src/providers/` that the vendors' folders may import from. */
export const SHARED_BY_PROVIDERS = "kit";

/** Most files directly in a folder of `src/`. */
export const MAX_FILES_IN_FOLDER = 24;
/** Most lines of a file of `src/`, `sandbox/` and `tools/`. */
export const MAX_LINES_OF_FILE = 250;
/**
 * Most lines of a function there and in the helpers of tests, comments and blank lines included. The linter's rule counts
 * neither getters nor the lines of a template.
 */
export const MAX_LINES_OF_FUNCTION = 40;

/** Names of the rooms that a room may import from, itself not among them. */
export function roomsBelow(name: string): readonly string[] {
  const layer = LAYERS.findIndex((rooms) => rooms.some((room) => room.name === name));
  if (layer < 0) throw new Error(`tools/layers/layers.ts has no room "${name}".`);
  const below = LAYERS.slice(layer + 1).flatMap((rooms) => rooms.map((room) => room.name));
  return name === COMPOSITION_ROOT ? below : below.filter((room) => room !== "adapters");
}

export function roomNames(): readonly string[] {
  return LAYERS.flatMap((rooms) => rooms.map((room) => room.name));
}
