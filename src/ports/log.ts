/** The job's log. Every text passes one escaping function and the redactor; nothing in it can become a command. */
export interface Log {
  info(text: string): void;
  debug(text: string): void;
  /** Annotations: for what the user should act on. Bounded per kind; what exceeds the bound is still logged. */
  notice(text: string, title?: string): void;
  warning(text: string, title?: string): void;
  error(text: string, title?: string): void;
  group<T>(name: string, body: () => Promise<T>): Promise<T>;
  /** From now on this value, and what derives from it (base64, hex, percent-encoded …), is never shown anywhere. */
  secret(value: string): void;
}
