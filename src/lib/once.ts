/**
 * Makes a value when it is first asked for, and keeps it for whoever asks again.
 *
 * Where making it throws, the next one to ask tries again.
 */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
