import { BadInput, type CommandResult, can, demand, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { keepAct } from '../../keepAct.ts';
import type { SpaceDescription } from './leaseSpace.ts';
import { insertSpace, lockSpace, moveSpace } from './leaseSpaceStore.ts';

export type AddLeaseSpace = { readonly idempotencyKey: string; readonly siteId: string } & SpaceDescription;
export type SpaceChanged = { readonly spaceId: string; readonly explanationId: string };

/** SR-10.01: adds a space that can be let; it is vacant from then on. Needs `unit.manage` at the site. */
export const addLeaseSpace = (
  context: BareContext,
  { idempotencyKey, ...space }: AddLeaseSpace,
): Promise<CommandResult<SpaceChanged>> => {
  const { viewer, now, newId } = context;
  const { siteId } = space;
  demand(viewer, 'unit.manage', siteId);
  checkSpace(space);
  return runCommand({ ...context, name: 'addLeaseSpace', idempotencyKey, input: space }, async (tx) => {
    const spaceId = newId();
    if (!(await insertSpace(tx, { ...space, spaceId }))) return refuse('SPACE_EXISTS', now);
    const subject = { type: 'lease-space', id: spaceId };
    const explanation = reasoning(now).apply('SR-10.01').explain('added', text('已登记空房。', 'The space was added.'));
    return done({
      spaceId,
      explanationId: await keepAct(tx, context, { action: 'addLeaseSpace', siteId, subject, explanation }),
    });
  });
};

export type MoveLeaseSpace = {
  readonly idempotencyKey: string;
  readonly spaceId: string;
  readonly to: 'vacant' | 'withdrawn';
};

/** Takes a vacant space off the market, or puts back one that was withdrawn or whose lease is over. Needs `unit.manage`. */
export const moveLeaseSpace = (
  context: BareContext,
  { idempotencyKey, spaceId, to }: MoveLeaseSpace,
): Promise<CommandResult<SpaceChanged>> =>
  runCommand({ ...context, name: 'moveLeaseSpace', idempotencyKey, input: { spaceId, to } }, async (tx) => {
    const { viewer, now } = context;
    const space = await lockSpace(tx, spaceId);
    if (!space || !mayKnow(viewer, space.siteId)) throw new NotFound();
    const { siteId, state } = space;
    demand(viewer, 'unit.manage', siteId);
    if (state === to || (to === 'withdrawn' && state === 'let')) return refuse('SPACE_STATE', now);
    await moveSpace(tx, space, to);
    const why = reasoning(now).apply('SR-10.01').fact('state', state);
    const explanation = why.explain(to, text('空房状态已变更。', 'The state of the space was changed.'));
    const act = { action: 'moveLeaseSpace', siteId, subject: { type: 'lease-space', id: spaceId }, explanation };
    return done({ spaceId, explanationId: await keepAct(tx, context, act) });
  });

const mayKnow = (viewer: BareContext['viewer'], siteId: string): boolean =>
  can(viewer, 'unit.manage', siteId) || can(viewer, 'lease.handle', siteId) || can(viewer, 'lease.read', siteId);

const messages = {
  SPACE_EXISTS: text('该空房已存在。', 'This space is there already.'),
  SPACE_STATE: text('该空房目前的状态不允许此操作。', 'The space is in a state that does not allow this.'),
} as const;

const refuse = (code: keyof typeof messages, now: Date): CommandResult<never> => {
  const refusal: Refusal = { code, rule: 'SR-10.01', message: messages[code] };
  return refusedWith(refusal, reasoning(now).apply('SR-10.01').explain('refused', messages[code]));
};

const checkSpace = (space: SpaceDescription): void => {
  const fault = faultOf(space);
  if (fault) throw new BadInput(text('空房资料有误。', 'The space is not described properly.'), fault);
};

/** The field that is wrong, or null. */
const faultOf = (space: SpaceDescription): keyof SpaceDescription | null => {
  const named = (value: string) => /^[\p{L}\p{N}]{1,20}$/u.test(value);
  const short = (value: string) => value.trim() === value && value.length >= 1 && value.length <= 20;
  const whole = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!named(space.building)) return 'building';
  if (!named(space.number)) return 'number';
  if (!whole(space.floor, -10, 200)) return 'floor';
  if (!short(space.layout)) return 'layout';
  if (!short(space.orientation)) return 'orientation';
  if (!whole(space.areaHundredths, 1, 100_000_000)) return 'areaHundredths';
  if (!whole(space.netAreaHundredths, 1, space.areaHundredths)) return 'netAreaHundredths';
  if (space.neighbours.length > 20 || !space.neighbours.every((one) => short(one))) return 'neighbours';
  if ((space.flexibleTerms ?? '').length > 500) return 'flexibleTerms';
  if ((space.floorPlan ?? '').length > 500) return 'floorPlan';
  if (!whole(space.shortestMonths, 1, 600)) return 'shortestMonths';
  if (!whole(space.rentFen, 1, 1_000_000_000_000)) return 'rentFen';
  return whole(space.managementFeeFen, 0, 1_000_000_000_000) ? null : 'managementFeeFen';
};
