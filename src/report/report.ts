import { z } from "zod";
import type { Rows } from "../lib/rows.ts";
import { REPORT_VERSION, VERDICTS } from "./verdict.ts";

export const Verdict = z.enum(VERDICTS).describe("How the run, or one destination, ended.");
export type Verdict = z.infer<typeof Verdict>;

export const Instruction = z.object({
  selector: z.string().describe("In the words of the `purge` input, for example `/blog/` or `ext:css`."),
  batch: z.int().describe("Number of the request that carries it, from 0; -1 where none does."),
  state: z
    .enum(["completed", "accepted", "refused", "failed", "unsent", "planned", "stale", "unproven"])
    .describe(
      "How far it came. `planned` only in a dry run; `stale` and `unproven` only with `wait-for: verified`: taken, and the " +
        "live site shows the old content, or nothing that proves the new one.",
    ),
  requested: z.enum(["user", "changes"]),
  because: z.array(z.string()).describe("Changed files that made it necessary, at most 20."),
  becauseCount: z.int().optional().describe("How many such files there are, where they are more than 20."),
  message: z.string().optional().describe("Why it was refused, failed or not sent, in the provider's own words."),
});
export type Instruction = z.infer<typeof Instruction>;

const Translation = z.object({
  how: z.enum(["equivalent", "expansion", "widening"]),
  from: z.string(),
  to: z.string(),
  count: z.int(),
  why: z.string(),
  collateral: z.int().optional(),
  leavesUnknown: z
    .literal(true)
    .optional()
    .describe("It selects whatever is cached, and only what is known was sent for it: other cached copies stay."),
});

const Alternative = z.object({
  name: z.string().describe("What it is made of: `paths`, `paths and prefixes`, `patterns`, `everything`, …"),
  instructions: z.int(),
  requests: z.int(),
  collateral: z.int().describe("Known objects that it evicts although they did not change."),
  broad: z.int().describe("Instructions that may hit objects nobody knows of; each counts as one more evicted object."),
  usd: z.number().optional().describe("What it costs beyond what is free, in US dollars."),
  why: z.string().describe("Why it was not chosen."),
});
const Url = z.object({ url: z.string(), why: z.string() });

const OriginReport = z
  .object({
    ready: z.boolean(),
    checked: z.int().describe("URLs that were waited for."),
    waitedMs: z.number(),
    missing: z.array(Url).describe("What the origin did not serve at the end, and why."),
    stillServed: z
      .array(z.string())
      .describe("Deleted pages that the origin still serves although the new build is there."),
  })
  .describe("Only with `origin-url`: whether the origin served the new build before anything was purged.");

const VerificationReport = z
  .object({
    seen: z.array(
      Url.extend({
        kind: z.enum(["fresh", "stale", "inconclusive"]),
        excused: z.boolean().describe("Deleted, and still served by the origin itself: a warning, and no failure."),
        purges: z.int().describe("Purges of it, the first included."),
        afterMs: z.number().describe("From the acceptance of the purge to the last look."),
      }),
    ),
    total: z.int().describe("URLs that the sample was taken from."),
    repurges: z.int().describe("How often stale ones were purged again."),
    fetches: z.int(),
    tookMs: z.number(),
    caches: z
      .object({
        answers: z.int().describe("Answers that were examined."),
        others: z.array(
          z.object({
            provider: z.string().describe("The provider's id."),
            name: z.string(),
            header: z.string().describe("What shows it, for example `cf-ray`."),
            answers: z.int().describe("Answers that bear it."),
            foreign: z
              .int()
              .describe("Those of them that bear nothing of the purged CDN, which always writes something."),
          }),
        ),
      })
      .optional()
      .describe("Caches of others that the answers show. Absent where there are none."),
  })
  .describe("Only with `wait-for: verified`: the sample, as the live site showed it.");

const PrewarmReport = z
  .object({
    warmed: z.int().describe("Pages that answered."),
    failed: z.array(Url),
    left: z.int().describe("Pages beyond what one run fetches, or the time that was left."),
    tookMs: z.number(),
  })
  .describe("Only with `prewarm`.");

const ServerReport = z.object({
  name: z.string().describe("Host and port."),
  answers: z.array(
    z.object({
      state: z.enum(["completed", "accepted", "failed", "unsent"]),
      instructions: z.int(),
      message: z.string().describe("In the server's own words, or why it gave no answer."),
    }),
  ),
});
export type ServerReport = z.infer<typeof ServerReport>;

export const DestinationReport = z.object({
  name: z.string(),
  provider: z.string().describe("The provider's id."),
  providerName: z.string(),
  site: z.string(),
  verdict: Verdict,
  changes: z.object({
    source: z.enum(["git", "build", "github", "sitemap", "none"]).describe("The first of `sources`."),
    sources: z
      .array(z.enum(["git", "build", "github", "sitemap"]))
      .optional()
      .describe("Where the changes come from."),
    base: z.string().optional(),
    head: z.string().optional(),
    everything: z.string().optional().describe("Why all that lies under the site's URL counts as changed."),
    added: z.int(),
    modified: z.int(),
    deleted: z.int(),
    ignored: z.int().describe("Changed files outside build-dir, or excluded by include."),
    files: z.array(
      z.object({
        kind: z.enum(["added", "modified", "deleted"]),
        path: z.string(),
        deployed: z.literal(false).optional().describe("Not deployed: a route says what hangs on it."),
      }),
    ),
    pages: z
      .array(z.object({ kind: z.enum(["added", "modified", "deleted"]), path: z.string() }))
      .optional()
      .describe("Pages of the sitemap that changed, by URL below the site's base path."),
    owedPages: z.int().optional().describe("How many of the pages are owed by earlier runs."),
    notes: z.array(z.string()),
    routed: z.int().optional().describe("How many of the files are not deployed, and count by a route."),
    unmatched: z
      .array(z.string())
      .optional()
      .describe("Changed files that are not deployed and that no route matches, where there are routes."),
    violations: z
      .array(z.string())
      .optional()
      .describe("Files that `immutable` names and whose content changed all the same; they are purged."),
  }),
  memory: z
    .object({
      keptIn: z.string().describe("Where the last deploy is remembered, in words. Empty: nowhere."),
      owed: z
        .union([z.literal("all"), z.int()])
        .describe("Changed files whose purge has not reached the level, in this run or an earlier one."),
      notes: z.array(z.string()).describe("What happened to the memory, what was done, how to keep it."),
    })
    .optional(),
  changedUrls: z.array(z.string()).describe("URLs or paths whose answer changed."),
  plan: z.object({
    instructions: z.int(),
    requests: z.int(),
    collateral: z
      .int()
      .describe("Known objects evicted although they did not change, beside what `purge` and `routes` name."),
    named: z.int().optional().describe("Selectors that `purge` and `routes` name: what they evict was requested."),
    everything: z.string().optional().describe("Why everything under `site-url` is purged."),
    floorMs: z.number().describe("Least time that the plan takes at the rate that is kept for the provider."),
    costs: z
      .array(
        z.object({
          unit: z.enum(["request", "item"]),
          count: z.int(),
          free: z.int().describe("How many are free in each `per`."),
          per: z.enum(["day", "month"]),
          usd: z.number().describe("US dollars, if nothing else of the account has used what is free."),
          atMostUsd: z.number().describe("US dollars, if all that is free is used up already."),
        }),
      )
      .optional()
      .describe("What the plan costs, where the vendor charges for purges."),
    translations: z.array(Translation),
    notes: z.array(z.string()),
    alternatives: z
      .array(Alternative)
      .optional()
      .describe("`purge-by: auto`: the candidates that were compared. The one with an empty `why` was chosen."),
    deferred: z
      .array(z.string())
      .optional()
      .describe("`over-limit: defer`: what did not fit and is owed to later runs, in their order."),
  }),
  instructions: z.array(Instruction),
  level: z
    .enum(["accepted", "completed", "verified"])
    .describe("The level that `wait-for` requests, with `auto` resolved."),
  confirmed: z
    .boolean()
    .describe("True only when a status of the provider, or every URL of the sample, said that the purge is complete."),
  purged: z.int().describe("Instructions that reached the level."),
  owed: z.int().describe("Instructions that did not."),
  requests: z.int().describe("HTTP exchanges made, polls included."),
  taskIds: z.array(z.string()),
  servers: z
    .array(ServerReport)
    .optional()
    .describe("Caches of your own: what each server answered, and to how many instructions."),
  timings: z.object({ changesMs: z.number(), planMs: z.number(), submitMs: z.number(), settleMs: z.number() }),
  origin: OriginReport.optional(),
  verification: VerificationReport.optional(),
  prewarm: PrewarmReport.optional(),
  warnings: z.array(z.string()).optional().describe("What is odd, and made nothing red."),
  failures: z.array(z.object({ code: z.string(), message: z.string(), instructions: z.int() })),
});
export type DestinationReport = Omit<z.infer<typeof DestinationReport>, "instructions"> & {
  readonly instructions: Rows<Instruction>;
};

export const Report = z.object({
  version: z.literal(REPORT_VERSION),
  verdict: Verdict,
  dryRun: z.boolean(),
  startedAt: z.string().describe("RFC 3339, UTC."),
  durationMs: z.number(),
  errorCode: z.string().describe("Empty when the step is green."),
  message: z.string().describe("One sentence: what happened and, where it went wrong, what to do next."),
  problems: z.array(z.object({ input: z.string(), message: z.string() })).describe("What is wrong with the inputs."),
  destinations: z.array(DestinationReport),
});
export type Report = Omit<z.infer<typeof Report>, "destinations"> & { readonly destinations: DestinationReport[] };
