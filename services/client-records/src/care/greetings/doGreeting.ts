import {
  actorOf,
  appendAudit,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { readerOf } from '../../clients/index.ts';
import { hasConsent } from '../../consents/index.ts';
import { decideDoing, type GreetingDone } from './doGreeting.decision.ts';
import type { Greeting, GreetingKind, GreetingResult } from './greeting.ts';
import { clientOfGreeting, seenGreetings } from './greetingQueries.ts';
import { cancelGreetings, closeAsDone } from './greetingStore.ts';

export type DoGreeting = {
  readonly idempotencyKey: string;
  readonly greetingId: string;
  readonly kinds: readonly GreetingKind[];
  readonly result: GreetingResult;
  readonly costFen: number;
};

/**
 * CR-7.01: a person records what was done and what came of it. Consent is asked again at this moment: withdrawn in between, the
 * greeting is cancelled and nothing may be done. Needs `care.handle` and a ground to read the client. @throws NotFound
 */
export const doGreeting = async (
  context: BareContext,
  { idempotencyKey, ...input }: DoGreeting,
): Promise<CommandResult<{ greetingId: string }>> => {
  const { now, db, viewer } = context;
  demandStaff(viewer);
  const greeting = await seenGreeting(context, input.greetingId);
  const { greetingId, clientId, siteId } = greeting;
  const answer = await runCommand<{ greetingId: string }>(
    { ...context, name: 'doGreeting', idempotencyKey, input },
    async (tx) => {
      const reader = readerOf(context, 'care.handle');
      const [current] = await seenGreetings(tx, reader, [greetingId]);
      if (!current) throw new NotFound();
      const consent = await hasConsent(tx, clientId, 'care', now);
      // Cancelled by the withdrawal itself: that is the reason to tell.
      const state = current.reason === 'consent-withdrawn' ? 'planned' : current.state;
      const facts = { ...input, now, today: reader.today, doneKinds: input.kinds, hasConsent: consent };
      const decision = decideDoing({ ...facts, greeting: { ...current, state: overdue(state) } });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [{ doneKinds }] = decision.events as [GreetingDone];
      const subject = { type: 'Greeting', id: greetingId };
      const { explanation } = decision;
      const explanationId = await keepAct(tx, context, {
        action: 'care.doGreeting',
        siteId,
        subject,
        explanation,
        clientId,
      });
      const { result, costFen } = input;
      await closeAsDone(tx, current, { doneKinds, result, costFen, at: now, by: actorOf(viewer), explanationId });
      return done({ greetingId });
    },
  );
  const withdrawn = answer.outcome === 'refused' && answer.refusal.code === 'CONSENT_MISSING';
  if (withdrawn)
    await db.transaction((tx) => cancelGreetings(tx, { clientIds: [clientId], reason: 'consent-withdrawn', at: now }));
  return answer;
};

/** By the calendar it is missed; the refusal that says so is that it is too late. */
const overdue = (state: Greeting['state']): Greeting['state'] => (state === 'missed' ? 'planned' : state);

/** Traces the attempt on a greeting of a client whom the viewer may not read. @throws NotFound */
const seenGreeting = async (context: BareContext, greetingId: string): Promise<Greeting> => {
  const { db, now: at, viewer: actor, requestId } = context;
  if (!isUuid(greetingId)) throw new NotFound();
  const [greeting] = await db.read((tx) => seenGreetings(tx, readerOf(context, 'care.handle'), [greetingId]));
  if (greeting) return greeting;
  await db.transaction(async (tx) => {
    const id = (await acrossSites(tx, () => clientOfGreeting(tx, greetingId))) ?? 'none';
    const resource = { type: 'Client', id };
    await appendAudit(tx, {
      at,
      actor,
      siteId: null,
      action: 'care.doGreeting',
      resource,
      decision: 'refused',
      requestId,
    });
  });
  throw new NotFound();
};
