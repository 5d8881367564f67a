import type { Migration } from '@shouwen/database';
import { fitOuts, spaceStates } from './leaseSpace.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

export const leaseSpaceMigrations: readonly Migration[] = [
  {
    name: '20261201_60_lease_space',
    up: async (tx) => {
      await tx.query(`CREATE TABLE lease_space (
        space_id uuid PRIMARY KEY, site_id uuid NOT NULL, building text NOT NULL, floor int NOT NULL,
        number text NOT NULL, name text NOT NULL GENERATED ALWAYS AS (building || '-' || number) STORED,
        layout text NOT NULL, area_hundredths int NOT NULL CHECK (area_hundredths > 0),
        net_area_hundredths int NOT NULL, orientation text NOT NULL,
        fit_out text NOT NULL CHECK (fit_out IN (${oneOf(fitOuts)})), neighbours text[] NOT NULL,
        rent_fen bigint NOT NULL CHECK (rent_fen > 0), management_fee_fen bigint NOT NULL CHECK (management_fee_fen >= 0),
        flexible_terms text, floor_plan text, state text NOT NULL DEFAULT 'vacant' CHECK (state IN (${oneOf(spaceStates)})),
        version int NOT NULL DEFAULT 1, UNIQUE (site_id, building, number),
        CHECK (net_area_hundredths > 0 AND net_area_hundredths <= area_hundredths))`);
      await tx.query('CREATE INDEX lease_space_of_site ON lease_space (site_id, name)');
    },
  },
  {
    name: '20261201_65_lease_space_term',
    up: async (tx) => {
      await tx.query(
        'ALTER TABLE lease_space ADD COLUMN shortest_months int NOT NULL DEFAULT 12 CHECK (shortest_months > 0)',
      );
    },
  },
];
