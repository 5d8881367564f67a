import {
  appendAudit,
  type CommandResult,
  demand,
  demandStaff,
  done,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import { complaintRegisteredV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { isUuid, type Refusal, reasoning, text } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import type { BareContext } from '@shouwen/subgraph';
import { insertComplaint } from '../complaints/index.ts';
import { servicePolicyAt } from '../policies/index.ts';
import { isKnownClient, isServiceSite } from '../projections/index.ts';
import { insertEntry, type NewEntry } from './ownerLogStore.ts';
import type { Category, Channel, ComplaintKind } from './ownerMatter.ts';
import { decideMatter } from './registerMatter.decision.ts';
import { writtenText } from './writtenText.ts';

export type RegisterMatter = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly category: Category;
  readonly channel: Channel;
  readonly content: string;
  readonly demand?: string | null;
  readonly complaintKind?: ComplaintKind | null;
  readonly aboutStaffId?: string | null;
};

/**
 * Writes what an owner brought up into the reception log (PS-2), and a complaint at once as a complaint (PS-3.01).
 * Needs `complaint.register` at the property office.
 * @throws Forbidden, NotSignedIn
 */
export const registerMatter = async (
  context: BareContext,
  { idempotencyKey, ...asked }: RegisterMatter,
): Promise<CommandResult<{ entryId: string }>> => {
  demand(context.viewer, 'complaint.register', asked.siteId);
  const { staffId } = demandStaff(context.viewer);
  const command = { ...context, name: 'registerMatter', idempotencyKey, input: asked };
  return runCommand(command, async (tx) => {
    const unknown = await whatIsUnknown(tx, asked);
    if (unknown) return refusedWith(unknown, reasoning(context.now).explain('refused', unknown.message));
    const policy = await servicePolicyAt(tx, asked.siteId, context.now);
    const decision = decideMatter({ ...factsOf(asked), registeredBy: staffId, now: context.now }, policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [event] = decision.events;
    if (!event) throw new Error('an accepted matter without its event');
    const { siteId, clientId } = asked;
    const [id, explanationId] = [context.newId(), context.newId()];
    const entry = { ...event, id, siteId, clientId, registeredAt: context.now, registeredBy: staffId, explanationId };
    await insertEntry(tx, entry);
    const subject = { type: 'OwnerLogEntry', id };
    await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
    await openComplaint(tx, context, entry);
    const { now, viewer, requestId } = context;
    const act = { action: 'ownerMatter.register', resource: subject, decision: 'allowed' } as const;
    await appendAudit(tx, { ...act, at: now, actor: viewer, siteId, requestId });
    return done({ entryId: id });
  });
};

const factsOf = ({
  content,
  demand,
  complaintKind,
  aboutStaffId,
  category,
  channel,
}: Omit<RegisterMatter, 'idempotencyKey'>) => ({
  category,
  channel,
  content: writtenText(content),
  demand: writtenText(demand ?? '') || null,
  complaintKind: complaintKind ?? null,
  aboutStaffId: aboutStaffId ?? null,
});

type Asked = Pick<RegisterMatter, 'siteId' | 'clientId' | 'aboutStaffId'>;

const whatIsUnknown = async (tx: Tx, { siteId, clientId, aboutStaffId }: Asked): Promise<Refusal | null> => {
  if (!isUuid(siteId) || !(await isServiceSite(tx, siteId))) return siteUnknown;
  if (!isUuid(clientId) || !(await isKnownClient(tx, clientId))) return clientUnknown;
  return aboutStaffId && !isUuid(aboutStaffId) ? staffUnknown : null;
};

const siteUnknown: Refusal = {
  code: 'SITE_UNKNOWN',
  rule: 'OR-1.01',
  message: text('没有此管理处。', 'There is no such property office.'),
  retryable: true,
};
const clientUnknown: Refusal = {
  code: 'CLIENT_UNKNOWN',
  rule: 'CR-1.01',
  message: text('没有此客户，或尚在登记中。', 'There is no such client, or not yet.'),
  retryable: true,
};
const staffUnknown: Refusal = {
  code: 'BAD_INPUT',
  rule: 'PS-3.01',
  message: text('被投诉人不是本公司员工。', 'The person complained about is nobody of the company.'),
};

const openComplaint = async (tx: Tx, { newId, now }: BareContext, entry: NewEntry): Promise<void> => {
  if (!entry.complaint) return;
  const complaintId = newId();
  const { siteId, clientId, complaint } = entry;
  await insertComplaint(tx, { ...complaint, id: complaintId, entryId: entry.id, siteId, clientId, registeredAt: now });
  const data = { complaintId, siteId, clientId, registeredAt: now.toISOString(), kind: complaint.kind };
  await appendToOutbox(tx, [
    { id: newId(), event: complaintRegisteredV1, aggregate: { type: 'complaint', id: complaintId }, at: now, data },
  ]);
};
