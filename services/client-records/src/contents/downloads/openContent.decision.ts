import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type FileLevel, type FileState, isClassified } from '../../archive/index.ts';
import type { RecordsPolicy } from '../../policies/index.ts';
import { type ContentRefusal, contentRefusal } from '../contentRefusal.ts';

export type OpeningFacts = {
  readonly now: Date;
  readonly by: string;
  readonly file: { readonly level: FileLevel; readonly state: FileState };
  readonly hasContent: boolean;
  /** On which ground the reader knows of the file, or the id of the grant that covers reading it. */
  readonly ground: string;
  /** False for whoever knows of the file by a grant that covers another act. */
  readonly covered: boolean;
  readonly purpose: string;
  readonly policy: PolicyVersion<Pick<RecordsPolicy, 'content.ticketSeconds'>>;
};

export type ContentOpened = { readonly goodUntil: Date };

type Rule = Requirement<OpeningFacts, ContentRefusal>;

const isCovered: Rule = ({ covered }) => (covered ? null : contentRefusal('CONTENT_NOT_GRANTED'));

const isThere: Rule = ({ hasContent, file }) =>
  hasContent && file.state === 'kept' ? null : contentRefusal('CONTENT_NONE');

const hasPurpose: Rule = ({ file, purpose }) => {
  const length = [...purpose].length;
  if (length > 200 || (isClassified(file.level) && length < 4)) return contentRefusal('PURPOSE_MISSING');
  return null;
};

const rules = [isCovered, isThere, hasPurpose];

/** CR-2.01, CR-3.02, CR-4: who may know of a file may read its content, by a grant only when the grant is for that; classified ones for a purpose. */
export const decideOpening = (facts: OpeningFacts): Decision<ContentOpened, ContentRefusal> => {
  const { now, by, file, ground, policy } = facts;
  const why = reasoning(now).apply('CR-2.01', 'CR-3.01').under(policy).fact('by', by, now);
  why.fact('level', file.level).fact('ground', ground);
  if (isClassified(file.level)) why.apply('CR-3.02', 'CR-2.04');
  const refusal = firstRefusal(rules, facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const goodUntil = new Date(now.getTime() + policy.params['content.ticketSeconds'] * 1_000);
  return accepted(
    [{ goodUntil }],
    why
      .fact('goodUntil', goodUntil.toISOString())
      .explain('OPENED', text('可以读取一次。', 'The content may be read, once.')),
  );
};
