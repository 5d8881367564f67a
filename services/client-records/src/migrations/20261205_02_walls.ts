import { type Migration, reachIsEverywhere, wallBy, wallBySite } from '@shouwen/database';

/**
 * The second wall behind the reading scope (CR-2.01, S14): a client is there for a transaction within whose sites the client is known or
 * owned. The two tables asked about are walled themselves.
 */
export const wallsMigration: Migration = {
  name: '20261205_02_walls',
  async up(tx) {
    await wallBySite(tx, 'client_site');
    await wallBySite(tx, 'client_owner');
    const known = (id: string) =>
      `(${reachIsEverywhere} OR EXISTS (SELECT FROM client_site s WHERE s.client_id = ${id})
        OR EXISTS (SELECT FROM client_owner o WHERE o.client_id = ${id}))`;
    await wallBy(tx, 'client', known('client.id'));
    await wallBy(tx, 'client_identity', known('client_identity.client_id'));
  },
};
