/**
 * A list that may be long: its members are made while it is gone through, each time anew, so that none of it is held. An
 * array is one.
 */
export interface Rows<T> extends Iterable<T> {
  readonly length: number;
}
