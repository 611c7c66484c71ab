/**
 * Imported before all else, for what it does while it is loaded: it leaves the default outputs and waits for signals, so that
 * a step which is cancelled while the rest of the action is still being loaded has every output.
 */
import { DEFAULT_OUTPUTS } from "../../model/default-outputs.ts";
import { ERROR_CODES } from "../../model/errors.ts";
import { appendNow } from "./append.ts";

/** By convention 128 and the number of the signal. */
export const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

// In this order: who sees the outputs may send a signal at once, and one that nobody waits for ends the process with them.
for (const name of SIGNALS) process.on(name, endEarly);
leaveOutputs(DEFAULT_OUTPUTS);

let isReported = false;

/** The run's own outputs are written: no signal changes them any more. */
export function keepOutputs(): void {
  isReported = true;
}

/**
 * From here on the caller waits for signals. A run that is ended before it could say why, since the machine was too busy,
 * has said by then that it was cancelled.
 */
export function takeOverSignals(onSignal: (name: keyof typeof EXIT_CODES) => void): void {
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (!isReported) leaveOutputs({ "error-code": ERROR_CODES.cancelled });
      onSignal(name);
    });
    process.off(name, endEarly);
  }
}

function endEarly(name: NodeJS.Signals): void {
  leaveOutputs({ "error-code": ERROR_CODES.cancelled });
  process.stdout.write("Cancelled before anything was read: nothing was sent.\n");
  process.exit(name === "SIGINT" ? EXIT_CODES.SIGINT : EXIT_CODES.SIGTERM);
}

/** What cannot be written is reported at the end of the run, when there is a log. */
function leaveOutputs(outputs: Readonly<Record<string, string>>): void {
  const path = process.env["GITHUB_OUTPUT"];
  if (!path) return;
  try {
    const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
    appendNow(path, lines.join(""));
  } catch {}
}
