import type { HttpResponse } from "../../model/http.ts";
import type { Io } from "../../model/provider.ts";

/**
 * How long credentials still hold, in milliseconds, by the clock of whoever gave them out: the runner's own may be wrong by
 * more than their life. Undefined where they have ended, or say no time.
 *
 * @param endsAt RFC 3339.
 */
export function lifeMs(
  endsAt: string,
  { dateMs }: Pick<HttpResponse, "dateMs">,
  io: Pick<Io, "now">,
): number | undefined {
  const leftMs = Date.parse(endsAt) - (dateMs ?? io.now().getTime());
  return leftMs > 0 ? leftMs : undefined;
}
