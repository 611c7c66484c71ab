/** The comments of one pull request. Every method rejects with a PurgeError whose message may be shown. */
export interface PullRequestComments {
  /** All of them, oldest first. */
  list(): Promise<readonly PullRequestComment[]>;
  /** Login of whoever the token belongs to, as comments name their author. */
  self(): Promise<string>;
  create(body: string): Promise<void>;
  /** @returns false when the comment is gone. */
  update(id: number, body: string): Promise<boolean>;
  /** One that is gone already is no failure. */
  remove(id: number): Promise<void>;
}

export interface PullRequestComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}
