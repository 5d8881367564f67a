import type { Permission } from '@shouwen/access';
import { clientOpenedV1, siteOpenedV1 } from '@shouwen/contracts';
import type { PolicyVersion } from '@shouwen/kernel';
import { staffViewer, type TestService } from '@shouwen/testing';
import { oneMonth, type SalesPolicy } from '../policies/index.ts';

export const shanghai = (time: string): Date => new Date(`${time}+08:00`);

/** The policy of a leasing desk, with these parameters changed. For tests. */
export const leasingPolicy = (changes: Partial<SalesPolicy> = {}): PolicyVersion<SalesPolicy> =>
  ({
    name: 'sales-reception',
    preset: 'one-month',
    version: 1,
    effectiveFrom: shanghai('2024-01-01T00:00:00'),
    params: { ...oneMonth, ...changes },
  }) as PolicyVersion<SalesPolicy>;

const changed =
  '... on LeaseEnquiryChanged { enquiry { id stage dueFrom dueThrough cautious } explanation { applied { id } } }';
const refusal = '... on Refusal { code rule { id } message { zh en } }';

/** The mutations of the leasing desk, each asked as `answer`. */
export const mutations = {
  addLeaseSpace: `... on LeaseSpaceChanged { space { id name state netToGrossPercent rent { fen } } } ${refusal}`,
  moveLeaseSpace: `... on LeaseSpaceChanged { space { state } } ${refusal}`,
  openLeaseEnquiry: `${changed} ${refusal}`,
  moveLeaseEnquiry: `${changed} ${refusal}`,
  loseLeaseEnquiry: `${changed} ${refusal}`,
  recordLeaseFollowUp: `${changed} ${refusal}`,
  identifyEnquirer: `${changed} ${refusal}`,
  quoteLease: `${changed} ${refusal}`,
  signLease: `${changed} ${refusal}`,
  applyForLeaseTerms: `... on LeaseApplicationChanged { applicationId explanation { applied { id } } } ${refusal}`,
  decideLeaseApplication: `... on LeaseApplicationChanged { applicationId explanation { outcome } } ${refusal}`,
  confirmSecurityNotice: `... on SecurityNoticeConfirmed { explanation { outcome } } ${refusal}`,
} as const;

export type Answer = {
  readonly __typename: string;
  readonly code?: string;
  readonly space?: { readonly id: string };
  readonly applicationId?: string;
  readonly enquiry?: {
    readonly id: string;
    readonly stage: string;
    readonly dueFrom: string;
    readonly dueThrough: string;
  };
};

/** A leasing desk over the graph, at a site of its own. For tests. */
export const leasingDesk = async (service: TestService) => {
  const { newId } = service.world;
  const site = newId();
  const opened = { kind: 'sales', salesPreset: 'one-month', servicePreset: null, timeZone: 'Asia/Shanghai' } as const;
  const since = { openedOn: '2024-01-01', effectiveFrom: '2024-01-01T00:00:00+08:00' };
  await service.hear(siteOpenedV1, { siteId: site, ...opened, ...since }, shanghai('2024-01-01T00:00:00'));
  let count = 0;
  const person = (...permissions: Permission[]) => staffViewer(newId(), { [site]: permissions });
  const agent = person('lease.handle');
  const manager = person('lease.read', 'unit.manage');
  const generalManager = person('lease.read', 'lease.approve');

  const act = async (
    viewer: typeof agent,
    at: string,
    name: keyof typeof mutations,
    input: Record<string, unknown>,
  ): Promise<Answer> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { __typename ${mutations[name]} } }`;
    count += 1;
    const variables = { input: { idempotencyKey: `lease-${count}`, ...input } };
    return (await service.as(viewer, shanghai(at)).ask<{ answer: Answer }>(mutation, variables)).answer;
  };

  const aSpace = async (changes: Record<string, unknown> = {}): Promise<string> => {
    count += 1;
    const described = {
      building: 'T1',
      floor: 12,
      number: `12${String(count).padStart(3, '0')}`,
      layout: '开间',
      area: 200,
      netArea: 140,
      orientation: '南',
      fitOut: 'STANDARD',
      neighbours: ['金融'],
      rent: 3_000_000,
      managementFee: 500_000,
      flexibleTerms: '免租期一个月',
      floorPlan: 'plans/t1-12.pdf',
    };
    const input = { siteId: site, ...described, ...changes };
    return (await act(manager, '2026-03-01T09:00:00', 'addLeaseSpace', input)).space?.id ?? '';
  };

  const aClient = async (): Promise<string> => {
    const clientId = newId();
    count += 1;
    const openedAt = shanghai('2024-01-01T09:00:00');
    const record = { clientId, number: `C${count}`, siteId: site, openedAt: openedAt.toISOString() };
    await service.hear(clientOpenedV1, record, openedAt);
    return clientId;
  };

  const enquire = (at: string, changes: Record<string, unknown> = {}) =>
    act(agent, at, 'openLeaseEnquiry', { siteId: site, byVisit: true, company: '远航科技', area: 200, ...changes });

  return { site, agent, manager, generalManager, person, act, aSpace, aClient, enquire };
};

export type LeasingDesk = Awaited<ReturnType<typeof leasingDesk>>;
