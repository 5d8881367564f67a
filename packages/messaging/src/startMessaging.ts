import { type EventContract, eventCatalogue } from '@shouwen/contracts';
import type { Database } from '@shouwen/database';
import { type ConsumerGroup, groupConsumers, knownTypes } from './inbox/consumerGroup.ts';
import type { Consumer } from './inbox/defineConsumer.ts';
import { type Receive, receive } from './inbox/receive.ts';
import { startConsumer } from './inbox/startConsumer.ts';
import { type Link, openLink } from './nats/link.ts';
import type { StreamSettings } from './nats/streams.ts';
import { makeCrashPoint } from './operate/crashPoint.ts';
import type { Log } from './operate/log.ts';
import type { Loop } from './operate/loop.ts';
import { type Counts, type MessagingStatus, messagingStatus, noCounts } from './operate/status.ts';
import { watchOutbox, watchWaiting } from './operate/watchAges.ts';
import { type RelayRound, relayRound } from './outbox/relay.ts';
import { startRelay } from './outbox/startRelay.ts';
import { answerQuestions } from './reconcile/ownerAnswers.ts';
import { startReconciler } from './reconcile/startReconciler.ts';

export interface MessagingSettings extends StreamSettings {
  /** How often outboxes are compared with inboxes. */
  readonly reconcileEverySeconds: number;
  /** The alarm goes off when the oldest waiting row is older. */
  readonly outboxAlarmSeconds: number;
  /** The alarm goes off when an event has waited longer for news of another department; it goes on waiting. */
  readonly newsAlarmSeconds: number;
}

const defaults: MessagingSettings = {
  replicas: 1,
  duplicateWindowSeconds: 600,
  ackWaitSeconds: 30,
  reconcileEverySeconds: 60,
  outboxAlarmSeconds: 30,
  newsAlarmSeconds: 3_600,
};

export interface MessagingOptions {
  readonly db: Database;
  /** nats://host:port, several separated by commas; user and password in the first count for all. */
  readonly natsUrl: string;
  readonly service: string;
  readonly consumers: readonly Consumer[];
  readonly clock: () => Date;
  readonly log: Log;
  /** Event types that exist; an event of another type is a dead letter, never skipped. */
  readonly catalogue?: ReadonlyMap<string, EventContract>;
  readonly settings?: Partial<MessagingSettings>;
  /** Crash point of a test, see `makeCrashPoint`; absent in production. */
  readonly crashAt?: string | undefined;
  /** How often each event is sent, each time as if it were another one: the inboxes must see that it is not. 1 in production. */
  readonly copies?: number | undefined;
  /** Puts something naive in the place of ours, or leaves the reconciler out: for the tests that must see that fail. */
  readonly instead?: { readonly relayRound?: RelayRound; readonly receive?: Receive; readonly noReconciler?: boolean };
}

export interface Messaging {
  /** Ends the running batches, then lets go of NATS. */
  stop(): Promise<void>;
  /** @throws DatabaseUnavailable */
  status(): Promise<MessagingStatus>;
}

/**
 * Starts the relay of a service's outbox, its consumers, its answers to the reconcilers of others and its own reconcilers. Comes
 * back at once, also when NATS is down; it goes on trying.
 */
export const startMessaging = async (options: MessagingOptions): Promise<Messaging> => {
  const { db, service, log } = options;
  const settings = { ...defaults, ...options.settings };
  const link = openLink(options.natsUrl, service, log);
  link.onUp((connection, fresh) => {
    if (fresh) answerQuestions(connection, { db, service, log });
  });
  const crashPoint = makeCrashPoint(options.crashAt);
  const counts = new Map<string, Counts>();
  const relay = startRelay(
    { db, service, link, log, clock: options.clock, crashPoint, copies: options.copies ?? 1 },
    options.instead?.relayRound ?? relayRound,
    settings,
  );
  const known = knownTypes(options.catalogue ?? eventCatalogue, options.consumers);
  const listeners = groupConsumers(service, options.consumers).flatMap((group) => {
    const count = noCounts();
    counts.set(`${group.name}/${group.publisher}`, count);
    return listenAs(group, { ...options, link, settings, crashPoint, known, counts: count });
  });
  const watches = [watchOutbox(db, log, settings.outboxAlarmSeconds), watchWaiting(db, log, settings.newsAlarmSeconds)];
  const loops = [relay, ...listeners, ...watches];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await link.close();
    },
    status: () => messagingStatus({ db, link, counts }),
  };
};

interface ListenDeps extends MessagingOptions {
  readonly link: Link;
  readonly settings: MessagingSettings;
  readonly crashPoint: ReturnType<typeof makeCrashPoint>;
  readonly known: ReadonlySet<string>;
  readonly counts: Counts;
}

const listenAs = (group: ConsumerGroup, options: ListenDeps): Loop[] => {
  const { db, log, clock, crashPoint, known, counts, link, settings } = options;
  const deps = { db, log, clock, crashPoint, known, counts, link, group };
  const reconciler = options.instead?.noReconciler ? null : startReconciler(deps, settings.reconcileEverySeconds);
  const consumer = startConsumer({
    ...deps,
    settings,
    receive: options.instead?.receive ?? receive,
    onNewDurable: () => reconciler?.doubtEverything(),
  });
  return reconciler ? [consumer, reconciler] : [consumer];
};
