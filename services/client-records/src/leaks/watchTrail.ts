import { systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isUuid } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { recordsPolicyAt } from '../policies/index.ts';
import { missesOf } from '../trace/index.ts';
import type { Vault } from '../vault/index.ts';
import { type FoundPattern, type PatternLimits, patternsIn } from './pattern.decision.ts';
import { raiseLeak } from './raiseLeak.ts';
import { linesAfter, linesOf, lockWatch, type NewLine, raisedPatterns, type Span, saveWatch } from './watchQueries.ts';

const atOnce = 500;

/**
 * CR-5.01: reads on in the trail and raises what is suspicious in it, once for a person, a day and a pattern. Where it stands is written
 * in the transaction that raises, so that no line is looked at twice, also by two replicas.
 */
export const watchTrail = (vault: Vault): DueWork => ({
  name: 'leaks.watch',
  batch: ({ db, newId }, { now }) =>
    db.transaction(async (tx) => {
      const seq = await lockWatch(tx);
      const lines = seq === null ? [] : await linesAfter(tx, seq, atOnce);
      const last = lines.at(-1);
      if (!last) return 0;
      await saveWatch(tx, last.seq);
      const { params } = await recordsPolicyAt(tx, null, now);
      const context = { viewer: systemViewer('client-records'), now, newId };
      for (const span of spansOf(lines)) {
        const staffId = span.actor.slice(prefix.length);
        for (const found of await newPatterns(tx, { span, staffId, limits: params }))
          await raiseLeak(vault)(tx, context, leakOf(staffId, found));
      }
      return lines.length;
    }),
});

const prefix = 'staff:';
const dayMilliseconds = 86_400_000;

/** Who did something, and the time around it that the patterns look at: the whole day, or night, before. */
const spansOf = (lines: readonly NewLine[]): Span[] => {
  const spans = new Map<string, Span>();
  for (const { actor, at } of lines) {
    if (!actor.startsWith(prefix) || !isUuid(actor.slice(prefix.length))) continue;
    const from = new Date(at.getTime() - dayMilliseconds);
    const before = spans.get(actor) ?? { actor, from, until: at };
    spans.set(actor, {
      actor,
      from: new Date(Math.min(before.from.getTime(), from.getTime())),
      until: new Date(Math.max(before.until.getTime(), at.getTime())),
    });
  }
  return [...spans.values()];
};

type Watched = { readonly span: Span; readonly staffId: string; readonly limits: PatternLimits };

const newPatterns = async (tx: Tx, { span, staffId, limits }: Watched): Promise<FoundPattern[]> => {
  const lines = await linesOf(tx, span);
  const misses = (await missesOf(tx, span.actor, span.from)).filter(({ at }) => at <= span.until);
  const found = patternsIn({ lines, misses }, limits);
  if (found.length === 0) return [];
  const raised = await raisedPatterns(tx, staffId);
  return found.filter(({ pattern, day }) => !raised.has(`${pattern} ${day}`));
};

/** Of the clients as many as a case can hold; the lines name them all. */
const mostClients = 100;

const leakOf = (staffId: string, { pattern, day, count, limit, lines, clientIds }: FoundPattern) =>
  ({
    raisedBy: 'pattern',
    siteId: null,
    clientIds: clientIds.slice(0, mostClients),
    what: `${pattern}: ${count} > ${limit}, ${day}`,
    accusedStaffId: staffId,
    pattern: { name: pattern, day },
    lines,
  }) as const;
