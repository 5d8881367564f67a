import { can, demandIds } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { describePolicy, isUuid } from '@shouwen/kernel';
import {
  type AskedOverride,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  overridesFrom,
  toGraphParameter,
  toGraphResult,
} from '@shouwen/subgraph';
import { changeRecordsPolicy, type PolicyDone } from './changeRecordsPolicy.ts';
import { recordsPolicy, recordsPreset } from './recordsPolicy.ts';
import { setAt } from './recordsPolicyAt.ts';
import { nothingSet, resolvedVersion, type SetAtScope } from './resolvedVersion.ts';

type Context = GraphContext<ExplanationLoaders>;
type Asked = { readonly siteId?: string | null; readonly at?: Date | null };
type ChangeInput = {
  readonly idempotencyKey: string;
  readonly siteId?: string | null;
  readonly effectiveFrom: Date;
  readonly overrides: readonly AskedOverride[];
};
type Scopes = { readonly company: SetAtScope; readonly site: SetAtScope };

const scopesAt = async (tx: Tx, siteId: string | null, at: Date): Promise<Scopes> => ({
  company: await setAt(tx, null, at),
  site: siteId === null ? nothingSet : await setAt(tx, siteId, at),
});

export const recordsPolicyResolvers = {
  Query: {
    recordsPolicy: (_: unknown, { siteId = null, at }: Asked, { viewer, db, now }: Context) => {
      const fine = siteId === null || isUuid(siteId);
      return fine && can(viewer, 'policy.read', siteId) ? db.read((tx) => scopesAt(tx, siteId, at ?? now)) : null;
    },
  },
  Mutation: {
    changeRecordsPolicy: async (_: unknown, { input }: { readonly input: ChangeInput }, context: Context) => {
      demandIds({ siteId: input.siteId });
      const asked = { ...input, siteId: input.siteId ?? null, overrides: overridesFrom(input.overrides) };
      return toGraphResult('RecordsPolicyChanged', await changeRecordsPolicy(context, asked));
    },
  },
  RecordsPolicyChanged: {
    policy: ({ siteId, from }: PolicyDone, _: unknown, { db }: Context) =>
      db.read((tx) => scopesAt(tx, siteId, new Date(from))),
    explanation: ({ explanationId }: PolicyDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  RecordsPolicy: {
    preset: () => recordsPreset,
    version: ({ company, site }: Scopes) => resolvedVersion(company, site).version,
    effectiveFrom: ({ company, site }: Scopes) => resolvedVersion(company, site).effectiveFrom,
    parameters: ({ company, site }: Scopes) =>
      describePolicy(recordsPolicy, {
        ...{ preset: recordsPreset, companyOverrides: company.overrides, siteOverrides: site.overrides },
      }).params.map(toGraphParameter),
  },
};
