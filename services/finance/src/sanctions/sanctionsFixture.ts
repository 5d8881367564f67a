import type { Permission } from '@shouwen/access';
import { type DataOf, siteOpenedV1, violationRecordedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService } from '@shouwen/testing';

type Violation = DataOf<typeof violationRecordedV1>;

/** The day on which most violations of the tests happen, and the next one. */
export const actAt = new Date('2026-03-10T10:15:00+08:00');
export const now = new Date('2026-03-11T09:30:00+08:00');

export const fineFields = `id code kind state basis least { fen } most { fen } amount { fen } effects grave occurrences
  staff { id } reportedBy { id } confirmedBy { id } payHalfDays pay { fen } suspension { id from through liftedAt }
  history { step by { id } amount { fen } reason explanation { outcome } }
  explanation { outcome applied { id } rejected { rule { id } } facts { name value } policies { name version } }`;

export type GraphFine = {
  readonly id: string;
  readonly code: string | null;
  readonly state: string;
  readonly basis: string;
  readonly least: { readonly fen: number };
  readonly most: { readonly fen: number };
  readonly amount: { readonly fen: number } | null;
  readonly effects: readonly string[];
  readonly suspension: { readonly id: string; readonly liftedAt: string | null } | null;
  readonly history: readonly { readonly step: string }[];
  readonly explanation: { readonly outcome: string };
};

export type Answer = { readonly fine?: GraphFine; readonly code?: string };

/** A site with a person on its floor, those above, and what is done about violations there. For tests. */
export const sanctionsSite = async (
  service: TestService,
  preset: 'one-month' | 'triple-confirmation' = 'triple-confirmation',
) => {
  const { newId } = service.world;
  const [siteId, li, reporter, manager, director] = [newId(), newId(), newId(), newId(), newId()];
  const opened = {
    siteId,
    kind: 'sales',
    salesPreset: preset,
    servicePreset: null,
    timeZone: 'Asia/Shanghai',
  } as const;
  const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00' };
  await service.hear(siteOpenedV1, { ...opened, ...since }, now);
  const as = (staffId: string, permissions: readonly Permission[], at: Date) =>
    service.as(staffViewer(staffId, { [siteId]: permissions }), at);
  const managing: Permission[] = [
    'fine.read',
    'fine.propose',
    'fine.confirm',
    'fine.rule',
    'fine.readOwn',
    'policy.read',
  ];
  const people = {
    li: (at = now) => as(li, ['fine.readOwn'], at),
    reporter: (at = now) => as(reporter, managing, at),
    manager: (at = now) => as(manager, managing, at),
    director: (at = now) => as(director, [...managing, 'policy.change'], at),
  };
  const record = async (changes: Partial<Violation>): Promise<string> => {
    const violationId = newId();
    const usual = {
      occurredAt: actAt.toISOString(),
      reportedBy: reporter,
      subject: null,
      dealId: null,
      occurrences: 1,
    };
    const told = { violationId, siteId, staffId: li, code: 'V-01', grave: false, reason: 'test', rules: ['FI-3'] };
    await service.hear(violationRecordedV1, { ...usual, ...told, ...changes }, actAt);
    return violationId;
  };
  const fines = async (who = people.manager()): Promise<GraphFine[]> => {
    const query = `query ($site: ID!) { fines(siteId: $site, first: 100) { edges { node { ${fineFields} } } } }`;
    const answer = await who.ask<{ fines: { edges: { node: GraphFine }[] } }>(query, { site: siteId });
    return answer.fines.edges.map(({ node }) => node);
  };
  const act = async (who: ReturnType<typeof people.li>, name: string, input: object): Promise<Answer> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const done =
      name === 'liftSuspension'
        ? '... on SuspensionLifted { suspensionId }'
        : `... on FineChanged { fine { ${fineFields} } }`;
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${done}
      ... on Refusal { code message { zh en } rule { id } explanation { outcome } } } }`;
    const answer = await who.ask<Record<string, Answer>>(text, { input: { idempotencyKey: newId(), ...input } });
    return answer[name] ?? {};
  };
  return { siteId, ids: { li, reporter, manager, director }, people, as, record, fines, act, newId };
};

export type SanctionsSite = Awaited<ReturnType<typeof sanctionsSite>>;
