import { type Migration, wallBy } from '@shouwen/database';

/**
 * The trail by client and by reader (CR-2.04, CR-5.01), and what is counted for two days to limit searches and reads (CR-2.05): by person,
 * not by site; nobody reads them through the graph, and `readsWall` walls the one that names clients. A line of form 1 names its client as the resource only; the expression is that
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
    await tx.query(`CREATE TABLE phone_search (
      actor text NOT NULL, kind text NOT NULL CHECK (kind IN ('search', 'identify')),
      phone_index bytea NOT NULL CHECK (octet_length(phone_index) = 32), at timestamptz NOT NULL, missed boolean NOT NULL)`);
    await tx.query('CREATE INDEX phone_search_by_actor ON phone_search (actor, at)');
    await tx.query('CREATE INDEX phone_search_by_phone ON phone_search (phone_index, at)');
    await tx.query('CREATE INDEX phone_search_oldest ON phone_search (at)');
    await tx.query(`CREATE TABLE client_read (
      actor text NOT NULL, hour timestamptz NOT NULL, client_id uuid NOT NULL, page boolean NOT NULL DEFAULT false,
      PRIMARY KEY (actor, hour, client_id))`);
    await tx.query('CREATE INDEX client_read_oldest ON client_read (hour)');
  },
};

/** Who read whom within the hour, across all sites: counted by person, shown to nobody, and not there for who looks at no site (S14). */
export const readsWall: Migration = {
  name: '20261206_53_reads_wall',
  up: (tx) => wallBy(tx, 'client_read', `coalesce(current_setting('shouwen.reach', true), '') <> ''`),
};
