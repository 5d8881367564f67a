import type { Migration } from '@shouwen/database';
import { contractOutcomes } from './contracts/contract.ts';
import { channels, faults, paymentMethods, stages } from './deal.ts';
import { paymentKinds } from './payments/payment.ts';
import { stepNames } from './steps/dealStep.ts';

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Deals. The partial unique index is the last wall of SR-9.01: one unit, one deal that stands. */
export const dealMigrations: readonly Migration[] = [
  {
    name: '20261122_41_deal',
    up: async (tx) => {
      await tx.query(`create table deal (
        deal_id uuid primary key, site_id uuid not null, client_id uuid not null, unit_id uuid not null references unit,
        visit_id uuid, price_fen bigint not null check (price_fen > 0), list_price_fen bigint not null,
        product text not null, channel text not null check (channel in (${oneOf(channels)})), introducer_id uuid,
        consultants jsonb not null, rules jsonb not null, closed_at timestamptz not null, closed_on date not null,
        recorded_by text not null, explanation_id uuid not null references explanation,
        state text not null check (state in ('closed', 'cancelled')), cancelled_at timestamptz, cancelled_on date,
        fault text check (fault in (${oneOf(faults)})), reason text, cancelled_why uuid references explanation,
        version int not null default 1, check (price_fen <= list_price_fen),
        check ((channel = 'employee-referral') = (introducer_id is not null)),
        check ((state = 'cancelled') = (cancelled_at is not null and cancelled_on is not null and fault is not null
          and reason is not null and cancelled_why is not null)))`);
      await tx.query(`create unique index one_standing_deal on deal (unit_id) where state = 'closed'`);
      await tx.query('create index deal_of_client on deal (client_id, closed_at)');
      await tx.query('create index deal_of_site on deal (site_id, closed_at, deal_id)');
    },
  },
  {
    name: '20261201_42_deal_stages',
    // Deals of before were subscribed and nothing more was kept of them. The checks are the last wall of SR-9.02.
    up: async (tx) => {
      await tx.query(`alter table deal
        add column original_client_id uuid, add column closed_by uuid,
        add column stage text not null default 'subscribed' check (stage in (${oneOf(stages)})),
        add column payment_method text check (payment_method in (${oneOf(paymentMethods)})),
        add column paid_fen bigint not null default 0 check (paid_fen >= 0),
        add check (state = 'cancelled' or paid_fen <= price_fen),
        add check (stage = 'subscribed' or payment_method is not null),
        add check (state = 'closed' or stage <> 'handed-over')`);
      await tx.query('update deal set original_client_id = client_id');
      await tx.query('alter table deal alter column original_client_id set not null');
      await tx.query('create index deal_of_original_client on deal (original_client_id, closed_at)');
    },
  },
  {
    name: '20261201_43_deal_steps',
    // An intent becomes the deal of the same id, so steps, payments and contracts belong to either.
    up: async (tx) => {
      await tx.query(`create table deal_intent (
        deal_id uuid primary key, site_id uuid not null, client_id uuid not null, unit_id uuid not null references unit,
        visit_id uuid, price_fen bigint not null check (price_fen > 0),
        channel text not null check (channel in (${oneOf(channels)})), introducer_id uuid,
        opened_at timestamptz not null, opened_by text not null, explanation_id uuid not null references explanation,
        state text not null check (state in ('open', 'closed', 'withdrawn')),
        earnest_fen bigint not null check (earnest_fen >= 0), version int not null default 1)`);
      await tx.query('create index intent_of_site on deal_intent (site_id, opened_at, deal_id)');
      await tx.query(`create table deal_step (
        step_id uuid primary key, deal_id uuid not null, step text not null check (step in (${oneOf(stepNames)})),
        happened_at timestamptz not null, recorded_at timestamptz not null, by text not null, papers jsonb not null,
        explanation_id uuid not null references explanation, check (happened_at <= recorded_at))`);
      await tx.query('create index step_of_deal on deal_step (deal_id, happened_at, step_id)');
      await tx.query(`create table deal_payment (
        payment_id uuid primary key, deal_id uuid not null, site_id uuid not null,
        kind text not null check (kind in (${oneOf(paymentKinds)})), amount_fen bigint not null check (amount_fen <> 0),
        received_at timestamptz not null, received_on date not null)`);
      await tx.query('create index payment_of_deal on deal_payment (deal_id)');
      await tx.query('create index payment_of_site on deal_payment (site_id, received_on)');
      await tx.query(`create table deal_contract (
        contract_id uuid primary key, deal_id uuid not null, drawn_by uuid not null, drawn_at timestamptz not null,
        checked_by uuid, checked_at timestamptz, outcome text check (outcome in (${oneOf(contractOutcomes)})),
        signed_at timestamptz, fault_found_at timestamptz, fault_found_by uuid, check (checked_by <> drawn_by),
        check ((outcome is null) = (checked_by is null)), check ((outcome is null) = (checked_at is null)),
        check (signed_at is null or outcome = 'correct'), check (fault_found_at is null or outcome = 'correct'))`);
      await tx.query(`create unique index one_live_contract on deal_contract (deal_id)
        where outcome is distinct from 'returned' and fault_found_at is null`);
    },
  },
  {
    name: '20261201_44_price_request',
    up: async (tx) => {
      await tx.query(`create table price_request (
        request_id uuid primary key, site_id uuid not null, unit_id uuid not null references unit, client_id uuid not null,
        price_fen bigint not null check (price_fen > 0), requested_by uuid not null, requested_at timestamptz not null,
        state text not null check (state in ('pending', 'approved', 'refused')), decided_by uuid, decided_at timestamptz,
        valid_until timestamptz, used_by uuid, explanation_id uuid not null references explanation,
        version int not null default 1, check (decided_by <> requested_by),
        check ((state = 'pending') = (decided_at is null)), check ((state = 'pending') = (decided_by is null)),
        check ((state = 'approved') = (valid_until is not null)), check (used_by is null or state = 'approved'))`);
      await tx.query(
        `create unique index one_pending_price on price_request (unit_id, client_id) where state = 'pending'`,
      );
      await tx.query('create index price_request_of_site on price_request (site_id, requested_at, request_id)');
    },
  },
  {
    name: '20261201_45_designated_channel',
    up: async (tx) => {
      for (const table of ['deal', 'deal_intent'])
        await tx.query(`alter table ${table} drop constraint ${table}_channel_check,
          add constraint ${table}_channel_check check (channel in (${oneOf(channels)}))`);
    },
  },
  {
    name: '20261201_46_superseded_contract',
    up: async (tx) => {
      await tx.query('alter table deal_contract add column superseded_at timestamptz');
      await tx.query('alter table deal_contract add check (superseded_at is null or signed_at is null)');
      await tx.query('drop index one_live_contract');
      await tx.query(`create unique index one_live_contract on deal_contract (deal_id)
        where outcome is distinct from 'returned' and fault_found_at is null and superseded_at is null`);
    },
  },
];
