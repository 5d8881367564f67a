import { BadInput, type CommandResult, demand, demandStaff, done, refusedWith, runCommand } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../../keepAct.ts';
import { clientsKnown } from '../../projections/index.ts';
import { siteNow } from '../siteNow.ts';
import { type Enquirer, isAnonymous, type Wishes } from './enquiry.ts';
import { insertEnquiry, insertNotice } from './enquiryStore.ts';
import { firstFollowUp } from './followUpSchedule.ts';

export type OpenEnquiry = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly byVisit: boolean;
} & Enquirer &
  Wishes;
export type EnquiryChanged = { readonly enquiryId: string; readonly explanationId: string };

/**
 * SR-10.01: an enquiry, by phone or by a visit; whoever takes it down is its agent. A visitor who leaves neither card nor phone
 * is told to security (SR-10.06). Needs `lease.handle`.
 */
export const openLeaseEnquiry = (
  context: BareContext,
  { idempotencyKey, ...input }: OpenEnquiry,
): Promise<CommandResult<EnquiryChanged>> => {
  const { viewer, now, newId } = context;
  demand(viewer, 'lease.handle', input.siteId);
  const { staffId: agentId } = demandStaff(viewer);
  checkEnquiry(input);
  return runCommand({ ...context, name: 'openLeaseEnquiry', idempotencyKey, input }, async (tx) => {
    const { siteId, byVisit, ...asked } = input;
    const { today, policy } = await siteNow(tx, siteId, now);
    const unknown = await clientsKnown(tx, [asked.clientId]);
    if (unknown) return refusedWith(unknown, reasoning(now).apply('SR-10.01').explain('refused', unknown.message));
    const enquiryId = newId();
    const due = firstFollowUp(today, policy.params);
    const told = byVisit && isAnonymous(asked);
    const why = reasoning(now).under(policy).apply('SR-10.01', 'SR-10.03').fact('byVisit', byVisit);
    if (told) why.apply('SR-10.06');
    const explanation = why
      .fact('followUpFrom', due.from)
      .fact('followUpThrough', due.through)
      .explain('opened', text('已登记询价。', 'The enquiry was registered.'));
    const act = { action: 'openLeaseEnquiry', siteId, subject: { type: 'lease-enquiry', id: enquiryId }, explanation };
    const explanationId = await keepAct(tx, context, act);
    const stage = byVisit ? ('visit' as const) : ('enquiry' as const);
    const opened = { enquiryId, siteId, agentId, stage, openedAt: now, openedOn: today, explanationId, version: 1 };
    const follow = { dueFrom: due.from, dueThrough: due.through, firstFollowUp: true };
    await insertEnquiry(tx, { ...asked, ...opened, ...follow, ...notClosed });
    if (told) await insertNotice(tx, { noticeId: newId(), siteId, enquiryId, toldAt: now });
    return done({ enquiryId, explanationId });
  });
};

const notClosed = {
  lostReason: null,
  lostBuilding: null,
  lostRentFen: null,
  lostMonths: null,
  spaceId: null,
  closedAt: null,
} as const;

const checkEnquiry = (input: Enquirer & Wishes): void => {
  const fault = faultOf(input);
  if (fault) throw new BadInput(text('询价资料有误。', 'The enquiry is not described properly.'), fault);
};

/** The field that is wrong, or null. */
const faultOf = (input: Enquirer & Wishes): keyof (Enquirer & Wishes) | null => {
  const within = (value: number | null, least: number, most: number) =>
    value === null || (Number.isInteger(value) && value >= least && value <= most);
  const short = (value: string | null, most = 100) => value === null || (value.trim() !== '' && value.length <= most);
  if (!short(input.company, 200)) return 'company';
  for (const field of ['business', 'presentBuilding', 'layout', 'orientation'] as const)
    if (!short(input[field])) return field;
  for (const field of ['rentAskedFen', 'rentExpectedFen'] as const)
    if (!within(input[field], 1, 1_000_000_000_000)) return field;
  if (!within(input.areaHundredths, 1, 100_000_000)) return 'areaHundredths';
  if (!within(input.netToGrossPercent, 1, 100)) return 'netToGrossPercent';
  for (const field of ['floorFrom', 'floorTo'] as const) if (!within(input[field], -10, 200)) return field;
  const { floorFrom, floorTo } = input;
  return floorFrom !== null && floorTo !== null && floorFrom > floorTo ? 'floorTo' : null;
};
