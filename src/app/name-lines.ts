import type { Log } from "../ports/log.ts";
import type { World } from "../ports/world.ts";

/** The world of one destination of several: its lines in the log begin with its name, since others write at the same time. */
export function nameLines(world: World, name: string, isAlone: boolean): World {
  return isAlone ? world : { ...world, log: namedLog(world.log, name) };
}

function namedLog(log: Log, name: string): Log {
  const named = (text: string) => `[${name}] ${text}`;
  return {
    info: (text) => log.info(named(text)),
    debug: (text) => log.debug(named(text)),
    notice: (text, title) => log.notice(named(text), title),
    warning: (text, title) => log.warning(named(text), title),
    error: (text, title) => log.error(named(text), title),
    // Groups of the runner's log cannot stand side by side.
    group: (title, body) => {
      log.info(named(title));
      return body();
    },
    secret: log.secret,
  };
}
