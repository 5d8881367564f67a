import type { Migration } from '@shouwen/database';

/** What has happened here and must be told; the record, of which the stream is only a carrier. */
const outbox: Migration = {
  name: '20261122_01_messaging_outbox',
  async up(tx) {
    await tx.query(`create table outbox_aggregate (
      aggregate_type text not null, aggregate_id text not null, version bigint not null check (version > 0),
      primary key (aggregate_type, aggregate_id))`);
    await tx.query(`create table outbox (
      id uuid primary key,
      position bigint generated always as identity,
      aggregate_type text not null,
      aggregate_id text not null,
      aggregate_version bigint not null check (aggregate_version > 0),
      type text not null,
      data jsonb not null,
      occurred_at timestamptz not null,
      traceparent text,
      recorded_at timestamptz not null default clock_timestamp(),
      published_at timestamptz,
      attempts int not null default 0,
      withheld_at timestamptz,
      unique (aggregate_type, aggregate_id, aggregate_version))`);
    await tx.query('create index outbox_waiting on outbox (position) where published_at is null');
    await tx.query(`create index outbox_waiting_of_aggregate on outbox (aggregate_type, aggregate_id, aggregate_version)
      where published_at is null`);
    await tx.query('create index outbox_published on outbox (published_at)');
  },
};

/**
 * What has been heard: once per consumer, in the order of each aggregate's versions. The keys begin with the aggregate, because a
 * planner without statistics takes a consumer's name for selective and then reads every row of it, once per row.
 */
const inbox: Migration = {
  name: '20261122_02_messaging_inbox',
  async up(tx) {
    await tx.query(`create table inbox (
      consumer text not null, event_id uuid not null, type text not null,
      applied_at timestamptz not null default clock_timestamp(), primary key (consumer, event_id))`);
    await tx.query(`create table aggregate_cursor (
      consumer text not null, publisher text not null, aggregate_type text not null, aggregate_id text not null,
      version bigint not null default 0, primary key (aggregate_id, aggregate_type, publisher, consumer))`);
    await tx.query(`create table parked (
      consumer text not null, publisher text not null, aggregate_type text not null, aggregate_id text not null,
      version bigint not null, event_id uuid not null, body jsonb not null,
      parked_at timestamptz not null default clock_timestamp(),
      primary key (aggregate_id, aggregate_type, publisher, consumer, version))`);
  },
};

/** What could not be applied: how often it was tried, and what was given up. */
const deadLetters: Migration = {
  name: '20261122_03_messaging_dead_letter',
  async up(tx) {
    await tx.query(`create table delivery_failure (
      consumer text not null, event_id text not null, failures int not null, reason text not null,
      try_after timestamptz not null, primary key (consumer, event_id))`);
    await tx.query(`create table dead_letter (
      consumer text not null, event_id text not null, publisher text not null,
      aggregate_type text, aggregate_id text, version bigint, type text, body text not null,
      reason text not null, failures int not null, trace_id text, dead_at timestamptz not null,
      primary key (consumer, event_id))`);
  },
};

/** Parked events that do not wait for one before them, but for news of another department: for what, since when, until when. */
const waiting: Migration = {
  name: '20261201_01_messaging_waits_for_news',
  async up(tx) {
    await tx.query(`alter table parked add column waits_for text, add column tries int not null default 0,
      add column waits_since timestamptz, add column try_after timestamptz,
      add constraint parked_waits check ((waits_for is null) = (waits_since is null) and (waits_for is null) = (tries = 0)
        and (waits_for is null) = (try_after is null))`);
    await tx.query('create index parked_waits_since on parked (waits_since) where waits_since is not null');
  },
};

/** Tables that every service with messages has: outbox, inbox, cursors, parked events, dead letters. */
export const messagingMigrations: readonly Migration[] = [outbox, inbox, deadLetters, waiting];
