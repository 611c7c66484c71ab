// Generated from the folders beside this file: `npm run generate`.
import { createApi as api5centscdn } from "./5centscdn/index.ts";
import { createApi as batoff } from "./batoff/index.ts";
import { createApi as f5xc } from "./f5xc/index.ts";
import { createApi as hado } from "./hado/index.ts";
import { createApi as paradarum } from "./paradarum/index.ts";

/** Every purge API that the sandbox speaks, by the provider's id. */
export const APIS = {
  "5centscdn": api5centscdn,
  batoff,
  f5xc,
  hado,
  paradarum,
};

export type ProviderId = keyof typeof APIS;
