import { appendFileSync, closeSync, constants, openSync } from "node:fs";

/** How a file is opened to be appended to, where it is there: a pipe that nobody reads is an error instead of a wait. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK;
/** The same of a file that may have to be made. */
const APPEND_OR_CREATE = APPEND | constants.O_CREAT;

/**
 * @param isMade is the file made where there is none?
 * @throws {Error} of the system, when the file is missing, cannot be written, or is a pipe that nobody reads (`ENXIO`).
 */
export function appendNow(path: string, text: string, isMade = false): void {
  const file = openSync(path, isMade ? APPEND_OR_CREATE : APPEND);
  try {
    appendFileSync(file, text);
  } finally {
    closeSync(file);
  }
}
