import { demoPassword, demoStaff } from '@shouwen/demo';
import { type DiarySite, type Person, personAt } from '@shouwen/diary';
import { carryOut, on, type Stage } from './stage.ts';

/** People whom a journey needs beside those of the site's desk. */

const administrator = 'tangyu';

const assign = (stage: Stage, staffId: string, post: { siteId: string; role: string; from: string }): Promise<object> =>
  carryOut(stage.demoPerson(administrator), on(post.from, '08:00'), {
    name: 'assignPost',
    fields: '... on PostAssigned { post { id } }',
    input: { staffId, ...post },
  });

/** Somebody of the demo company gets a post at the site as well, and signs in anew: the token of before knows nothing of it. */
export const appoint = async (
  stage: Stage,
  site: DiarySite,
  { signInName, role, from }: { signInName: string; role: string; from: string },
): Promise<Person> => {
  const { siteId } = site;
  const known = demoStaff.find((one) => one.signInName === signInName);
  await assign(stage, known?.id ?? '', { siteId, role, from });
  const who = { name: known?.name ?? '', signInName, password: demoPassword, keyPrefix: `journey-${siteId}` };
  return personAt(stage.house.url, who);
};

/** Somebody new is taken on for the site. */
export const hire = async (
  stage: Stage,
  site: DiarySite,
  { name, role, from }: { name: string; role: string; from: string },
): Promise<{ readonly id: string; readonly person: Person }> => {
  const signInName = `${role}-${site.siteId.slice(-12)}`;
  const { staff } = await carryOut<{ staff: { id: string } }>(stage.demoPerson(administrator), on(from, '08:00'), {
    name: 'hireStaff',
    fields: '... on StaffHired { staff { id } }',
    input: { name, signInName, password: demoPassword, hiredOn: from },
  });
  await assign(stage, staff.id, { siteId: site.siteId, role, from });
  const who = { name, signInName, password: demoPassword, keyPrefix: 'journey' };
  return { id: staff.id, person: personAt(stage.house.url, who) };
};
