import type { Permission } from '@shouwen/access';
import type { Migration, Tx } from '@shouwen/database';
import { laterPermissions } from './laterPermissions.ts';
import { recordsPermissions } from './recordsPermissions.ts';
import { roleSeed } from './roleSeed.ts';

export const roleMigrations: Migration[] = [
  {
    name: '20261123_02_role',
    up: async (tx) => {
      await tx.query(`CREATE TABLE role (
        code text PRIMARY KEY, name_zh text NOT NULL, name_en text NOT NULL, department text NOT NULL,
        scope text NOT NULL CHECK (scope IN ('site', 'company', 'either')), has_roster boolean NOT NULL,
        permissions text[] NOT NULL, position int NOT NULL)`);
      for (const [position, role] of roleSeed.entries()) {
        const { code, nameZh, nameEn, department, scope, hasRoster, permissions } = role;
        await tx.query('INSERT INTO role VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
          ...[code, nameZh, nameEn, department, scope, hasRoster],
          ...[permissions, position],
        ]);
      }
    },
  },
  {
    name: '20261130_02_role_permissions',
    up: (tx) => grantMore(tx, laterPermissions),
  },
  {
    // FI-1.08: spending the pool needs the sales director; finance keeps its account.
    name: '20261201_71_pool_is_for_sales',
    up: async (tx) => {
      await tx.query(
        `UPDATE role SET permissions = array_remove(permissions, 'pool.spend') WHERE code IN ('finance-manager', 'finance-clerk')`,
      );
    },
  },
  { name: '20261205_01_records_permissions', up: (tx) => grantMore(tx, recordsPermissions) },
];

type ByRole = Readonly<Record<string, readonly Permission[]>>;

const grantMore = async (tx: Tx, byRole: ByRole): Promise<void> => {
  for (const [code, permissions] of Object.entries(byRole)) {
    await tx.query(
      `UPDATE role SET permissions = permissions || ARRAY(SELECT unnest($2::text[]) EXCEPT SELECT unnest(permissions))
           WHERE code = $1`,
      [code, permissions],
    );
  }
};
