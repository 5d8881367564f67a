/** What a client's record says besides number, name and contacts (CR-1.02). */
export const clientKinds = ['person', 'company'] as const;
export const businesses = ['buy', 'rent', 'own'] as const;
export const urgencies = ['urgent', 'normal', 'later'] as const;
export const clientClasses = ['caller', 'visitor', 'lead', 'buyer', 'owner', 'tenant', 'company', 'special'] as const;
export const specialties = ['lawyer', 'adviser', 'agency', 'bank', 'insurer'] as const;

export type ClientKind = (typeof clientKinds)[number];
export type Business = (typeof businesses)[number];
export type Urgency = (typeof urgencies)[number];
export type ClientClass = (typeof clientClasses)[number];
export type Specialty = (typeof specialties)[number];

/** What the client wants and can pay: personal, kept sealed as a whole. Amounts in fen, areas in square metres. */
export type Wishes = {
  readonly budgetLeastFen: number | null;
  readonly budgetMostFen: number | null;
  readonly preferences: string | null;
  readonly layout: string | null;
  readonly location: string | null;
  readonly areaLeast: number | null;
  readonly areaMost: number | null;
  readonly termMonths: number | null;
  readonly rentMostFen: number | null;
};

export const noWishes: Wishes = {
  budgetLeastFen: null,
  budgetMostFen: null,
  preferences: null,
  layout: null,
  location: null,
  areaLeast: null,
  areaMost: null,
  termMonths: null,
  rentMostFen: null,
};

export type ClientCore = {
  readonly name: string;
  readonly kind: ClientKind;
  readonly business: Business | null;
  readonly district: string | null;
  readonly urgency: Urgency | null;
} & Wishes;

/** A record of which nothing is known but that it is somebody's. */
export const emptyCore: Omit<ClientCore, 'name'> = {
  ...{ kind: 'person', business: null, district: null, urgency: null },
  ...noWishes,
};

export type CoreField = keyof ClientCore;
