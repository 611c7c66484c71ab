import type { Rate } from "../../model/capabilities.ts";
import { createRateMeter, type RateMeter } from "./rate-meter.ts";
import { type Allowance, createAllowance } from "./remaining-quota.ts";

/**
 * What is left of a credential's limits: what went out with it, and the rates that its provider announced. Deliveries that
 * follow each other share it, since the provider counts them together.
 */
export interface SharedLimits {
  readonly meters: readonly RateMeter[];
  readonly allowance: Allowance;
  readonly pause: Pause;
}

/** End of the pause that the provider requested, in milliseconds of the monotonic clock. */
interface Pause {
  untilMs: number;
}

/** The account that the limits belong to. */
export interface Account {
  /** The provider's id, and where its API is. */
  readonly provider: string;
  readonly apiUrl: string;
  /** Empty where a certificate authenticates: all of them count as one, which may wait needlessly, and never too little. */
  readonly apiKey: string;
  readonly site: string;
  /** Which server, where there are several: each has limits of its own. */
  readonly server?: string | undefined;
}

/** The limits of all that one run sends. */
export interface SharedLimitsByAccount {
  of(account: Account, rates: readonly Rate[]): SharedLimits;
}

/** The limits of one delivery that nothing precedes or follows. */
export function createSharedLimits(rates: readonly Rate[]): SharedLimits {
  return { meters: rates.map(createRateMeter), allowance: createAllowance(), pause: { untilMs: 0 } };
}

/**
 * One set of limits for each credential. A rate of a site holds for the site, whoever purges it. Where two destinations
 * declare different rates for one credential, since an option decides them, each is kept to by its own deliveries.
 */
export function createSharedLimitsByAccount(): SharedLimitsByAccount {
  // By texts that hold keys: they are compared, and go nowhere.
  const credentials = new Map<string, Omit<SharedLimits, "meters">>();
  const meters = new Map<string, RateMeter>();
  return {
    of({ provider, apiUrl, apiKey, site, server = "" }, rates) {
      const api = [provider, apiUrl, server];
      const owner = { credential: [...api, "credential", apiKey], site: [...api, "site", site] };
      const own = known(credentials, owner.credential, () => ({
        allowance: createAllowance(),
        pause: { untilMs: 0 },
      }));
      return {
        ...own,
        meters: rates.map((rate) => known(meters, [...owner[rate.scope], rate], () => createRateMeter(rate))),
      };
    },
  };
}

function known<T>(all: Map<string, T>, key: readonly unknown[], create: () => T): T {
  const name = JSON.stringify(key);
  const found = all.get(name) ?? create();
  all.set(name, found);
  return found;
}
