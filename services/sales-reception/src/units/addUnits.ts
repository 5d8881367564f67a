import {
  actorOf,
  appendAudit,
  BadInput,
  type CommandResult,
  demand,
  done,
  refusedWith,
  runCommand,
  type Viewer,
} from '@shouwen/access';
import type { Database } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import { mostListPriceFen, type UnitDescription } from './unit.ts';
import { insertUnits } from './unitStore.ts';

export type UnitContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};

export type AddUnits = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly units: readonly UnitDescription[];
};

export const mostUnitsAtOnce = 100;

/** SR-9.01: adds up to 100 units to a site, all or none; they are available from then on. Needs `unit.manage` there. */
export const addUnits = async (
  context: UnitContext,
  input: AddUnits,
): Promise<CommandResult<{ unitIds: readonly string[] }>> => {
  const { viewer, now, newId } = context;
  const { siteId } = input;
  demand(viewer, 'unit.manage', siteId);
  checkUnits(input.units);
  const command = { ...context, name: 'addUnits', idempotencyKey: input.idempotencyKey, input };
  return runCommand(command, async (tx) => {
    const units = input.units.map((unit) => ({ ...unit, unitId: newId() }));
    if (!(await insertUnits(tx, { siteId, at: now, by: actorOf(viewer) }, units)))
      return refusedWith(twice, whyTwice(now));
    const resource = { type: 'site', id: siteId };
    await appendAudit(tx, { at: now, actor: viewer, siteId, action: 'addUnits', resource, decision: 'allowed' });
    return done({ unitIds: units.map(({ unitId }) => unitId) });
  });
};

const twice: Refusal<'UNIT_EXISTS'> = {
  code: 'UNIT_EXISTS',
  rule: 'SR-9.01',
  message: text('其中有房源已存在。', 'One of these units is there already.'),
};
const whyTwice = (at: Date) => reasoning(at).apply('SR-9.01').explain('refused', twice.message);

const checkUnits = (units: readonly UnitDescription[]): void => {
  if (units.length === 0 || units.length > mostUnitsAtOnce)
    throw new BadInput(text('每次须添加 1 至 100 套。', 'Add 1 to 100 units at a time.'), 'units');
  for (const [index, unit] of units.entries()) {
    const fault = faultOf(unit);
    if (fault)
      throw new BadInput(text('房源资料有误。', 'The unit is not described properly.'), `units.${index}.${fault}`);
  }
};

/** The field that is wrong, or null. */
const faultOf = (unit: UnitDescription): keyof UnitDescription | null => {
  const short = (value: string) => value.trim() === value && value.length >= 1 && value.length <= 20;
  if (!/^[\p{L}\p{N}]{1,20}$/u.test(unit.building)) return 'building';
  if (!/^[\p{L}\p{N}]{1,20}$/u.test(unit.number)) return 'number';
  if (!Number.isInteger(unit.floor) || unit.floor < -10 || unit.floor > 200) return 'floor';
  if (!short(unit.layout)) return 'layout';
  if (!short(unit.orientation)) return 'orientation';
  if (!Number.isInteger(unit.areaHundredths) || unit.areaHundredths < 1 || unit.areaHundredths > 100_000_000)
    return 'areaHundredths';
  return unit.listPriceFen > 0 && unit.listPriceFen <= mostListPriceFen ? null : 'listPriceFen';
};
