import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { testNats, until } from '@shouwen/testing';
import pino from 'pino';
import { rememberEndedSessions } from './endedSessions.ts';
import { hearEndedSessions } from './hearEndedSessions.ts';

const clock = (): Date => new Date();
const log = pino({ level: 'silent' });
const uuid = (last: number): string => `0197f000-0000-7000-8000-00000000000${last}`;

const envelope = (sessionId: unknown, id: string) => ({
  specversion: '1.0',
  id,
  source: '/shouwen/organization',
  type: 'organization.session.ended.v1',
  subject: uuid(9),
  time: '2026-03-02T01:30:00.000Z',
  datacontenttype: 'application/json',
  aggregatetype: 'session',
  aggregateversion: 1,
  data: { sessionId, staffId: uuid(8), endedAt: '2026-03-02T01:30:00.000Z', reason: 'signed out' },
});

const comes = (holds: () => boolean) => until('the news', { ask: holds, good: Boolean });

describe('sessions that end in organization', () => {
  let nats: Awaited<ReturnType<typeof testNats>>;
  let connection: NatsConnection;
  beforeAll(async () => {
    nats = await testNats();
    connection = await connect({ servers: new URL(nats.url).host });
  });
  afterAll(async () => {
    await connection.close();
    await nats.stop();
  });

  const publish = (value: unknown): Promise<unknown> =>
    jetstream(connection).publish('evt.organization.session.ended.v1', JSON.stringify(value));

  it('are heard of: those before the gateway started, those after, past what cannot be read', async () => {
    const ended = rememberEndedSessions(clock);
    // There is no stream yet: the gateway may be the first to start.
    const hearing = hearEndedSessions({ natsUrl: nats.url, ended, clock, log });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'EVT_ORGANIZATION', subjects: ['evt.organization.>'] });
    await publish(envelope(uuid(1), uuid(5)));
    await comes(() => ended.has(uuid(1)));
    await publish('no event at all');
    await publish(envelope('no id', uuid(6)));
    await publish(envelope(uuid(2), uuid(7)));
    await comes(() => ended.has(uuid(2)));
    await hearing.stop();

    const restarted = rememberEndedSessions(clock);
    const again = hearEndedSessions({ natsUrl: nats.url, ended: restarted, clock, log });
    await comes(() => restarted.size === 2);
    await again.stop();
  });

  it('are heard of like the credentials of partners that were renewed or revoked', async () => {
    const ended = rememberEndedSessions(clock);
    const hearing = hearEndedSessions({ natsUrl: nats.url, ended, clock, log });
    const type = 'organization.partner.credential-ended.v1';
    const data = { partnerId: uuid(8), credentialId: uuid(3), endedAt: '2026-03-02T01:30:00.000Z', reason: 'ended' };
    const event = { ...envelope(uuid(1), uuid(9)), type, aggregatetype: 'partner', data };
    await jetstream(connection).publish(`evt.${type}`, JSON.stringify(event));
    await comes(() => ended.has(uuid(3)));
    await hearing.stop();
  });

  it('that ended longer ago than a token lives are not asked for', async () => {
    const ended = rememberEndedSessions(clock);
    const later = (): Date => new Date(Date.now() + 12 * 60_000);
    const hearing = hearEndedSessions({ natsUrl: nats.url, ended, clock: later, log });
    const early = rememberEndedSessions(clock);
    const control = hearEndedSessions({ natsUrl: nats.url, ended: early, clock, log });
    await comes(() => early.size === 3);
    expect(ended.size).toBe(0);
    await Promise.all([hearing.stop(), control.stop()]);
  });

  it('cannot be heard of without NATS, and the gateway stops all the same', async () => {
    const events = new EventEmitter();
    const warned = pino({ level: 'warn' }, { write: () => void events.emit('warned') });
    const options = { natsUrl: 'nats://127.0.0.1:9', ended: rememberEndedSessions(clock), clock, log: warned };
    const heard = once(events, 'warned');
    const hearing = hearEndedSessions(options);
    await heard;
    await hearing.stop();
  });
});
