import { registerHooks } from "node:module";
import type { ValidationConfig } from "@actions/languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";

/** An action's name, description and inputs, as its action.yml has them. */
export type ActionMetadata = Awaited<
  ReturnType<NonNullable<ValidationConfig["actionsMetadataProvider"]>["fetchActionMetadata"]>
>;

// The package is written for bundlers: it imports JSON without saying so, which node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});
const { validate } = await import("@actions/languageservice");

let judged = 0;

/** LSP's number for an error: warnings and hints are matters of taste. */
const ERROR = 1;

/**
 * What GitHub's own parser has against a workflow or an action, one line for each error.
 *
 * @param path from the repository's root: its name and folder say what kind of file it is.
 * @param action this project's own metadata, for steps that use it; their inputs are checked by it.
 */
export async function judgeYaml(path: string, text: string, action?: ActionMetadata): Promise<readonly string[]> {
  const isWorkflow = path !== "action.yml";
  // The service remembers what it parsed by its address: each text gets one of its own.
  judged += 1;
  const uri = isWorkflow ? `file:///.github/workflows/${judged}.yml` : `file:///${judged}/action.yml`;
  const document = TextDocument.create(uri, "yaml", 1, text);
  const fetchActionMetadata = async ({ name }: { readonly name: string }) =>
    name === "deploy-purge" ? action : undefined;
  const found = await validate(document, { actionsMetadataProvider: { fetchActionMetadata } });
  return (
    found
      .filter(({ severity }) => severity === undefined || severity === ERROR)
      .map(({ range, message }) => ({ range, text: typeof message === "string" ? message : message.value }))
      // Other people's actions are not looked up: that would take the network.
      .filter(({ text: message }) => !message.startsWith("Unable to resolve action"))
      .map(({ range, text: message }) => `${path}:${range.start.line + 1}:${range.start.character + 1}: ${message}`)
  );
}
