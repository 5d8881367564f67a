/** OR-1.01: somebody who works for the company; with posts at several sites perhaps. */
export type Staff = {
  readonly id: string;
  readonly name: string;
  /** Small letters, digits, dots and dashes; unique. */
  readonly signInName: string;
  readonly hiredOn: string;
  /** OR-1.04: the last day, once leaving is recorded; from then on nobody signs in under this name. */
  readonly leftOn: string | null;
};

export type Post = {
  readonly id: string;
  readonly staffId: string;
  /** Null: held for the whole company. */
  readonly siteId: string | null;
  readonly role: string;
  /** Place among the site's consultants; null for roles without a roster. */
  readonly rosterOrder: number | null;
  /** First and last day, both included; null: until it is ended. */
  readonly from: string;
  readonly to: string | null;
};

export type Department = {
  readonly id: string;
  readonly siteId: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
};
