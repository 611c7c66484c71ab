/**
 * Gives an environment variable of the step; undefined where it is not set or empty. A secret one is masked from then on
 * and kept from child processes.
 */
export type TakeVariable = (name: string, isSecret: boolean) => string | undefined;

/** A whole value that stands for an environment variable. */
const REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/** The variable's name, where a value is a reference to one. */
export function referencedVariable(text: string): string | undefined {
  return REFERENCE.exec(text.trim())?.[1];
}

/** A value, or what the variable holds that it refers to. */
export function resolveVariable(
  text: string,
  take: TakeVariable,
  isSecret: boolean,
): { readonly text: string } | { readonly message: string } {
  const name = referencedVariable(text);
  if (name === undefined) return { text };
  const value = take(name, isSecret);
  if (value !== undefined) return { text: value };
  return {
    message: `refers to \${${name}}, which is not set: give it to the step, for example env: { ${name}: \${{ secrets.${name} }} }`,
  };
}
