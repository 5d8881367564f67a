import { type CommandResult, can, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../keepAct.ts';
import { insertViewing } from './brokerStore.ts';
import { listingById } from './listingQueries.ts';
import { readerAt } from './readListings.ts';

export type RequestViewing = { readonly idempotencyKey: string; readonly listingId: string; readonly at: Date };
export type ViewingRequested = { readonly viewingId: string; readonly at: Date; readonly explanationId: string };

/**
 * SR-10.05: the system of a partner broker asks to view what it reads of. Needs the scope `viewing.request` and a kind that gets
 * viewings; whoever does not even see the listing learns nothing of it.
 */
export const requestViewing = (
  context: BareContext,
  { idempotencyKey, listingId, at }: RequestViewing,
): Promise<CommandResult<ViewingRequested>> =>
  runCommand({ ...context, name: 'requestViewing', idempotencyKey, input: { listingId, at } }, async (tx) => {
    const { viewer, now, newId } = context;
    const listing = await listingById(tx, listingId);
    const reader = listing && (await readerAt(tx, viewer, { siteId: listing.siteId, now }));
    if (!listing || !reader?.broker || !reader.sight.gets.includes('vacancies')) throw new NotFound();
    const { siteId } = listing;
    const { broker, sight } = reader;
    if (!sight.gets.includes('viewings') || !can(viewer, 'viewing.request', siteId)) return refuse('NO_VIEWINGS', now);
    if (at <= now) return refuse('VIEWING_IN_THE_PAST', now);
    const viewingId = newId();
    const { brokerId } = broker;
    if (!(await insertViewing(tx, { viewingId, brokerId, listingId, at, requestedAt: now })))
      return refuse('VIEWING_ASKED_BEFORE', now);
    const why = reasoning(now).apply('SR-10.05').fact('listing', listing.name).fact('at', at.toISOString(), at);
    const explanation = why.explain('requested', text('已提出看房申请。', 'The viewing was asked for.'));
    const act = { action: 'requestViewing', siteId, subject: { type: 'broker-viewing', id: viewingId }, explanation };
    return done({ viewingId, at, explanationId: await keepAct(tx, context, act) });
  });

const messages = {
  NO_VIEWINGS: text('该类中介不安排看房。', 'Brokers of this kind get no viewings.'),
  VIEWING_IN_THE_PAST: text('看房时间须在将来。', 'A viewing lies ahead.'),
  VIEWING_ASKED_BEFORE: text('已提出过同一申请。', 'The same viewing was asked for before.'),
} as const;

const refuse = (code: keyof typeof messages, now: Date): CommandResult<never> => {
  const refusal: Refusal = { code, rule: 'SR-10.05', message: messages[code] };
  return refusedWith(refusal, reasoning(now).apply('SR-10.05').explain('refused', messages[code]));
};
