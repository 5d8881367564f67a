import type { CommandResult } from '@shouwen/access';
import { toGraphRefusal } from './toGraph.ts';

/** The member of a mutation's result union. */
export const toGraphResult = <T extends object>(typename: string, answer: CommandResult<T>) =>
  answer.outcome === 'refused'
    ? toGraphRefusal(answer.refusal, answer.explanation)
    : { __typename: typename, ...answer.result };
