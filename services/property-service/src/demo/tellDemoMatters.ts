import type { Permission } from '@shouwen/access';
import {
  type DemoComplaint,
  type DemoOwnerMatter,
  type DemoStaff,
  demoOwnerMatters,
  demoSites,
  demoStaffIn,
  demoViewer,
} from '@shouwen/demo';
import type { BareContext, DemoStage, World } from '@shouwen/subgraph';
import { assignHandler } from '../complaints/index.ts';
import { answerMatter, readableEntries, registerMatter, strikeOffMatter, wasBroughtUp } from '../ownerLog/index.ts';
import { isKnownClient, isServiceSite } from '../projections/index.ts';

/** What the people of the office may do here; the same as the organization grants their roles. */
const permissions: Readonly<Record<string, readonly Permission[]>> = {
  receptionist: ['complaint.register', 'complaint.read'],
  'office-director': ['complaint.register', 'complaint.read', 'complaint.handle'],
};

const siteId = demoSites.riversideOffice.id;

/** Writes down what the demo company's buyers brought up at the property office, and what became of it. */
export const tellDemoMatters = async ({ db }: World, stage: DemoStage): Promise<void> => {
  const last = demoOwnerMatters.at(-1);
  if (!last || (await db.read((tx) => wasBroughtUp(tx, siteId, new Date(last.at))))) return;
  await stage.until('the property office', () => db.read((tx) => isServiceSite(tx, siteId)));
  for (const { client } of demoOwnerMatters)
    await stage.until('the buyers', () => db.read((tx) => isKnownClient(tx, client.id)));
  for (const matter of demoOwnerMatters) await tell(stage, matter);
};

const tell = async (stage: DemoStage, matter: DemoOwnerMatter): Promise<void> => {
  const { client, category, channel, content, demand, complaint, answer, struckOffAt } = matter;
  const by = (person: DemoStaff, at: string) => stage.as(demoViewer(person, permissions), new Date(at));
  const desk = (at: string) => by(demoStaffIn('receptionist', siteId), at);
  const key = (act: string) => ({ idempotencyKey: `demo-history-${act}-${matter.key}` });
  const kind = { complaintKind: complaint?.kind ?? null, aboutStaffId: complaint?.about?.id ?? null };
  const input = { siteId, clientId: client.id, category, channel, content, demand, ...kind, ...key('register') };
  const { entryId } = stage.accepted('registering a matter', await registerMatter(desk(matter.at), input));
  if (complaint?.handler) {
    const context = by(demoStaffIn('office-director', siteId), complaint.handler.at);
    await assign(context, stage, { entryId, handler: complaint.handler, ...key('assign') });
  }
  if (answer) {
    const given = { entryId, answer: answer.text, ...key('answer') };
    stage.accepted('answering an owner', await answerMatter(desk(answer.at), given));
  }
  if (struckOffAt)
    stage.accepted('striking off', await strikeOffMatter(desk(struckOffAt), { entryId, ...key('strike-off') }));
};

type Assignment = {
  readonly entryId: string;
  readonly handler: NonNullable<DemoComplaint['handler']>;
  readonly idempotencyKey: string;
};

const assign = async (
  context: BareContext,
  stage: DemoStage,
  { entryId, handler, idempotencyKey }: Assignment,
): Promise<void> => {
  const [entry] = await context.db.read((tx) => readableEntries(tx, context.viewer, [entryId]));
  if (!entry?.complaintId) throw new Error('a complaint without its entry in the log');
  const input = { complaintId: entry.complaintId, handlerId: handler.staff.id, idempotencyKey };
  stage.accepted('assigning a handler', await assignHandler(context, input));
};
