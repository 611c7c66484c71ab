import { spawn } from "node:child_process";

/** How long a process may take to end after the signal, in milliseconds: it takes a few, unless something holds it. */
const GRACE_MS = 2_000;

/** Ends its parent, given by process id, unless that one is gone by then and this process has another parent. */
const WATCHDOG = `setTimeout(() => {
  if (process.ppid === Number(process.argv[1])) process.kill(process.ppid, "SIGKILL");
}, ${GRACE_MS});`;

/**
 * Ends this process at once, and for certain: a system call that never returns, such as the opening of a pipe that nobody
 * writes to, keeps a process alive that has left already and hears no signal any more. Another process looks after it.
 *
 * @param exitCode default: `process.exitCode`.
 */
export function endProcess(exitCode?: NodeJS.Process["exitCode"]): never {
  try {
    const options = { detached: true, stdio: "ignore", env: {}, windowsHide: true } as const;
    const watchdog = spawn(process.execPath, ["-e", WATCHDOG, String(process.pid)], options);
    watchdog.on("error", () => undefined);
    watchdog.unref();
  } catch {}
  process.exit(exitCode ?? process.exitCode);
}
