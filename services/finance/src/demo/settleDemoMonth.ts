import type { Permission } from '@shouwen/access';
import {
  type DemoConfirmation,
  type DemoSalesSite,
  type DemoStaff,
  type DemoStatements,
  demoConfirmations,
  demoHistoryOf,
  demoSalesSites,
  demoSites,
  demoStaffIn,
  demoStatements,
  demoViewer,
} from '@shouwen/demo';
import type { BareContext, DemoStage, World } from '@shouwen/subgraph';
import { confirmFine } from '../sanctions/index.ts';
import { draftStatements, moveStatement, payStatement } from '../statements/index.ts';
import { fineOfCode, newsOf } from './demoQueries.ts';

/** What the people of finance and the managers may do here; the same as the organization grants their roles. */
const permissions: Readonly<Record<string, readonly Permission[]>> = {
  'finance-clerk': ['statement.draft'],
  'finance-manager': ['statement.check', 'statement.pay'],
  'sales-manager': ['fine.confirm', 'fine.read'],
  'sales-director': ['statement.approve'],
};

/** Settles the month that the demo's history left behind, and confirms some of its fines, once all that is told of it was heard. */
export const settleDemoMonth = async ({ db }: World, stage: DemoStage): Promise<void> => {
  if (await isSettled(db)) return;
  for (const site of demoSalesSites) await historyIsHeard(db, stage, site);
  for (const month of demoStatements) await settle(stage, month);
  for (const one of demoConfirmations) await confirm(db, stage, one);
};

/** The last confirmation is the last act; the keys of the commands are forgotten one day. */
const isSettled = async (db: World['db']): Promise<boolean> => {
  const last = demoConfirmations.at(-1);
  const fine = last && (await db.read((tx) => fineOfCode(tx, demoSites[last.site].id, last.code)));
  return fine?.confirmed === true;
};

/** The history takes its time: what is waited for is the next thing of it. */
const historyIsHeard = async (db: World['db'], stage: DemoStage, site: DemoSalesSite): Promise<void> => {
  const { id, name } = demoSites[site];
  const told = demoHistoryOf(site).filter(
    (step) => ['deposit', 'pay', 'report'].includes(step.does) || (step.does === 'contract' && step.step === 'sign'),
  ).length;
  for (let heard = 0; heard < told; ) {
    await stage.until(`the history of ${name}`, async () => (await db.read((tx) => newsOf(tx, id))) > heard);
    heard = await db.read((tx) => newsOf(tx, id));
  }
};

const by =
  (stage: DemoStage) =>
  (person: DemoStaff, at: string): BareContext =>
    stage.as(demoViewer(person, permissions), new Date(at));

/** FI-1.07: drafted by one, checked by another, approved by a third. */
const settle = async (stage: DemoStage, statements: DemoStatements): Promise<void> => {
  const { site, month, draftedAt, checkedAt, approvedAt, paidAt } = statements;
  const siteId = demoSites[site].id;
  const key = (act: string, id = siteId) => ({ idempotencyKey: `demo-history-${act}-${month}-${id}` });
  const as = by(stage);
  const clerk = as(demoStaffIn('finance-clerk', null), draftedAt);
  const drafting = { siteId, month, staffId: null, ...key('draft') };
  const { statementIds } = stage.accepted(`drafting ${month}`, await draftStatements(clerk, drafting));
  for (const statementId of statementIds) {
    const asked = (act: string) => ({ statementId, ...key(act, statementId) });
    const manager = demoStaffIn('finance-manager', null);
    stage.accepted('checking', await moveStatement('check')(as(manager, checkedAt), asked('check')));
    if (approvedAt === null) continue;
    const director = as(demoStaffIn('sales-director', siteId), approvedAt);
    stage.accepted('approving', await moveStatement('approve')(director, asked('approve')));
    if (paidAt) stage.accepted('paying', await payStatement(as(manager, paidAt), asked('pay')));
  }
};

/** FI-3 */
const confirm = async (db: World['db'], stage: DemoStage, wanted: DemoConfirmation): Promise<void> => {
  const { site, code, at, suspension } = wanted;
  const siteId = demoSites[site].id;
  await stage.until(`the fine of ${code}`, async () => (await db.read((tx) => fineOfCode(tx, siteId, code))) !== null);
  const fine = await db.read((tx) => fineOfCode(tx, siteId, code));
  if (!fine || fine.confirmed) return;
  const chosen = { amountFen: null, grave: null, effects: [], suspension };
  const input = { fineId: fine.id, ...chosen, idempotencyKey: `demo-history-confirm-${fine.id}` };
  const manager = by(stage)(demoStaffIn('sales-manager', siteId), at);
  stage.accepted(`confirming ${code}`, await confirmFine(manager, input));
};
