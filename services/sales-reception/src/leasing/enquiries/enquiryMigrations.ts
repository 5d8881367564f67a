import type { Migration } from '@shouwen/database';
import { standings } from '../../policies/index.ts';
import { fitOuts } from '../spaces/leaseSpace.ts';
import { enquiryStages } from './enquiry.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

export const enquiryMigrations: readonly Migration[] = [
  {
    name: '20261201_61_lease_enquiry',
    up: async (tx) => {
      await tx.query(`CREATE TABLE lease_enquiry (
        enquiry_id uuid PRIMARY KEY, site_id uuid NOT NULL, agent_id uuid NOT NULL, client_id uuid, left_card boolean NOT NULL,
        company text NOT NULL, business text, standing text NOT NULL CHECK (standing IN (${oneOf(standings)})),
        rent_asked_fen bigint, rent_expected_fen bigint, present_building text,
        area_hundredths int NOT NULL CHECK (area_hundredths > 0), layout text, floor_from int, floor_to int, orientation text,
        fit_out text CHECK (fit_out IN (${oneOf(fitOuts)})), net_to_gross_percent int,
        stage text NOT NULL CHECK (stage IN (${oneOf(enquiryStages)})), opened_at timestamptz NOT NULL, opened_on date NOT NULL,
        due_from date, due_through date, first_follow_up boolean NOT NULL,
        lost_reason text, lost_building text, lost_rent_fen bigint, lost_months int, space_id uuid REFERENCES lease_space,
        closed_at timestamptz, explanation_id uuid NOT NULL, version int NOT NULL DEFAULT 1,
        CHECK ((due_from IS NULL) = (due_through IS NULL)), CHECK ((stage IN ('signed', 'lost')) = (closed_at IS NOT NULL)),
        CHECK ((stage = 'signed') = (space_id IS NOT NULL)), CHECK (stage = 'lost' OR lost_reason IS NULL),
        CHECK (num_nulls(lost_building, lost_rent_fen, lost_months) IN (0, 3)))`);
      await tx.query('CREATE INDEX lease_enquiry_of_site ON lease_enquiry (site_id, opened_at, enquiry_id)');
      await tx.query(
        'CREATE INDEX lease_enquiry_due ON lease_enquiry (site_id, due_through) WHERE due_through IS NOT NULL',
      );
      await tx.query(`CREATE TABLE lease_contact (
        contact_id uuid PRIMARY KEY, enquiry_id uuid NOT NULL REFERENCES lease_enquiry, agent_id uuid NOT NULL,
        at timestamptz NOT NULL, said text NOT NULL, late boolean NOT NULL, explanation_id uuid NOT NULL)`);
      await tx.query('CREATE INDEX lease_contact_of_enquiry ON lease_contact (enquiry_id, at)');
      await tx.query(`CREATE TABLE security_notice (
        notice_id uuid PRIMARY KEY, site_id uuid NOT NULL, enquiry_id uuid NOT NULL REFERENCES lease_enquiry,
        told_at timestamptz NOT NULL, seen_at timestamptz, seen_by uuid, CHECK ((seen_at IS NULL) = (seen_by IS NULL)))`);
      await tx.query('CREATE INDEX security_notice_of_site ON security_notice (site_id, told_at, notice_id)');
    },
  },
];
