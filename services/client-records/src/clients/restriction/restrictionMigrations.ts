import { type Migration, wallBy } from '@shouwen/database';

/**
 * CR-2.06: records that nobody works with. Of a frozen one everything is kept and nothing used; of an erased one only the number and the id
 * are left. The views by which a site or an owner reaches a client leave both out, so that only custody is left to reach a frozen one.
 */
export const clientRestriction: Migration = {
  name: '20261206_85_client_restriction',
  async up(tx) {
    await tx.query(`ALTER TABLE client ALTER COLUMN phone_sealed DROP NOT NULL, ALTER COLUMN phone_index DROP NOT NULL,
      ALTER COLUMN wrapped_key DROP NOT NULL,
      ADD CONSTRAINT client_erased_whole CHECK (
        (key_id <> 'destroyed' AND num_nulls(phone_sealed, phone_index, wrapped_key) = 0)
        OR (key_id = 'destroyed' AND name = '' AND num_nonnulls(phone_sealed, phone_index, wrapped_key, wishes_sealed, district) = 0))`);
    await tx.query(`CREATE TABLE client_restriction (
      client_id uuid PRIMARY KEY REFERENCES client (id), kind text NOT NULL CHECK (kind IN ('frozen', 'erased')),
      since timestamptz NOT NULL)`);
    // Two words about an opaque id, which every reader of clients has to know of.
    await wallBy(tx, 'client_restriction', `coalesce(current_setting('shouwen.reach', true), '') <> ''`);
    const isFree = (id: string) => `NOT EXISTS (SELECT FROM client_restriction r WHERE r.client_id = ${id})`;
    await tx.query(`CREATE OR REPLACE VIEW person_site WITH (security_invoker = true) AS
      SELECT s.client_id, s.site_id, s.since FROM client_site s WHERE ${isFree('s.client_id')}
      UNION ALL
      SELECT p.person_id, s.site_id, s.since FROM client_person p JOIN client_site s USING (client_id)
      WHERE p.client_id <> p.person_id AND ${isFree('p.person_id')}`);
    await tx.query(`CREATE OR REPLACE VIEW person_owner WITH (security_invoker = true) AS
      SELECT o.client_id, o.basis_id, o.basis, o.site_id, o.staff_id, o.valid_through, o.fresh_through, o.ended_on
      FROM client_owner o WHERE ${isFree('o.client_id')}
      UNION ALL
      SELECT p.person_id, o.basis_id, o.basis, o.site_id, o.staff_id, o.valid_through, o.fresh_through, o.ended_on
      FROM client_person p JOIN client_owner o USING (client_id) WHERE p.client_id <> p.person_id AND ${isFree('p.person_id')}`);
  },
};
