import type { Rate } from "../../model/capabilities.ts";
import type { Io, Opened } from "../../model/provider.ts";
import type { AnswerRules } from "../kit/read-answer.ts";
import { readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { Limits, type Settings } from "./schema.ts";

/** What the account may do. */
export interface Session {
  /** Most URLs, and most patterns, in one request. */
  readonly urls: number;
  readonly patterns: number;
  readonly urlRate: AmountPerTime;
  readonly patternRate: AmountPerTime;
}

type AmountPerTime = Pick<Rate, "amount" | "perSeconds">;

/** "Two purge requests by URL a minute, of 100 URLs; one by pattern, of 10 patterns." */
export const DOCUMENTED: Session = {
  urls: 100,
  patterns: 10,
  urlRate: { amount: 2, perSeconds: 60 },
  patternRate: { amount: 1, perSeconds: 60 },
};

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The account's own limits; the documented ones where the API does not tell them. */
export async function openLimits(settings: Settings, io: Io, rules: AnswerRules): Promise<Opened<Session>> {
  const { apiUrl } = settings;
  const headers = { ...authorization(settings), accept: "application/json" };
  const response = await io.send({ method: "GET", url: `${apiUrl}/cdn/clients/me/limits`, headers });
  if (response.status === 404) return { kind: "open", session: DOCUMENTED };
  const answer = readAnswer(response, json(Limits, 200), rules);
  return answer.kind === "failed" ? answer : { kind: "open", session: sessionOf(answer.body) };
}

export function authorization({ apiKey }: Settings): Readonly<Record<string, string>> {
  return { authorization: `APIKey ${apiKey}` };
}

function sessionOf(limits: Limits): Session {
  return {
    urls: limits.purge_max_urls_limit ?? DOCUMENTED.urls,
    patterns: limits.purge_pattern_limit ?? DOCUMENTED.patterns,
    urlRate: paceOf(limits.purge_by_urls_request_limit) ?? DOCUMENTED.urlRate,
    patternRate: paceOf(limits.purge_request_limit) ?? DOCUMENTED.patternRate,
  };
}

/** `2/m`, also `2/min`: so many in a second, minute, hour or day. */
function paceOf(text: string | null | undefined): AmountPerTime | undefined {
  const [, amount, unit = ""] = /^([1-9]\d{0,5})\s*\/\s*([smhd])[a-z]*$/i.exec(text ?? "") ?? [];
  const perSeconds = SECONDS[unit.toLowerCase()];
  return amount === undefined || perSeconds === undefined ? undefined : { amount: Number(amount), perSeconds };
}
