/**
 * A list that may be long: its members are computed on each iteration, so that none of them is kept in memory. An
 * array is one.
 */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
}
