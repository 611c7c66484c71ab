/** Looking for the item that spoils a batch, by sending halves: bounded, and given up where no item is to blame. */
export interface Search {
  /** May a part that was refused be halved? */
  maySplit(): boolean;
  split(): void;
  /** So many items were refused and will not be halved: a single one is to blame. */
  blame(items: number): void;
  /** A part was taken. */
  taken(): void;
}

/** The searches of one run: what one learns of the provider saves the others their requests. */
export interface Searches {
  start(items: number): Search;
}

/** Each halving costs two requests. */
const REQUESTS_PER_SPLIT = 2;

/**
 * One bad item among n is found by at most 2·log2 n requests more. Each one found buys as many again, but only once a part
 * has been taken: where every part is refused, the fault is the request's, not an item's, and the run stops looking.
 */
export function createSearches(): Searches {
  let anyTaken = false;
  let pointless = false;
  return {
    start(items) {
      const budget = REQUESTS_PER_SPLIT * Math.ceil(Math.log2(Math.max(1, items)));
      let spent = 0;
      let blamed = 0;
      let fruitful = false;
      return {
        maySplit: () => !pointless && spent + REQUESTS_PER_SPLIT <= budget * (1 + (fruitful ? blamed : 0)),
        split() {
          spent += REQUESTS_PER_SPLIT;
        },
        blame(refused) {
          if (refused === 1) blamed += 1;
          else if (!anyTaken) pointless = true;
        },
        taken() {
          anyTaken = true;
          fruitful = true;
        },
      };
    },
  };
}
