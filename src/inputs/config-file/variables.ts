/**
 * Gives an environment variable of the step; undefined where it is not set or empty. A secret one is masked from then on
 * and kept from child processes.
 */
export type TakeVariable = (name: string, isSecret: boolean) => string | undefined;

export type Resolved = { readonly text: string } | { readonly message: string };

/** A whole value that stands for an environment variable. */
const REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/** The variable's name, where a value is a reference to one. */
export function referencedVariable(text: string): string | undefined {
  return REFERENCE.exec(text.trim())?.[1];
}

/** What is wrong with a value that looks like a reference and is none; undefined for any other. */
export function referenceProblem(text: string, mayHold: boolean): string | undefined {
  const value = text.trim();
  if (/\$\{\{/.test(value)) {
    return (
      "holds an expression ${{ … }}, which is not evaluated in this file: write a reference such as ${CDN_SITE}, and give the step " +
      "the variable, env: { CDN_SITE: ${{ … }} }"
    );
  }
  if (referencedVariable(value) !== undefined) return undefined;
  const isWhole = /^\$+(?:\{[^{}]*\}|[A-Za-z_][A-Za-z0-9_]*)$/.test(value);
  if (!isWhole && (mayHold || !value.includes("${"))) return undefined;
  return (
    "is no reference to a variable: it is ${NAME} and nothing else, with letters, digits and underscores; put the whole value into the " +
    "variable"
  );
}

/**
 * A value, or what the variable holds that it refers to.
 *
 * @param mayHold may `${…}` inside a longer text mean itself, as in a route or a regular expression?
 */
export function resolveVariable(text: string, take: TakeVariable, isSecret: boolean, mayHold = false): Resolved {
  const name = referencedVariable(text);
  if (name === undefined) {
    const message = referenceProblem(text, mayHold);
    return message === undefined ? { text } : { message };
  }
  const value = take(name, isSecret);
  if (value !== undefined) return { text: value };
  return {
    message: `refers to \${${name}}, which is not set: give it to the step, for example env: { ${name}: \${{ secrets.${name} }} }`,
  };
}
