import type { ProviderResult } from "../model/provider.ts";

/** Which id one server has given to which batch, so that each status is the status of one batch alone. */
export interface TaskIds {
  /** The result of a batch, or the failure that it is where its status would be another batch's. */
  bound(key: string, result: ProviderResult): ProviderResult;
}

/** An id that was given to two batches stands for neither. Ids that are never polled may repeat. */
export function createTaskIds(): TaskIds {
  const keys = new Map<string, string>();
  return {
    bound(key, result) {
      const id = result.kind === "pending" ? result.receipt.id : undefined;
      if (id === undefined) return result;
      const owner = keys.get(id) ?? key;
      keys.set(id, owner);
      if (owner === key) return result;
      const message = `the provider gave the id ${id.slice(0, 100)} to this request, and to another one of this run before`;
      return { kind: "failed", fault: "invalid", message };
    },
  };
}
