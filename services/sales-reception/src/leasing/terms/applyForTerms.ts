import {
  BadInput,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../../keepAct.ts';
import { enquiryToHandle, isAnonymous, isOpen } from '../enquiries/index.ts';
import { siteNow } from '../siteNow.ts';
import { decideApply, decideTerms } from './application.decision.ts';
import { spaceOf } from './quoteLease.ts';
import { hasOpenApplication, insertApplication, lockApplication, ruleApplication } from './termStore.ts';

export type ApplyForTerms = {
  readonly idempotencyKey: string;
  readonly enquiryId: string;
  readonly spaceId: string;
  readonly months: number;
  /** The price that the tenant would pay; an application without it is none. */
  readonly tenantRentFen: number;
  readonly grounds: string;
};
export type ApplicationChanged = {
  readonly applicationId: string;
  readonly enquiryId: string;
  readonly explanationId: string;
};

/** SR-10.02: asks the general manager for terms beyond the negotiator's authority. Needs `lease.handle`. */
export const applyForLeaseTerms = (
  context: BareContext,
  { idempotencyKey, ...input }: ApplyForTerms,
): Promise<CommandResult<ApplicationChanged>> => {
  check(input);
  return runCommand({ ...context, name: 'applyForLeaseTerms', idempotencyKey, input }, async (tx) => {
    const { viewer, now, newId } = context;
    const { enquiryId, spaceId } = input;
    const enquiry = await enquiryToHandle(tx, viewer, enquiryId);
    const { siteId, standing, stage } = enquiry;
    const { rentFen: listRentFen } = await spaceOf(tx, enquiry, spaceId);
    const { policy } = await siteNow(tx, siteId, now);
    const undecided = await hasOpenApplication(tx, enquiryId, spaceId);
    const known = { open: isOpen(stage), anonymous: isAnonymous(enquiry), standing, listRentFen, undecided };
    const decision = decideApply({ now, ...input, ...known }, policy);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const applicationId = newId();
    const subject = { type: 'lease-application', id: applicationId };
    const act = { action: 'applyForLeaseTerms', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    const applied = { appliedBy: demandStaff(viewer).staffId, appliedAt: now, state: 'open' as const };
    const undone = { ruledBy: null, ruledAt: null, version: 1 };
    await insertApplication(tx, { ...input, ...applied, ...undone, applicationId, siteId, explanationId });
    return done({ applicationId, enquiryId, explanationId });
  });
};

export type RuleTerms = { readonly idempotencyKey: string; readonly applicationId: string; readonly approve: boolean };

/** SR-10.02: the general manager decides. Needs `lease.approve`, and never on one's own application. */
export const decideLeaseApplication = (
  context: BareContext,
  { idempotencyKey, ...input }: RuleTerms,
): Promise<CommandResult<ApplicationChanged>> =>
  runCommand({ ...context, name: 'decideLeaseApplication', idempotencyKey, input }, async (tx) => {
    const { viewer, now } = context;
    const { applicationId, approve } = input;
    const one = await lockApplication(tx, applicationId);
    if (
      !one ||
      !['lease.approve', 'lease.read', 'lease.handle'].some((may) => can(viewer, may as 'lease.read', one.siteId))
    )
      throw new NotFound();
    const { siteId, enquiryId, appliedBy: applicantId, state, tenantRentFen } = one;
    demand(viewer, 'lease.approve', siteId);
    const by = demandStaff(viewer).staffId;
    const decision = decideTerms({ now, applicantId, ruledBy: by, state, tenantRentFen, approve });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'lease-application', id: applicationId };
    const act = { action: 'decideLeaseApplication', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    for (const { approved } of decision.events)
      await ruleApplication(tx, one, { approved, by, at: now, explanationId });
    return done({ applicationId, enquiryId, explanationId });
  });

const check = ({ months, tenantRentFen, grounds }: Omit<ApplyForTerms, 'idempotencyKey'>): void => {
  if (months < 1 || months > 600) throw new BadInput(text('租期有误。', 'This term is not possible.'), 'months');
  if (tenantRentFen < 1 || tenantRentFen > 1_000_000_000_000)
    throw new BadInput(text('须写明租户的心理价位。', 'The application states the tenant’s price.'), 'tenantRent');
  if (grounds.trim() === '' || grounds.length > 1000) throw new BadInput(text('请说明理由。', 'Say why.'), 'grounds');
};
