import { appendAudit, BadInput, type CommandResult, demand, done, runCommand } from '@shouwen/access';
import { isPolicyFault, resolvePolicy, text } from '@shouwen/kernel';
import { findSitePolicies } from '../policies/index.ts';
import type { DealContext } from './dealContext.ts';
import { priceScheme, saveScheme } from './priceScheme.ts';

export type ChangeScheme = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly discountBasisPoints: number;
  readonly effectiveFrom: Date;
};
export type SchemeChanged = { readonly version: number; readonly discountBasisPoints: number };

/**
 * SR-9.03: puts the discount scheme of a site in force from a moment on; what was sold before stays as it was. Needs `policy.change`.
 * @throws BadInput for a discount out of range, or one that would not take effect later than the last
 */
export const changeScheme = (context: DealContext, input: ChangeScheme): Promise<CommandResult<SchemeChanged>> => {
  const { viewer, now: at, newId } = context;
  const { siteId, discountBasisPoints, effectiveFrom } = input;
  demand(viewer, 'policy.change', siteId);
  const siteOverrides = { 'scheme.discountBasisPoints': discountBasisPoints };
  const params = resolvePolicy(priceScheme, { preset: 'one-month', siteOverrides });
  if (isPolicyFault(params)) throw new BadInput(params.message, 'discountBasisPoints');
  const command = { ...context, name: 'changeScheme', idempotencyKey: input.idempotencyKey, input };
  return runCommand(command, async (tx) => {
    const site = await findSitePolicies(tx, siteId);
    if (!site) throw new BadInput(text('该案场不销售房源。', 'This site sells no units.'), 'siteId');
    const { preset } = site;
    const saved = await saveScheme(tx, { id: newId(), siteId, preset, discountBasisPoints, effectiveFrom, viewer, at });
    const resource = { type: 'policy', id: `${siteId}/${priceScheme.name}/${saved.version}` };
    await appendAudit(tx, { at, actor: viewer, siteId, action: 'changeScheme', resource, decision: 'allowed' });
    return done({ version: saved.version, discountBasisPoints });
  });
};
