/** How much one request may ask for. */
export type Limits = {
  readonly bodyBytes: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields with all fragments written out. */
  readonly fields: number;
  /** Objects that may be loaded, pages multiplied. */
  readonly objects: number;
  /** Largest page; a page asked for beyond it is refused at the gateway and clamped in the services. */
  readonly page: number;
  /** Longest list in the variables. */
  readonly listItems: number;
  /** Deepest nesting of the variables. */
  readonly variableDepth: number;
};

/** What the public may ask the gateway. */
export const gatewayLimits: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 1_000,
  depth: 12,
  aliases: 15,
  directives: 10,
  fields: 1_000,
  objects: 5_000,
  page: 100,
  listItems: 500,
  variableDepth: 12,
};

/** What a gateway may ask a subgraph: room for what its planner adds, yet bounded, should the gateway be taken over. */
export const subgraphLimits: Limits = {
  bodyBytes: 256 * 1024,
  tokens: 3_000,
  depth: 16,
  aliases: 60,
  directives: 60,
  fields: 1_500,
  objects: 20_000,
  page: 1_000_000_000,
  listItems: 500,
  variableDepth: 16,
};

/** How many representations one `_entities` call may carry. */
export const mostRepresentations = 200;
