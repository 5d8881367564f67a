/** One attack of the corpus, as its file tells it. See `corpus/README.md`. */
export type Attack = {
  readonly id: string;
  /** What it tries, and why it must fail. */
  readonly why: string;
  readonly at: readonly TargetKind[];
  readonly request: AttackRequest;
  readonly expect: Expectation;
  /** For the reader; no test measures time. */
  readonly maxMilliseconds?: number;
};

export type TargetKind = 'gateway' | 'subgraph';

export type AttackRequest = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Name of a token of `tokens.ts`; default: none at the gateway, the gateway's own at a subgraph. */
  readonly token?: string;
  readonly query?: string;
  readonly variables?: unknown;
  readonly operationName?: string;
  /** Sent as it is instead of a query. */
  readonly body?: string;
  /** Sent as JSON instead of a query. */
  readonly json?: unknown;
  /** Sent in the address, as GET does. */
  readonly search?: Readonly<Record<string, string>>;
};

export type Expectation = {
  readonly status: number;
  /** Code of every error; none expected when absent. */
  readonly code?: string;
  /** Words in the message of the first error, which show that the right guard spoke. */
  readonly message?: string;
  readonly mostErrors?: number;
  /** The data of the answer, compared as a whole. */
  readonly data?: unknown;
  /** Paths in the answer that hold a list of at most so many items. */
  readonly atMost?: Readonly<Record<string, number>>;
  readonly headers?: Readonly<Record<string, string | null>>;
};
