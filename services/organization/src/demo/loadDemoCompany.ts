import { type CommandResult, systemViewer } from '@shouwen/access';
import { type DemoSite, type DemoStaff, demoCompany, demoOpenedOn, demoPassword } from '@shouwen/demo';
import { instantOf } from '@shouwen/kernel';
import type { World } from '@shouwen/subgraph';
import type { Act } from '../act.ts';
import { openSite, siteById } from '../sites/index.ts';
import { assignPost, type HireStaffDeps, hireStaff, postsByIds, staffByIds, type TokenTime } from '../staff/index.ts';

/**
 * Brings the demo company to life through the ordinary use cases. Stopped half-way it goes on where it was; once complete, it is never
 * touched again, however much was changed since. A company from before somebody joined it gets who is new, and nothing else.
 */
export const loadDemoCompany = async ({ db, newId }: World, deps: HireStaffDeps & TokenTime): Promise<void> => {
  const viewer = systemViewer('demo');
  const everybody = demoCompany.staff.map(({ id }) => id);
  const known = await db.read((tx) => staffByIds(tx, viewer, everybody));
  if (known.length === everybody.length) return;
  const act: Act = { db, viewer, newId, now: instantOf(demoOpenedOn, '08:00'), requestId: 'demo-company' };
  for (const site of demoCompany.sites) {
    if (!(await db.read((tx) => siteById(tx, site.id)))) expectAccepted(await openSite(act, siteInput(site), site.id));
  }
  for (const staff of demoCompany.staff) {
    if (!known.some(({ id }) => id === staff.id))
      expectAccepted(await hireStaff(deps)(act, staffInput(staff), staff.id));
    for (const { id, ...post } of staff.posts) {
      if ((await db.read((tx) => postsByIds(tx, viewer, [id]))).length > 0) continue;
      const input = { idempotencyKey: `demo-post-${id}`, staffId: staff.id, from: demoOpenedOn, to: null, ...post };
      expectAccepted(await assignPost(deps)(act, input, id));
    }
  }
};

const siteInput = ({ id, name, englishName, ...rest }: DemoSite) => ({
  ...rest,
  idempotencyKey: `demo-site-${id}`,
  nameZh: name,
  nameEn: englishName,
});

const staffInput = ({ id, name, signInName }: DemoStaff) => ({
  idempotencyKey: `demo-staff-${id}`,
  name,
  signInName,
  password: demoPassword,
  hiredOn: demoOpenedOn,
});

const expectAccepted = <T>(answer: CommandResult<T>): void => {
  if (answer.outcome === 'refused') throw new Error(`the demo company was refused: ${answer.refusal.message.en}`);
};
