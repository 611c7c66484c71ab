import type { z } from "zod";
import type { Account, Api, Call, CallKind, ExampleRequest, Model, Reply, Traits } from "./api.ts";

/**
 * What the APIs of most vendors have in common: every call purges, answers are JSON, a purge takes one propagation, and the
 * switches of a test are held against the vendor's own schema. An API states where it differs.
 */
export abstract class VendorApi<Switches extends z.ZodObject> implements Api {
  readonly traits: Traits;
  protected readonly model: Model;
  protected state: z.output<Switches>;
  readonly #switches: Switches;

  constructor(model: Model, switches: Switches, traits: Partial<Traits> = {}) {
    this.model = model;
    this.#switches = switches;
    this.state = switches.parse({});
    this.traits = {
      secretHeaders: ["authorization"],
      success: [200],
      answer: "json",
      contentType: "application/json",
      hasPaths: true,
      settlesMs: model.propagationMs,
      ...traits,
    };
  }

  abstract account(urls: readonly string[]): Account;
  abstract reply(call: Call): Reply;
  abstract example(path: string, host: string): ExampleRequest;

  kindOf(_call: Call): CallKind {
    return "submit";
  }

  /** @throws on a switch that the API does not have. */
  set(switches: Readonly<Record<string, unknown>>): void {
    this.state = this.#switches.parse({ ...this.state, ...switches });
  }
}
