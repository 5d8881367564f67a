import { type CommandResult, done } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { restrictClients } from '../../clients/index.ts';
import { cleanText } from '../../contacts/index.ts';
import { idsOfPerson, lockPersons } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Vault } from '../../vault/index.ts';
import { dutiesToKeep } from '../dutiesToKeep.ts';
import { actOnRequest } from '../reachedRequest.ts';
import type { Duty, RightsRequest } from '../rightsRequest.ts';
import type { AnswerRequest } from './answerRequest.ts';
import type { RightsDone } from './registerRequest.ts';
import { stopCare } from './stopCareStore.ts';
import { takeStep } from './takeStep.ts';

const cleaned = (answer: string): string => cleanText(answer, 200) ?? '';

type Known = { readonly ids: readonly string[]; readonly duties: readonly Duty[] };

const knownOf = async (tx: Tx, { clientId, siteId }: RightsRequest, now: Date): Promise<Known> => {
  const ids = await idsOfPerson(tx, clientId);
  const { params } = await recordsPolicyAt(tx, siteId, now);
  return { ids, duties: await dutiesToKeep(tx, { ids, keepDealYears: params['rights.keepDealYears'], now }) };
};

/** CR-2.06: the handler proposes to erase the person's data, and says what is told to the person. @throws NotFound, Forbidden */
export const proposeErasure =
  (vault: Vault) =>
  (context: BareContext, { idempotencyKey, requestId, ...input }: AnswerRequest): Promise<CommandResult<RightsDone>> =>
    actOnRequest(vault)(
      context,
      { name: 'proposeErasure', permission: 'personRights.handle', idempotencyKey, requestId, input },
      async (tx, request) => {
        const { duties } = await knownOf(tx, request, context.now);
        return takeStep(tx, { context, vault, request }, { step: 'propose', answer: cleaned(input.answer), duties });
      },
    );

export type DecideErasure = AnswerRequest & { readonly approved: boolean };

/**
 * CR-2.06: another person agrees or does not. Once agreed to, nobody works with the records any more: they are frozen until the key is
 * destroyed, at once or when the last duty to keep has ended. @throws NotFound, Forbidden
 */
export const decideErasure =
  (vault: Vault) =>
  (context: BareContext, { idempotencyKey, requestId, ...input }: DecideErasure): Promise<CommandResult<RightsDone>> =>
    actOnRequest(vault)(
      context,
      { name: 'decideErasure', permission: 'personRights.erase', idempotencyKey, requestId, input },
      async (tx, request) => {
        await lockPersons(tx);
        const { ids, duties } = await knownOf(tx, request, context.now);
        const step = input.approved ? 'approve' : 'reject';
        const taken = await takeStep(tx, { context, vault, request }, { step, answer: cleaned(input.answer), duties });
        if (taken.outcome === 'refused') return taken;
        if (input.approved) {
          await restrictClients(tx, ids, { kind: 'frozen', since: context.now });
          await stopCare(tx, ids, context.now);
        }
        return done(taken.result);
      },
    );
