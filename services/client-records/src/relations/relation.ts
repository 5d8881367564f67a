/** As a relation is kept: the one it comes from is the parent, the employer, the referrer; the two last are the same from both ends. */
export type RelationKind = 'parent' | 'employer' | 'referrer' | 'spouse' | 'family';

/** What the other one is to a client. */
export type OtherIs =
  | 'parent'
  | 'child'
  | 'employer'
  | 'employee'
  | 'referrer'
  | 'referred'
  /** Husband or wife. */
  | 'spouse'
  /** Of the family, otherwise. */
  | 'family';

export type Ends = { readonly kind: RelationKind; readonly fromId: string; readonly toId: string };

/** A relation as one of its ends sees it. */
export type SeenRelation = {
  readonly relationId: string;
  readonly clientId: string;
  readonly otherId: string;
  readonly otherIs: OtherIs;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly endedAt: Date | null;
  readonly explanationId: string;
};

const fromOther: Readonly<Record<OtherIs, RelationKind | null>> = {
  parent: 'parent',
  employer: 'employer',
  referrer: 'referrer',
  child: null,
  employee: null,
  referred: null,
  spouse: null,
  family: null,
};
const toOther: Partial<Readonly<Record<OtherIs, RelationKind>>> = {
  child: 'parent',
  employee: 'employer',
  referred: 'referrer',
};

/** The ends in the order in which they are kept: of a symmetric relation the smaller id comes first, so that it is there once. */
export const endsOf = (clientId: string, otherId: string, otherIs: OtherIs): Ends => {
  const above = fromOther[otherIs];
  if (above) return { kind: above, fromId: otherId, toId: clientId };
  const below = toOther[otherIs];
  if (below) return { kind: below, fromId: clientId, toId: otherId };
  const [fromId = clientId, toId = otherId] = [clientId, otherId].sort();
  return { kind: otherIs as 'spouse' | 'family', fromId, toId };
};

/** What the other end is, seen from the one the relation comes from, or goes to. */
export const otherEndIs = (kind: RelationKind, seenFrom: 'from' | 'to'): OtherIs => {
  if (kind === 'spouse' || kind === 'family') return kind;
  if (seenFrom === 'to') return kind;
  return ({ parent: 'child', employer: 'employee', referrer: 'referred' } as const)[kind];
};
