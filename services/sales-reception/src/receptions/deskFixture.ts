import type { Permission } from '@shouwen/access';
import { clientOpenedV1, postAssignedV1, siteOpenedV1 } from '@shouwen/contracts';
import { instantOf } from '@shouwen/kernel';
import { type GraphClient, staffViewer, type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';

type SitePreset = 'one-month' | 'triple-confirmation';

/** A sales desk as it really runs, with consultants A B C …, a duty person and a manager. For tests. */
export type Desk = {
  readonly service: TestService;
  readonly siteId: string;
  /** Consultants by their letter. */
  readonly who: Readonly<Record<string, string>>;
  readonly letterOf: (staffId: string | undefined | null) => string | null;
  /** The duty person at that time, `09:30` of the usual day or `2026-03-09 09:30`. */
  readonly duty: (time: string) => GraphClient;
  readonly manager: (time: string) => GraphClient;
  readonly consultant: (letter: string, time: string) => GraphClient;
  /** One of the consultants who may do what the manager may. */
  readonly consultantAsManager: (letter: string, time: string) => GraphClient;
  /** A client that client-records has told of. */
  readonly newClient: () => Promise<string>;
  /** A key that was never used. */
  readonly key: () => string;
};

const desk: Permission[] = [
  'rotation.read',
  'rotation.open',
  'rotation.close',
  'reception.receive',
  'absence.record',
  'visit.read',
  'visit.register',
  'call.register',
  'claim.read',
  'explanation.read',
];
const own: Permission[] = [
  'rotation.read',
  'reception.takeOwn',
  'absence.record',
  'visit.register',
  'call.register',
  'claim.recognise',
];
const lead: Permission[] = [
  ...desk,
  ...own,
  'absence.confirm',
  'rotation.correct',
  'claim.manage',
  'registration.confirm',
];

export const openDesk = async (
  letters: readonly string[],
  { preset = 'one-month' as SitePreset, date = '2026-03-10' } = {},
): Promise<Desk> => {
  const service = await testService(salesReception);
  const { newId } = service.world;
  const [siteId, dutyId, managerId] = [newId(), newId(), newId()];
  const opened = { kind: 'sales', salesPreset: preset, servicePreset: null, timeZone: 'Asia/Shanghai' } as const;
  const since = { openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00' };
  const before = new Date(since.effectiveFrom);
  await service.hear(siteOpenedV1, { siteId, ...opened, ...since }, before);
  const who: Record<string, string> = {};
  for (const [rosterOrder, letter] of letters.entries()) {
    const staffId = newId();
    who[letter] = staffId;
    const post = { postId: newId(), staffId, siteId, role: 'consultant', from: '2026-01-01', to: null, rosterOrder };
    await service.hear(postAssignedV1, post, before);
  }
  let count = 0;
  const as = (staffId: string, permissions: readonly Permission[], time: string) => {
    const [day = date, clock = time] = time.includes(' ') ? time.split(' ') : [];
    return service.as(staffViewer(staffId, { [siteId]: permissions }), instantOf(day, clock));
  };
  return {
    service,
    siteId,
    who,
    letterOf: (staffId) => Object.entries(who).find(([, id]) => id === staffId)?.[0] ?? null,
    duty: (time) => as(dutyId, desk, time),
    manager: (time) => as(managerId, lead, time),
    consultantAsManager: (letter, time) => as(who[letter] as string, lead, time),
    consultant: (letter, time) => as(who[letter] as string, own, time),
    newClient: async () => {
      const clientId = newId();
      const data = { clientId, number: `C${++count}`, siteId, openedAt: before.toISOString() };
      await service.hear(clientOpenedV1, data, before);
      return clientId;
    },
    key: () => `key-${++count}`,
  };
};
