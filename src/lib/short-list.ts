/**
 * Members in the order they came, which come and go all the time. To remove one takes as long as there are others before it.
 *
 * A `Set` moves to a new table whenever so many have come and gone, and V8 lets the old tables, with the members that they had,
 * go only when it collects everything: in a long run that is hundreds of megabytes.
 */
export class ShortList<Member> implements Iterable<Member> {
  readonly #members: Member[] = [];

  get size(): number {
    return this.#members.length;
  }

  add(member: Member): void {
    this.#members.push(member);
  }

  delete(member: Member): void {
    const at = this.#members.indexOf(member);
    if (at >= 0) this.#members.splice(at, 1);
  }

  /** A member may leave while it is looked at; others may not. */
  *[Symbol.iterator](): Generator<Member> {
    for (let at = 0; at < this.#members.length; ) {
      const member = this.#members[at] as Member;
      yield member;
      if (this.#members[at] === member) at += 1;
    }
  }
}
