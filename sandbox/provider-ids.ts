import { readdirSync } from "node:fs";
import type { ProviderId } from "./sandbox.ts";

/** Every provider whose purge API the sandbox speaks, without loading one: each has a folder, and `APIS` is made from those. */
export const PROVIDER_IDS = readdirSync(new URL("./apis/", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name as ProviderId)
  .sort();
