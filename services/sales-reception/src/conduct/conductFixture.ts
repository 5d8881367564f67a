import type { Permission, StaffViewer } from '@shouwen/access';
import { postAssignedV1, siteOpenedV1 } from '@shouwen/contracts';
import { staffViewer, type TestService } from '@shouwen/testing';

export const shanghai = (time: string): Date => new Date(`${time}+08:00`);

type Preset = 'one-month' | 'triple-confirmation';

/** A sales site of that style that opened on 1 January 2024, with staff to be hired. For tests. */
export const openSite = async (service: TestService, preset: Preset = 'triple-confirmation') => {
  const { newId } = service.world;
  const siteId = newId();
  const opened = {
    siteId,
    kind: 'sales',
    salesPreset: preset,
    servicePreset: null,
    timeZone: 'Asia/Shanghai',
  } as const;
  const since = { openedOn: '2024-01-01', effectiveFrom: '2024-01-01T00:00:00+08:00' };
  await service.hear(siteOpenedV1, { ...opened, ...since }, shanghai('2024-01-01T00:00:00'));

  /** Somebody with a post at the site; consultants also stand in the roster in the order in which they are hired. */
  const hire = async (role = 'consultant', period: { from?: string; to?: string } = {}): Promise<string> => {
    const staffId = newId();
    const { from = '2024-01-01', to = null } = period;
    rosterOrder += 1;
    const post = { postId: newId(), staffId, siteId, role, from, to, rosterOrder };
    await service.hear(postAssignedV1, post, shanghai('2024-01-01T00:00:00'));
    return staffId;
  };
  let rosterOrder = 0;

  const as = (staffId: string, permissions: readonly Permission[], time: string) =>
    service.as(viewer(staffId, permissions), shanghai(time));
  const viewer = (staffId: string, permissions: readonly Permission[]): StaffViewer =>
    staffViewer(staffId, { [siteId]: permissions });
  const told = async (type: string): Promise<Record<string, unknown>[]> => {
    const rows: { data: Record<string, unknown> }[] = await service.world.db.read((tx) =>
      tx.query(`SELECT data FROM outbox WHERE type = $1 AND data ->> 'siteId' = $2 ORDER BY position`, [type, siteId]),
    );
    return rows.map(({ data }) => data);
  };
  return { siteId, hire, as, viewer, told, key: newId };
};

export type OpenSite = Awaited<ReturnType<typeof openSite>>;
