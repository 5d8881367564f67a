import { createHash } from 'node:crypto';
import { canonicalJson } from '@shouwen/access';
import type { ClientFilter } from '../clients/index.ts';

/** The fields of an export (CR-4.08); those of the dossier are `dossier:` and the key. */
export const exportFields = [
  ...(['number', 'name', 'phone', 'email', 'wechat', 'address', 'identityNumber', 'kind', 'classes'] as const),
  ...(['business', 'district', 'urgency', 'budgetYuan', 'preferences', 'openedOn'] as const),
] as const;
export type ExportField = (typeof exportFields)[number] | `dossier:${string}`;

export type ExportFilter = Pick<ClientFilter, 'kind' | 'class' | 'business' | 'district' | 'urgency'>;
export const filterKeys = ['kind', 'class', 'business', 'district', 'urgency'] as const;

/** What an export holds: which clients of a site, which of their fields, and whether these are masked. */
export type ExportScope = {
  readonly filter: ExportFilter;
  readonly fields: readonly ExportField[];
  readonly full: boolean;
};

/** Whether everything in `asked` is in `approved` too: no field more, no filter less, nothing unmasked that is not to be (S33). */
export const isWithin = (asked: ExportScope, approved: ExportScope): boolean =>
  asked.fields.every((field) => approved.fields.includes(field)) &&
  filterKeys.every((key) => approved.filter[key] === null || approved.filter[key] === asked.filter[key]) &&
  (approved.full || !asked.full);

/** Stands for the scope in the trail: the same for the same clients and fields of a site, whatever their order. */
export const scopeHash = (siteId: string, { filter, fields, full }: ExportScope): string =>
  createHash('sha256')
    .update(canonicalJson({ siteId, filter, fields: [...fields].sort(), full }))
    .digest('hex');
