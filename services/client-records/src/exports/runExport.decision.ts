import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type Grant, isActive } from '../grants/index.ts';
import type { RecordsPolicy } from '../policies/index.ts';
import { type ExportScope, isWithin } from './exportScope.ts';

export type ExportFacts = {
  readonly now: Date;
  /** Who runs it. */
  readonly staffId: string;
  readonly grant: Grant | null;
  readonly approved: ExportScope;
  readonly asked: ExportScope;
  readonly hash: string;
  /** How many clients there are in what is asked for; counted no further than one more than may be. */
  readonly rows: number;
  readonly policy: PolicyVersion<Pick<RecordsPolicy, 'export.mostRows' | 'export.keepHours'>>;
};

export type ExportCode = 'EXPORT_NOT_YOURS' | 'GRANT_OVER' | 'EXPORT_WIDER' | 'EXPORT_TOO_LARGE';
export type ExportMade = { readonly goodUntil: Date };
type Rule = Requirement<ExportFacts, Refusal<ExportCode>>;

const no = (code: ExportCode, zh: string, en: string): Refusal<ExportCode> => ({
  ...{ code, rule: 'CR-4.08', message: text(zh, en) },
});

/** Whoever else may know of the request: an approved export is for its reader alone. */
const byReader: Rule = ({ grant, staffId }) =>
  grant !== null && grant.staffId !== staffId
    ? no('EXPORT_NOT_YOURS', '该导出只供指定阅读人。', 'The export is for its reader alone.')
    : null;

const inForce: Rule = ({ grant, now }) =>
  grant?.acts.includes('export') && isActive(grant, now)
    ? null
    : no('GRANT_OVER', '导出未获批准、已使用或已过期。', 'The export is not approved, was used, or is over.');

const noWider: Rule = ({ asked, approved }) =>
  isWithin(asked, approved) ? null : no('EXPORT_WIDER', '超出批准的范围。', 'This is wider than what was approved.');

const notTooMany: Rule = ({ rows, policy }) =>
  rows <= policy.params['export.mostRows']
    ? null
    : no(
        'EXPORT_TOO_LARGE',
        `一次导出至多${policy.params['export.mostRows']}位客户。`,
        `An export has ${policy.params['export.mostRows']} clients at most.`,
      );

export const exportRules: readonly Rule[] = [byReader, inForce, noWider, notTooMany];

/** CR-4.08, S33: what was approved, by its reader, once, until then; no row and no field more. */
export const decideExport = (facts: ExportFacts): Decision<ExportMade, Refusal<ExportCode>> => {
  const { now, grant, policy, rows, hash, asked } = facts;
  const why = reasoning(now).under(policy).apply('CR-4.08', 'CR-2.05');
  why
    .fact('rows', rows)
    .fact('filterHash', hash)
    .fact('fields', [...asked.fields])
    .fact('full', asked.full);
  why.fact('grant', grant?.id ?? null);
  const refusal = firstRefusal(exportRules, facts);
  if (refusal) return refused(refusal, why.explain(refusal.code, refusal.message));
  const goodUntil = new Date(now.getTime() + policy.params['export.keepHours'] * 3_600_000);
  return accepted(
    [{ goodUntil }],
    why.explain('exported', text('已按批准的范围导出。', 'Exported as it was approved.')),
  );
};
