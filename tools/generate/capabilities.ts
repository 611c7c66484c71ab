import type { Acceptance, Capabilities, Rate } from "../../src/model/capabilities.ts";
import { KINDS, type Kind } from "../../src/model/selector.ts";
import { code, table } from "./markdown.ts";

/** The words of the `purge` input for each kind. */
const SPELLING: Readonly<Record<Kind, string>> = {
  path: "/a/b",
  prefix: "/a/*",
  extension: "ext:css",
  regex: "regex:",
  equals: "equals:",
  contains: "contains:",
  starts_with: "starts_with:",
  ends_with: "ends_with:",
  tag: "tag:",
  host: "host:",
  all: "all",
};

const QUERY = {
  covered: "purged along",
  separate: "left alone",
  unknown: "the vendor does not say",
} as const;

/** What can be purged natively, and how much of it in one request. */
export function kindsTable(capabilities: Capabilities): string {
  const kinds = accepted(capabilities);
  const hasLength = kinds.some(([, { maxLength }]) => maxLength !== undefined);
  const rows = kinds.map(([kind, { perRequest, maxLength, match }]) => [
    code(SPELLING[kind]),
    number(perRequest),
    ...(hasLength ? [maxLength === undefined ? "" : `${number(maxLength)} characters`] : []),
    QUERY[match.query],
  ]);
  const length = hasLength ? ["longest"] : [];
  return table(["selector", "most in one request", ...length, "copies with a query string"], rows);
}

/** The other limits, one line each. */
export function limitsList(capabilities: Capabilities): string {
  const lines = [
    `One request carries ${MIX[capabilities.mix]}.`,
    `Paced to: ${sharedLimits(capabilities)}.`,
    `Most instructions in one run: ${number(capabilities.maxPurges)}, unless \`max-purges\` says otherwise${perRun(capabilities)}.`,
    `Complete: ${completion(capabilities)}.`,
    `\`wait-for: verified\`: ${capabilities.provable ? "the live site can prove it" : "refused, since the live site does not show this cache"}.`,
    `Read on ${capabilities.read} at <${capabilities.source.href}>.`,
  ];
  return lines.map((line) => `- ${line}`).join("\n");
}

/** Kinds, most in a request, pace and completion: for a table of all providers. */
export function summaryCells(capabilities: Capabilities): readonly string[] {
  const kinds = accepted(capabilities).map(([kind]) => kind.replace("_", " "));
  return [kinds.join(", "), perRequest(capabilities), sharedLimits(capabilities), completion(capabilities)];
}

function perRun(capabilities: Capabilities): string {
  const limits = accepted(capabilities).flatMap(([kind, { perRun: most }]) =>
    most === undefined ? [] : [`; of what the plan makes of changes, ${number(most)} may be ${code(SPELLING[kind])}`],
  );
  return limits.join("");
}

const MIX = {
  any: "instructions of any kind",
  "one-kind": "instructions of one kind",
  "one-item": "one instruction",
} as const;

function perRequest(capabilities: Capabilities): string {
  const most = Math.max(...accepted(capabilities).map(([, { perRequest: each }]) => each));
  return number(most);
}

function sharedLimits({ rates }: Capabilities): string {
  return rates.length === 0 ? "no documented limit" : rates.map(rateText).join("; ");
}

function completion({ done }: Capabilities): string {
  switch (done.by) {
    case "response":
      return "when the provider answers";
    case "poll":
      return "the provider's status says so";
    case "window":
      return `no status: its propagation window, ${done.seconds} s, unconfirmed`;
    default:
      return done satisfies never;
  }
}

function rateText({ unit, amount, perSeconds, burst, kinds, scope }: Rate): string {
  const what = unit === "request" ? "request" : "instruction";
  const which = kinds === undefined ? "" : ` (${kinds.map((kind) => kind.replace("_", " ")).join(", ")})`;
  const bucket = burst === undefined ? "" : `, ${number(burst)} at once`;
  return `${number(amount)} ${what}${amount === 1 ? "" : "s"}${which} in ${perSeconds} s${bucket} per ${scope}`;
}

function accepted({ accepts }: Capabilities): readonly (readonly [Kind, Acceptance])[] {
  return KINDS.flatMap((kind) => {
    const acceptance = accepts[kind];
    return acceptance === undefined ? [] : [[kind, acceptance] as const];
  });
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}
