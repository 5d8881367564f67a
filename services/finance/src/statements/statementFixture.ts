import type { Permission } from '@shouwen/access';
import { dealClosedV1, siteOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { closedDealEvent, siteOpenedEvent } from '../commission/eventFixture.ts';
import { finance } from '../service.ts';

export type Line = {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly amount: { readonly fen: number };
  readonly deal: { readonly id: string } | null;
  readonly explanation: { readonly applied: readonly { readonly id: string }[] };
  readonly objections: readonly { readonly id: string; readonly state: string }[];
};

export type GraphStatement = {
  readonly id: string;
  readonly state: string;
  readonly month: string;
  readonly staff: { readonly id: string };
  readonly total: { readonly fen: number };
  readonly paid: { readonly fen: number } | null;
  readonly carriedOver: { readonly fen: number } | null;
  readonly lines: { readonly edges: readonly { readonly node: Line }[] };
};

export const statementFields = `id state month staff { id } total { fen } paid { fen } carriedOver { fen }
  drafted { by { id } } checked { by { id } } approved { by { id } } settled { by { id } } explanation { outcome applied { id } }
  lines(first: 100) { edges { node { id kind state amount { fen } deal { id } explanation { applied { id } }
    objections { id state } } } }`;

const refusal = `... on Refusal { code message { zh en } rule { id } explanation { outcome } }`;

/** A site with the people whom a statement passes through. For tests. */
export const openStatementDesk = async (salesPreset: 'one-month' | 'triple-confirmation' = 'one-month') => {
  const service = await testService(finance);
  const { newId } = service.world;
  const people = {
    li: newId(),
    zhao: newId(),
    clerk: newId(),
    manager: newId(),
    director: newId(),
    cashier: newId(),
  };
  const site = newId();
  const started = new Date('2026-01-02T08:00:00+08:00');
  await service.hear(siteOpenedV1, { ...siteOpenedEvent(site), salesPreset }, started);
  const permissions: Readonly<Record<keyof typeof people, readonly Permission[]>> = {
    li: ['commission.readOwn', 'fine.readOwn'],
    zhao: ['commission.readOwn', 'fine.readOwn'],
    clerk: ['statement.draft', 'commission.readSite'],
    manager: ['statement.check', 'objection.rule', 'fine.confirm', 'fine.read', 'commission.readSite'],
    director: ['statement.approve', 'pool.spend', 'commission.readSite', 'ledger.read'],
    cashier: [
      'statement.draft',
      'statement.check',
      'statement.pay',
      'ledger.read',
      'ledger.close',
      'commission.readSite',
    ],
  };
  let keys = 0;
  const as = (who: keyof typeof people, at: string) =>
    service.as(staffViewer(people[who], { [site]: permissions[who] }), new Date(at));
  const act = async (
    viewer: ReturnType<TestService['as']>,
    name: string,
    { input, result }: { readonly input: object; readonly result: string },
  ): Promise<Record<string, unknown>> => {
    keys += 1;
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const inputType = name.endsWith('Statement') ? 'StatementStepInput' : type;
    const mutation = `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename ${result} ${refusal} } }`;
    const answer = await viewer.ask<Record<string, Record<string, unknown>>>(mutation, {
      input: { idempotencyKey: `key-${keys}`, ...input },
    });
    return answer[name] ?? {};
  };
  return { service, site, people, as, act, ...desk({ service, site, people, as, act }) };
};

type Desk = {
  readonly service: TestService;
  readonly site: string;
  readonly people: Readonly<Record<'li' | 'zhao' | 'clerk' | 'manager' | 'director' | 'cashier', string>>;
  readonly as: (who: keyof Desk['people'], at: string) => ReturnType<TestService['as']>;
  readonly act: (
    viewer: ReturnType<TestService['as']>,
    name: string,
    of: { readonly input: object; readonly result: string },
  ) => Promise<Record<string, unknown>>;
};

const desk = ({ service, site, as, act }: Desk) => {
  const step = (who: keyof Desk['people'], name: string, { at, id }: { readonly at: string; readonly id: string }) => {
    const typename = { check: 'Checked', approve: 'Approved', return: 'Returned', pay: 'Paid' }[name] ?? '';
    const result = `... on Statement${typename} { statement { ${statementFields} } }`;
    return act(as(who, at), `${name}Statement`, { input: { statementId: id }, result });
  };
  const draft = (at: string, of: { readonly month: string; readonly staffId?: string }) => {
    const result = `... on StatementsDrafted { statements { ${statementFields} } }`;
    return act(as('clerk', at), 'draftStatements', { input: { siteId: site, ...of }, result });
  };
  /** A deal of 1,250,000.00 that earns 10,000.00, all one person's; 1 March 2026 unless told otherwise. */
  const sell = async (staffId: string, changes: object = {}) => {
    const dealId = service.world.newId();
    const consultants = [{ staffId, parts: 100, role: 'owner' as const }];
    const event = closedDealEvent({ siteId: site, dealId, consultants, ...changes });
    await service.hear(dealClosedV1, event, new Date(event.closedAt));
    return dealId;
  };
  const settle = async (id: string, at: string) => {
    await step('manager', 'check', { at, id });
    await step('director', 'approve', { at, id });
    return (await step('cashier', 'pay', { at, id })) as { readonly statement: GraphStatement };
  };
  const balances = async (staffId: string): Promise<Record<string, number>> => {
    const rows = (await service.world.db.read((tx) =>
      tx.query(
        `select a.kind, sum(e.amount_fen)::bigint as fen from ledger_entry e join ledger_account a on a.id = e.account_id
         where a.site_id = $1 and a.holder_id = $2 group by a.kind order by a.kind`,
        [site, staffId],
      ),
    )) as { kind: string; fen: number }[];
    return Object.fromEntries(rows.map(({ kind, fen }) => [kind, fen]));
  };
  return { step, draft, sell, settle, balances };
};

/** The statements of an answer that must have drafted some. */
export const draftedIn = (answer: Record<string, unknown>): readonly GraphStatement[] => {
  const { statements } = answer as { statements?: readonly GraphStatement[] };
  if (!statements) throw new Error(`nothing was drafted: ${JSON.stringify(answer)}`);
  return statements;
};

export const linesIn = ({ lines }: GraphStatement): [string, number, string][] =>
  lines.edges.map(({ node }) => [node.kind, node.amount.fen, node.state]);
