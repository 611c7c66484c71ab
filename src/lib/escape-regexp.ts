/** Text as a pattern that matches just it, on every engine of the Perl family. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
