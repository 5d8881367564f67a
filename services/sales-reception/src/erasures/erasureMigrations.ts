import type { Migration } from '@shouwen/database';

/**
 * CR-2.06: the one way in which words leave registers that only grow (SR-2.03): those about a client whose data client-records has erased.
 * The lines stay, with who, when and which class.
 */
export const erasureMigrations: readonly Migration[] = [
  {
    name: '20261206_89_erased_words',
    up: async (tx) => {
      await tx.query(`CREATE TABLE erased_client (client_id uuid PRIMARY KEY, erased_at timestamptz NOT NULL)`);
      await tx.query(`CREATE FUNCTION empty_words_about(erased uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
        SET search_path = pg_catalog, public AS $$
          UPDATE follow_up SET said = '', next = NULL
          WHERE client_id = erased AND EXISTS (SELECT FROM erased_client e WHERE e.client_id = erased);
          UPDATE visit_registration SET looking_for = '', budget = NULL, companions = NULL,
            reason = CASE WHEN reason IS NULL THEN NULL ELSE '' END
          WHERE client_id = erased AND EXISTS (SELECT FROM erased_client e WHERE e.client_id = erased);
          UPDATE call_registration SET interest = ''
          WHERE client_id = erased AND EXISTS (SELECT FROM erased_client e WHERE e.client_id = erased);
        $$`);
    },
  },
];
