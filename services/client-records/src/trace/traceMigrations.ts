import type { Migration } from '@shouwen/database';

/**
 * The trail by client and by reader (CR-2.04, CR-5.01). A line of form 1 names its client as the resource only; the expression is that
 * of `clientOfEntry`.
 */
export const traceMigration: Migration = {
  name: '20261206_50_trace',
  async up(tx) {
    const client = `coalesce(client_id::text, CASE WHEN form = 1 AND resource_type = 'Client' THEN resource_id END)`;
    await tx.query(
      `CREATE INDEX audit_entry_by_client ON audit_entry ((${client}), at, seq) WHERE (${client}) IS NOT NULL`,
    );
    await tx.query('CREATE INDEX audit_entry_by_actor ON audit_entry (actor, at)');
  },
};
