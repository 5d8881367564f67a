import { demoPassword, demoSites, demoStaff } from '@shouwen/demo';
import { addDays, instantOf } from '@shouwen/kernel';
import { accepted, type Person, personAt, refusalFields } from './gatewayClient.ts';

export type Preset = 'one-month' | 'triple-confirmation';

/** The site of the diary and the people in it, each of whom acts under the own name. */
export type DiarySite = {
  readonly siteId: string;
  readonly manager: Person;
  readonly dutyPerson: Person;
  readonly consultants: ReadonlyMap<string, Person>;
  /** Ids of the staff by name, and back. */
  readonly staffIds: ReadonlyMap<string, string>;
  nameOf(staffId: string): string;
};

export type Opening = {
  readonly url: string;
  /** Names in roster order. */
  readonly consultants: readonly string[];
  /** YYYY-MM-DD; the site is opened the day before. */
  readonly firstDay: string;
  readonly preset: Preset;
  /** Makes sign-in names and idempotency keys of this run its own. */
  readonly runId: string;
};

/** A diary names its consultants only; the two others of the desk are those of the sample's site. */
const managerName = '周敏';
const dutyPersonName = '值班';

const openSite = `mutation ($input: OpenSiteInput!) { openSite(input: $input) { __typename ... on SiteOpened { site { id } } ${refusalFields} } }`;
const hireStaff = `mutation ($input: HireStaffInput!) { hireStaff(input: $input) { __typename ... on StaffHired { staff { id } } ${refusalFields} } }`;
const assignPost = `mutation ($input: AssignPostInput!) { assignPost(input: $input) { __typename ... on PostAssigned { post { id } } ${refusalFields} } }`;

/**
 * Opens a sales site for the diary the day before it begins, as the administrator of the demo company, through the same
 * public API as everything else, and hires the people that the diary names. @throws GatewayFailed when anything is refused
 */
export const openDiarySite = async (opening: Opening): Promise<DiarySite> => {
  const { url, preset, runId } = opening;
  const openedOn = addDays(opening.firstDay, -1);
  const at = instantOf(openedOn, '09:00', 'Asia/Shanghai');
  const administrator = personAt(url, { ...signInOfAdministrator(), name: 'administrator', keyPrefix: runId });
  const { zh, en } = { zh: demoSites.riverside.name, en: demoSites.riverside.englishName };
  const { site } = accepted(
    await administrator.command<{ site: { id: string } }>(at, openSite, {
      nameZh: `${zh}（日志 ${runId}）`,
      nameEn: `${en} (diary ${runId})`,
      kind: 'SALES',
      salesPreset: preset === 'one-month' ? 'ONE_MONTH' : 'TRIPLE_CONFIRMATION',
      openedOn,
    }),
  );
  const hire = async (name: string, number: number, post: { role: string; rosterOrder?: number }) => {
    const signInName = `${runId}-${number}`;
    const hired = { name, signInName, password: demoPassword, hiredOn: openedOn };
    const { staff } = accepted(await administrator.command<{ staff: { id: string } }>(at, hireStaff, hired));
    accepted(
      await administrator.command<object>(at, assignPost, {
        staffId: staff.id,
        siteId: site.id,
        from: openedOn,
        ...post,
      }),
    );
    return {
      id: staff.id,
      name,
      person: personAt(url, { name, signInName, password: demoPassword, keyPrefix: runId }),
    };
  };
  const consultants = [];
  for (const [index, name] of opening.consultants.entries()) {
    consultants.push(await hire(name, index + 1, { role: 'consultant', rosterOrder: index + 1 }));
  }
  const manager = await hire(managerName, 91, { role: 'sales-manager' });
  const dutyPerson = await hire(dutyPersonName, 92, { role: 'duty-person' });
  const everybody = [...consultants, manager, dutyPerson];
  const names = new Map(everybody.map(({ id, name }) => [id, name]));
  return {
    siteId: site.id,
    manager: manager.person,
    dutyPerson: dutyPerson.person,
    consultants: new Map(consultants.map(({ name, person }) => [name, person])),
    staffIds: new Map(everybody.map(({ id, name }) => [name, id])),
    nameOf: (staffId) => names.get(staffId) ?? staffId,
  };
};

const signInOfAdministrator = () => {
  const administrator = demoStaff.find(({ posts }) => posts.some(({ role }) => role === 'administrator'));
  if (!administrator) throw new Error('the demo company has no administrator');
  return { signInName: administrator.signInName, password: demoPassword };
};
