import { parseArgs } from "node:util";
import { PROVIDER_IDS } from "./provider-ids.ts";
import type { ProviderId } from "./sandbox.ts";

/** What `npm start` has to do. */
export type Wish =
  | { readonly kind: "tour" }
  | { readonly kind: "help" }
  | { readonly kind: "play"; readonly path: string }
  | { readonly kind: "serve"; readonly provider: ProviderId; readonly port: number }
  | { readonly kind: "wrong"; readonly message: string };

export const USAGE = `npm start                                       the whole way at every provider; ends by itself
npm start -- --provider ID [--port NUMBER]      one provider's purge API, up until Ctrl-C
npm start -- --workflow FILE                    a workflow's steps that purge, played here: examples/rsync.yml, or your own
npm start -- --help                             this text

ID is one of ${PROVIDER_IDS.join(", ")}. Without --port a free one is taken.`;

const HIGHEST_PORT = 65_535;

/** Reads the command line. Never throws: what is wrong says why. */
export function readArguments(args: readonly string[]): Wish {
  const given = parse(args);
  if ("message" in given) return { kind: "wrong", message: given.message };
  if (given.help === true) return { kind: "help" };
  if (given.workflow !== undefined) {
    return given.provider === undefined && given.port === undefined
      ? { kind: "play", path: given.workflow }
      : { kind: "wrong", message: "--workflow stands alone: its steps say which provider" };
  }
  if (given.provider === undefined) {
    return given.port === undefined
      ? { kind: "tour" }
      : { kind: "wrong", message: "--port needs --provider: whose API is to be served?" };
  }
  const provider = PROVIDER_IDS.find((id) => id === given.provider);
  if (provider === undefined) return { kind: "wrong", message: `--provider is one of ${PROVIDER_IDS.join(", ")}` };
  const text = given.port ?? "0";
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= HIGHEST_PORT)) return { kind: "wrong", message: `--port is a number from 0 to ${HIGHEST_PORT}` };
  return { kind: "serve", provider, port };
}

interface Given {
  readonly provider?: string | undefined;
  readonly port?: string | undefined;
  readonly workflow?: string | undefined;
  readonly help?: boolean | undefined;
}

function parse(args: readonly string[]): Given | { readonly message: string } {
  try {
    const text = { type: "string" } as const;
    const options = { provider: text, port: text, workflow: text, help: { type: "boolean" } } as const;
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    return { message: (error as Error).message };
  }
}
