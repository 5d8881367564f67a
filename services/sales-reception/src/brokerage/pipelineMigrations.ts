import type { Migration } from '@shouwen/database';
import { pipelineStages } from '../policies/index.ts';

const stages = pipelineStages.map((stage) => `'${stage}'`).join(', ');

export const brokerageMigrations: readonly Migration[] = [
  {
    name: '20261201_64_pipeline',
    up: async (tx) => {
      await tx.query(`CREATE TABLE pipeline_case (
        case_id uuid PRIMARY KEY, site_id uuid NOT NULL, client_id uuid NOT NULL,
        intent text NOT NULL CHECK (intent IN ('buy', 'rent')), area_from_hundredths int NOT NULL, area_to_hundredths int NOT NULL,
        layout text, location text, amount_fen bigint NOT NULL CHECK (amount_fen > 0), months int,
        state text NOT NULL CHECK (state IN ('open', 'signed', 'closed')), stage text NOT NULL CHECK (stage IN (${stages})),
        owner_id uuid NOT NULL, entered_at timestamptz NOT NULL, due_on date NOT NULL, finished_at timestamptz,
        opened_at timestamptz NOT NULL, closed_reason text, explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK ((intent = 'rent') = (months IS NOT NULL)), CHECK (area_from_hundredths > 0 AND area_from_hundredths <= area_to_hundredths),
        CHECK ((state = 'closed') = (closed_reason IS NOT NULL)))`);
      await tx.query('CREATE INDEX pipeline_case_of_site ON pipeline_case (site_id, opened_at, case_id)');
      await tx.query(`CREATE TABLE pipeline_check (
        check_id uuid PRIMARY KEY, case_id uuid NOT NULL REFERENCES pipeline_case, stage text NOT NULL, owner_id uuid NOT NULL,
        entered_at timestamptz NOT NULL, due_on date NOT NULL, finished_at timestamptz NOT NULL, late boolean NOT NULL,
        checked_by uuid NOT NULL, checked_at timestamptz NOT NULL, passed boolean NOT NULL, note text NOT NULL,
        explanation_id uuid NOT NULL, CHECK (checked_by <> owner_id))`);
      await tx.query('CREATE INDEX pipeline_check_of_case ON pipeline_check (case_id, checked_at)');
      await tx.query(`CREATE TABLE pipeline_proposal (
        proposal_id uuid PRIMARY KEY, case_id uuid NOT NULL REFERENCES pipeline_case, listing_id uuid NOT NULL,
        proposed_at timestamptz NOT NULL, round int NOT NULL, rank int NOT NULL, score int NOT NULL, listing jsonb NOT NULL, explanation_id uuid NOT NULL,
        UNIQUE (case_id, round, rank))`);
      await tx.query(`CREATE TABLE pipeline_viewing (
        viewing_id uuid PRIMARY KEY, case_id uuid NOT NULL REFERENCES pipeline_case,
        proposal_id uuid NOT NULL REFERENCES pipeline_proposal, owner_agreed_at timestamptz NOT NULL, viewing_at timestamptz NOT NULL,
        arranged_by uuid NOT NULL, recorded_at timestamptz, liked boolean, rejected text[], said text, explanation_id uuid NOT NULL,
        CHECK (owner_agreed_at < viewing_at), CHECK (num_nulls(recorded_at, liked, rejected, said) IN (0, 4)))`);
      await tx.query('CREATE INDEX pipeline_viewing_of_case ON pipeline_viewing (case_id, viewing_at)');
    },
  },
];
