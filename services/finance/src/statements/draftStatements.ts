import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning, siteDate, startOfDay, text } from '@shouwen/kernel';
import { type Act, keepAct } from '../keepAct.ts';
import { firstDayAfter, isSiteKnown, type Month, monthOf, timeZoneOf } from '../ledger/index.ts';
import { deductionsOf, peopleWithDeductions } from '../sanctions/index.ts';
import { decideDraft } from './draftStatement.decision.ts';
import { openCarryOver, openPostings, peopleWithAccounts } from './openItemQueries.ts';
import type { OpenItem } from './statement.ts';
import { insertLines, insertStatement, lockPerson, type Person, statementsOfPerson } from './statementStore.ts';

export type DraftStatementsInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly month: Month;
  /** Null: everybody at the site who has something to settle. */
  readonly staffId: string | null;
};
export type StatementsDrafted = { readonly statementIds: readonly string[] };

/**
 * FI-1.07: drafts the statement of one person, or of everybody at the site for whom one can be drafted now.
 * @throws NotSignedIn, Forbidden (`statement.draft` at the site), NotFound for an unknown site
 */
export const draftStatements = async (
  act: Act,
  { idempotencyKey, ...asked }: DraftStatementsInput,
): Promise<CommandResult<StatementsDrafted>> => {
  demand(act.viewer, 'statement.draft', asked.siteId);
  const { siteId, month, staffId } = asked;
  return runCommand<StatementsDrafted>(
    { ...act, name: 'draftStatements', idempotencyKey, input: asked },
    async (tx) => {
      if (!(await isSiteKnown(tx, siteId))) throw new NotFound();
      const people = staffId === null ? await peopleToSettle(tx, { siteId, month }) : [staffId];
      const statementIds: string[] = [];
      for (const one of people) {
        const drafted = await draftFor(tx, act, { siteId, month, staffId: one });
        if (drafted.outcome === 'accepted') statementIds.push(drafted.result);
        else if (staffId !== null) return drafted;
      }
      return statementIds.length > 0 ? done({ statementIds }) : nothingToSettle(act.now);
    },
  );
};

/** Whoever has an account, or only something to be taken off; in one order for all who draft at the same time. */
const peopleToSettle = async (tx: Tx, { siteId, month }: Omit<Wanted, 'staffId'>): Promise<string[]> => {
  const through = lastInstantOf(month, await timeZoneOf(tx, siteId));
  const fined = await peopleWithDeductions(tx, { siteId, through });
  return [...new Set([...(await peopleWithAccounts(tx, siteId)), ...fined])].sort();
};

type Wanted = Person & { readonly month: Month };

const draftFor = async (tx: Tx, act: Act, wanted: Wanted): Promise<CommandResult<string>> => {
  await lockPerson(tx, wanted);
  const { siteId, staffId, month } = wanted;
  const timeZone = await timeZoneOf(tx, siteId);
  const statements = await statementsOfPerson(tx, wanted);
  const items = await openItems(tx, wanted, timeZone);
  const currentMonth = monthOf(siteDate(act.now, timeZone));
  const decision = decideDraft({ month, currentMonth, statements, items, now: act.now });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [drafted] = decision.events;
  if (!drafted) throw new Error('nothing was decided');
  const id = act.newId();
  const subject = { type: 'statement', id };
  const { explanation } = decision;
  const explanationId = await keepAct(tx, act, { action: 'draftStatement', siteId, subject, explanation });
  const { totalFen } = drafted;
  const draftedBy = demandStaff(act.viewer).staffId;
  await insertStatement(tx, { id, siteId, staffId, month, totalFen, draftedBy, draftedAt: act.now, explanationId });
  await insertLines(tx, id, { items, newId: act.newId });
  return done(id);
};

const openItems = async (tx: Tx, wanted: Wanted, timeZone: string): Promise<OpenItem[]> => {
  const deductions = await deductionsOf(tx, { ...wanted, through: lastInstantOf(wanted.month, timeZone) });
  const contested = await openPostings(tx, wanted);
  return [
    ...contested,
    ...deductions.map(
      ({ id, kind, amountFen, occurredAt, explanationId }): OpenItem => ({
        source: 'deduction',
        sourceId: id,
        kind,
        accountKind: null,
        dealId: null,
        amountFen: -amountFen,
        occurredAt,
        explanationId,
        isFrozen: false,
      }),
    ),
    ...(await openCarryOver(tx, wanted)),
  ].filter(({ amountFen }) => amountFen !== 0);
};

const lastInstantOf = (month: Month, timeZone: string): Date =>
  new Date(startOfDay(firstDayAfter(month), timeZone).getTime() - 1);

const nothingToSettle = <T>(now: Date): CommandResult<T> => {
  const message = text('没有可结算的项目。', 'There is nothing to settle.');
  const refusal = { code: 'NOTHING_TO_SETTLE', rule: 'FI-1.07' as const, message };
  return refusedWith(refusal, reasoning(now).apply('FI-1.07').explain('NOTHING_TO_SETTLE', message));
};
