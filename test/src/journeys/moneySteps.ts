import type { DiarySite, Person } from '@shouwen/diary';
import { eventually } from '@shouwen/testing';
import { carryOut, type Stage } from './stage.ts';
import { addUnit } from './steps.ts';

/** What is done about deals, commission and statements in these journeys, each as a sentence. */

export type Deal = {
  readonly id: string;
  readonly consultants: readonly { readonly staff: { readonly id: string }; readonly parts: number }[];
};

type Sale = {
  readonly clientId: string;
  readonly number: string;
  readonly priceFen: number;
  readonly visitId?: string;
  readonly channel?: string;
  readonly introducerId?: string;
};

/** The manager takes the deposit for a new unit. */
export const sell = async (
  site: DiarySite,
  at: Date,
  { number, priceFen, ...more }: Sale,
  by: Person = site.manager,
): Promise<Deal> => {
  const unitId = await addUnit(site, at, { number, priceFen });
  const { deal } = await carryOut<{ deal: Deal }>(by, at, {
    name: 'recordDeposit',
    fields: '... on DealRecorded { deal { id consultants { staff { id } parts } } }',
    input: { unitId, price: priceFen, ...more },
  });
  return deal;
};

/** Who shares a deal, by name. */
export const sharesOf = (site: DiarySite, { consultants }: Deal) =>
  consultants.map(({ staff, parts }) => [site.nameOf(staff.id), parts]);

/** The same as the manager reads it later. */
export const sharesAt = async (site: DiarySite, at: Date, id: string) => {
  const query = 'query ($id: ID!) { deal(id: $id) { id consultants { staff { id } parts } } }';
  return sharesOf(site, (await site.manager.ask<{ deal: Deal }>(at, query, { id })).deal);
};

type BookLine = {
  readonly deal: { readonly id: string } | null;
  readonly party: string;
  readonly cause: string;
  readonly staff: { readonly id: string } | null;
  readonly amount: { readonly yuan: string };
};

const book = `query ($siteId: ID!, $month: String!) { commissionLines(siteId: $siteId, month: $month, first: 100) {
  edges { node { deal { id } party cause staff { id } amount { yuan } } } } }`;

/** What the book of a month says about a deal, as the manager reads it, once it says as much as expected. */
export const bookOf = async (
  site: DiarySite,
  { dealId, month, at, lines }: { dealId: string; month: string; at: Date; lines: number },
) => {
  const ask = async () => {
    const asked = { siteId: site.siteId, month };
    type Book = { commissionLines: { edges: { node: BookLine }[] } };
    const { commissionLines } = await site.manager.ask<Book>(at, book, asked);
    return commissionLines.edges.map(({ node }) => node).filter(({ deal }) => deal?.id === dealId);
  };
  const found = await eventually(ask, (all) => all.length >= lines);
  return found
    .map(({ party, cause, staff, amount }) => [staff ? site.nameOf(staff.id) : party, cause, amount.yuan])
    .sort();
};

export type Statement = {
  readonly id: string;
  readonly state: string;
  readonly total: { readonly yuan: string };
  readonly paid: { readonly yuan: string } | null;
  readonly carriedOver: { readonly yuan: string } | null;
  readonly lines: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly kind: string;
        readonly state: string;
        readonly deal: { readonly id: string } | null;
        readonly amount: { readonly yuan: string };
        readonly explanation: { readonly applied: readonly { readonly id: string }[] };
      };
    }[];
  };
};

const statementFields = `id state total { yuan } paid { yuan } carriedOver { yuan } lines(first: 100) { edges { node {
  id kind state deal { id } amount { yuan } explanation { applied { id } } } } }`;

export const linesOf = ({ lines }: Statement) => lines.edges.map(({ node }) => node);
export const shortLines = (statement: Statement) =>
  linesOf(statement).map(({ kind, amount, state }) => [kind, amount.yuan, state]);

/** A statement as somebody reads it; null when they may not. */
export const statementSeenBy = async (person: Person, at: Date, id: string): Promise<Statement | null> => {
  const query = `query ($id: ID!) { statement(id: $id) { ${statementFields} } }`;
  return (await person.ask<{ statement: Statement | null }>(at, query, { id })).statement;
};

/** The people through whose hands a statement goes: everybody does one step. */
export type StatementDesk = { readonly clerk: Person; readonly director: Person; readonly cashier: Person };

/** The clerk drafts the statement of one person for a month. */
export const draft = async (
  { clerk }: Pick<StatementDesk, 'clerk'>,
  at: Date,
  input: { siteId: string; month: string; staffId: string },
): Promise<Statement> => {
  const { statements } = await carryOut<{ statements: Statement[] }>(clerk, at, {
    name: 'draftStatements',
    fields: `... on StatementsDrafted { statements { ${statementFields} } }`,
    input,
  });
  const [only] = statements;
  if (!only) throw new Error('nothing was drafted');
  return only;
};

const done = { check: 'Checked', approve: 'Approved', return: 'Returned', pay: 'Paid' } as const;

export const stepOf = (step: keyof typeof done, statementId: string) => ({
  name: `${step}Statement`,
  inputType: 'StatementStepInput',
  fields: `... on Statement${done[step]} { statement { ${statementFields} } }`,
  input: { statementId },
});

/** Checked by the site's manager, approved by the director, paid by the cashier. */
export const settle = async (
  { manager }: DiarySite,
  { director, cashier }: StatementDesk,
  { at, id }: { at: Date; id: string },
): Promise<Statement> => {
  await carryOut(manager, at, stepOf('check', id));
  await carryOut(director, at, stepOf('approve', id));
  return (await carryOut<{ statement: Statement }>(cashier, at, stepOf('pay', id))).statement;
};

/** The finance clerk and the finance manager of the demo company, with a director who has been appointed to the site. */
export const statementDesk = (stage: Stage, director: Person): StatementDesk => ({
  clerk: stage.demoPerson('caoying'),
  director,
  cashier: stage.demoPerson('pengwei'),
});
