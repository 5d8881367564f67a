import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import type { Paper } from './steps/dealStep.ts';

export const stub = (id: string | null) => (id === null ? null : { id });

/** Whoever acted, as `staff:…`, for the graph. */
export const staffStub = (actor: string) => (actor.startsWith('staff:') ? { id: actor.slice('staff:'.length) } : null);

/** @throws BadInput with the field, since nothing has such an id */
export const idOf = (id: string, field: string): string => {
  if (!isUuid(id)) throw new BadInput(text('编号无效。', 'This is no id.'), field);
  return id;
};

const mostPapers = 20;

/** @throws BadInput for papers that are not named by a short word and a short number */
export const papersOf = (papers: readonly Paper[]): readonly Paper[] => {
  if (papers.length > mostPapers)
    throw new BadInput(text('每次至多 20 份文件。', 'At most 20 papers at a time.'), 'papers');
  for (const [index, { kind, reference }] of papers.entries())
    if (![kind, reference].every((word) => /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,39}$/u.test(word)))
      throw new BadInput(text('文件须有简短的种类与编号。', 'A paper has a short kind and number.'), `papers.${index}`);
  return papers.map(({ kind, reference }) => ({ kind, reference }));
};
