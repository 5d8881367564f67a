import { acrossSites, type Migration, reachIsEverywhere, type Tx, wallBy, wallBySite } from '@shouwen/database';

/** The tables that follow a client belong to whoever is within the client's own wall, which is asked here. */
export const wallByClient = async (tx: Tx, table: string): Promise<void> =>
  wallBy(tx, table, `(${reachIsEverywhere} OR EXISTS (SELECT FROM client c WHERE c.id = ${table}.client_id))`);

/** What a name is looked for by (S36): one writing for full-width signs, composed letters and letters with a sign of their own; nothing invisible. */
const nameKey = `CREATE FUNCTION client_name_key(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(regexp_replace(normalize(written, NFKC),
    '[ \\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]', '', 'g') COLLATE "C") $$`;

const clientCore: Migration = {
  name: '20261206_01_client_core',
  async up(tx) {
    await tx.query(nameKey);
    await tx.query(`ALTER TABLE client
      ADD COLUMN kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'company')),
      ADD COLUMN business text CHECK (business IN ('buy', 'rent', 'own')),
      ADD COLUMN district text CHECK (char_length(district) BETWEEN 1 AND 40),
      ADD COLUMN urgency text CHECK (urgency IN ('urgent', 'normal', 'later')),
      ADD COLUMN wishes_sealed bytea,
      ADD COLUMN name_key text COLLATE "C" GENERATED ALWAYS AS (client_name_key(name)) STORED`);
    await tx.query('CREATE INDEX client_by_name_key ON client (name_key, id)');
    await tx.query('CREATE INDEX client_by_district ON client (district, id) WHERE district IS NOT NULL');
    await tx.query('DROP INDEX client_by_name');
  },
};

/**
 * Every way to reach a client, the main phone included, whose row here bears the client's own id. A living phone is one person's only: the
 * index of an ended one is gone, and the number free.
 */
const clientContact: Migration = {
  name: '20261206_02_client_contact',
  async up(tx) {
    await tx.query(`
      CREATE TABLE client_contact (
        id uuid PRIMARY KEY,
        client_id uuid NOT NULL REFERENCES client (id),
        kind text NOT NULL CHECK (kind IN ('phone', 'email', 'wechat', 'address')),
        value_sealed bytea NOT NULL,
        value_index bytea UNIQUE CHECK (octet_length(value_index) = 32),
        is_main boolean NOT NULL DEFAULT false,
        added_at timestamptz NOT NULL,
        added_by text NOT NULL,
        checked_at timestamptz NOT NULL,
        checked_by text NOT NULL,
        ended_at timestamptz,
        ended_by text,
        CHECK ((value_index IS NOT NULL) = (kind = 'phone' AND ended_at IS NULL)),
        CHECK (NOT is_main OR (kind = 'phone' AND ended_at IS NULL)),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      )`);
    await tx.query('CREATE INDEX client_contact_by_client ON client_contact (client_id)');
    await tx.query('CREATE UNIQUE INDEX client_contact_main ON client_contact (client_id) WHERE is_main');
    await tx.query('CREATE INDEX client_contact_by_check ON client_contact (checked_at, id) WHERE ended_at IS NULL');
    await acrossSites(tx, () =>
      tx.query(`INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, is_main, added_at, added_by, checked_at, checked_by)
        SELECT id, id, 'phone', phone_sealed, phone_index, true, opened_at, opened_by, opened_at, opened_by FROM client`),
    );
    await wallByClient(tx, 'client_contact');
  },
};

/** The classes under which a client is filed at a site, each with what it rests on: several at a time, several over time. */
const clientClass: Migration = {
  name: '20261206_03_client_class',
  async up(tx) {
    await tx.query(`
      CREATE TABLE client_class (
        client_id uuid NOT NULL,
        site_id uuid NOT NULL,
        class text NOT NULL CHECK (class IN ('caller', 'visitor', 'lead', 'buyer', 'owner', 'tenant', 'company', 'special')),
        specialty text CHECK (specialty IN ('lawyer', 'adviser', 'agency', 'bank', 'insurer')),
        basis text NOT NULL CHECK (basis IN ('set', 'visit', 'claim', 'deal')),
        basis_id uuid,
        filed_at timestamptz NOT NULL,
        filed_by text NOT NULL,
        ended_at timestamptz,
        ended_by text,
        CHECK ((class = 'special') = (specialty IS NOT NULL)),
        CHECK ((basis IN ('claim', 'deal')) = (basis_id IS NOT NULL)),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      )`);
    await tx.query(`CREATE UNIQUE INDEX client_class_once ON client_class (client_id, site_id, class, basis, basis_id)
      NULLS NOT DISTINCT WHERE ended_at IS NULL`);
    await tx.query(
      `CREATE INDEX client_class_by_site ON client_class (site_id, class, client_id) WHERE ended_at IS NULL`,
    );
    await tx.query(`CREATE INDEX client_class_by_basis ON client_class (basis_id) WHERE basis_id IS NOT NULL`);
    await wallBySite(tx, 'client_class');
  },
};

/** CR-1.06: who, when, what, from, to and why. The values and the reason are sealed: they go with the client's key. */
const clientChange: Migration = {
  name: '20261206_04_client_change',
  appendOnly: ['client_change'],
  async up(tx) {
    await tx.query(`
      CREATE TABLE client_change (
        id uuid PRIMARY KEY,
        client_id uuid NOT NULL REFERENCES client (id),
        site_id uuid NOT NULL,
        at timestamptz NOT NULL,
        actor text NOT NULL,
        area text NOT NULL CHECK (area IN ('core', 'contact', 'class', 'identity', 'dossier')),
        field text NOT NULL,
        from_sealed bytea,
        to_sealed bytea,
        why_sealed bytea,
        masked_as text CHECK (masked_as IN ('phone', 'email', 'wechat', 'address', 'identity', 'all'))
      )`);
    await tx.query('CREATE INDEX client_change_by_client ON client_change (client_id, at DESC, id DESC)');
    await wallByClient(tx, 'client_change');
  },
};

/** A trigger's function whose one statement reaches all sites, whoever writes. */
const pastTheWalls = (name: string, statement: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE before text := coalesce(current_setting('shouwen.reach', true), '');
  BEGIN
    PERFORM set_config('shouwen.reach', '*', true);
    ${statement};
    PERFORM set_config('shouwen.reach', before, true);
    RETURN NEW;
  END $$`;

/**
 * The name's key stands beside the site as well, so that a site's list by name is read off one index however many clients the company has.
 * The database keeps the two the same, whoever writes; its function looks past the walls for this one column.
 */
const siteNames: Migration = {
  name: '20261206_06_site_names',
  async up(tx) {
    await tx.query(`ALTER TABLE client_site ADD COLUMN name_key text COLLATE "C" NOT NULL DEFAULT ''`);
    await acrossSites(tx, () =>
      tx.query('UPDATE client_site s SET name_key = c.name_key FROM client c WHERE c.id = s.client_id'),
    );
    await tx.query('CREATE INDEX client_site_by_name ON client_site (site_id, name_key, client_id)');
    await tx.query(
      pastTheWalls(
        'take_name_key',
        `NEW.name_key := coalesce((SELECT name_key FROM client WHERE id = NEW.client_id), '')`,
      ),
    );
    await tx.query(`CREATE TRIGGER client_site_takes_name BEFORE INSERT ON client_site
      FOR EACH ROW EXECUTE FUNCTION take_name_key()`);
    // Of a client who is written by the same statement the name is there only when the statement is over.
    await tx.query(
      pastTheWalls(
        'take_name_key_late',
        `UPDATE client_site s SET name_key = c.name_key FROM client c
         WHERE c.id = NEW.client_id AND s.client_id = NEW.client_id AND s.site_id = NEW.site_id`,
      ),
    );
    await tx.query(`CREATE TRIGGER client_site_takes_name_late AFTER INSERT ON client_site
      FOR EACH ROW WHEN (NEW.name_key = '') EXECUTE FUNCTION take_name_key_late()`);
    await tx.query(
      pastTheWalls('give_name_key', 'UPDATE client_site SET name_key = NEW.name_key WHERE client_id = NEW.id'),
    );
    await tx.query(`CREATE TRIGGER client_gives_name AFTER UPDATE OF name ON client
      FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION give_name_key()`);
  },
};

export const clientCoreMigrations: readonly Migration[] = [
  clientCore,
  clientContact,
  clientClass,
  clientChange,
  siteNames,
];
