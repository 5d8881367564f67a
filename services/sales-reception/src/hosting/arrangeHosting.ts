import { BadInput, type CommandResult, demand, demandStaff, done, refusedWith, runCommand } from '@shouwen/access';
import { siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../keepAct.ts';
import { siteNow } from '../leasing/index.ts';
import { postHoldersAmong } from '../projections/index.ts';
import { decideArrange } from './arrange.decision.ts';
import type { GuestKind } from './hosting.ts';
import { insertHosting } from './hostingStore.ts';

export type ArrangeHosting = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  /** Who comes and why. */
  readonly subject: string;
  readonly guestKind: GuestKind;
  readonly guests: number;
  readonly companionIds: readonly string[];
  /** Null: the venue of the class. */
  readonly venue: string | null;
  readonly tourAt: Date;
};
export type HostingChanged = { readonly hostingId: string; readonly explanationId: string };

/** SR-12.01 to SR-12.03: guests are announced; from this moment security and cleaning have their time. Needs `hosting.arrange`. */
export const arrangeHosting = (
  context: BareContext,
  { idempotencyKey, ...input }: ArrangeHosting,
): Promise<CommandResult<HostingChanged>> => {
  const { viewer, now, newId } = context;
  const { siteId, companionIds, tourAt } = input;
  demand(viewer, 'hosting.arrange', siteId);
  check(input);
  return runCommand({ ...context, name: 'arrangeHosting', idempotencyKey, input }, async (tx) => {
    const { policy, zone } = await siteNow(tx, siteId, now);
    const knownIds = await postHoldersAmong(tx, { siteId, on: siteDate(tourAt, zone), staffIds: companionIds });
    const decision = decideArrange({ now, ...input, knownIds }, policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const hostingId = newId();
    const subject = { type: 'hosting', id: hostingId };
    const act = { action: 'arrangeHosting', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    const told = { hostingId, noticeAt: now, arrangedBy: demandStaff(viewer).staffId, explanationId, version: 1 };
    for (const { type: _, ...arranged } of decision.events)
      await insertHosting(tx, {
        ...input,
        ...arranged,
        ...told,
        ...nothingYet,
        companionIds: [...new Set(companionIds)],
      });
    return done({ hostingId, explanationId });
  });
};

const nothingYet = {
  securityReadyAt: null,
  cleaningReadyAt: null,
  photos: null,
  minutes: null,
  loggedAt: null,
  loggedFor: null,
} as const;

const check = ({ subject, guests, venue, companionIds }: Omit<ArrangeHosting, 'idempotencyKey'>): void => {
  const wrong = text('接待资料有误。', 'The hosting is not described properly.');
  if (subject.trim() === '' || subject.length > 500) throw new BadInput(wrong, 'subject');
  if (guests < 1 || guests > 10_000) throw new BadInput(wrong, 'guests');
  if (companionIds.length > 100) throw new BadInput(wrong, 'companionIds');
  if (venue !== null && (venue.trim() === '' || venue.length > 50)) throw new BadInput(wrong, 'venue');
};
