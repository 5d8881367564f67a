/** The five departments, as their folders below `services/` are called. */
export const subgraphNames = [
  'organization',
  'sales-reception',
  'client-records',
  'property-service',
  'finance',
] as const;

export type SubgraphName = (typeof subgraphNames)[number];
