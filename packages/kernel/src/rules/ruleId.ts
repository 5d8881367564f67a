/** The id of a rule of the rulebook, part of the product: `SR-3.02`, `V-17`. Replaced by the catalogue's union. */
export type RuleId = string;
