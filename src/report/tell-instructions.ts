import { grouped } from "../plan/grouped.ts";
import type { Plan } from "../plan/plan.ts";
import { describeSelector } from "../plan/selector.ts";
import type { Log } from "../world/world.ts";
import { counted } from "./words.ts";

/** Instructions that the log lists: a screen or two, folded. The report file has all. */
const MOST_LISTED = 50;
/** Characters of one. */
const LONGEST = 300;

/** What will be purged, one line each, for who reads the log before the summary. */
export async function tellInstructions({ batches, instructions }: Plan, log: Log): Promise<void> {
  if (instructions === 0) return;
  await log.group(`Instructions: ${grouped(instructions)}`, async () => {
    let left = MOST_LISTED;
    for (const { items } of batches) {
      for (const { selector } of items.slice(0, left)) log.info(describeSelector(selector).slice(0, LONGEST));
      left -= Math.min(left, items.length);
      if (left === 0) break;
    }
    const more = instructions - MOST_LISTED;
    if (more > 0)
      log.info(`… and ${counted(more, "more", "more")}: the output report-file names the file that has all.`);
  });
}
