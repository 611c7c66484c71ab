import { type Proof, stillServedPages, type Verification } from "../model/proof.ts";
import { stillServedSentence } from "./log-proof.ts";
import type { DestinationReport } from "./report.ts";

/** What the live site and its origin showed, as the report has it; nothing where nothing was fetched. */
export function describeProof(
  proof: Proof | undefined,
  warnings: readonly string[],
): Pick<DestinationReport, "origin" | "verification" | "prewarm" | "warnings"> {
  const { origin, verification, prewarm } = proof ?? {};
  const stillServed = proof === undefined ? [] : stillServedPages(proof);
  const all = [...warnings, ...(stillServed.length === 0 ? [] : [stillServedSentence(stillServed)])];
  return {
    ...(origin === undefined
      ? {}
      : { origin: { ...origin, missing: [...origin.missing], stillServed: [...origin.stillServed] } }),
    verification: verification === undefined ? undefined : describeVerification(verification),
    prewarm: prewarm === undefined ? undefined : { ...prewarm, failed: [...prewarm.failed] },
    ...(all.length === 0 ? {} : { warnings: all }),
  };
}

function describeVerification({ caches, ...found }: Verification): DestinationReport["verification"] {
  const copied = caches === undefined ? undefined : { ...caches, others: [...caches.others] };
  return { ...found, seen: [...found.seen], caches: copied };
}
