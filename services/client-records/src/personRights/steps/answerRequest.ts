import { type CommandResult, done, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { placeOfChange } from '../../clients/index.ts';
import { type ConsentPurpose, changeConsentIn } from '../../consents/index.ts';
import { cleanText } from '../../contacts/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import type { Vault } from '../../vault/index.ts';
import { actOnRequest } from '../reachedRequest.ts';
import { reasonsSince } from '../rightsQueries.ts';
import type { RightsRequest } from '../rightsRequest.ts';
import { type RightsRefusal, rightsRefusal } from '../rightsStep.decision.ts';
import type { RightsDone } from './registerRequest.ts';
import { takeStep } from './takeStep.ts';

export type AnswerRequest = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  /** What the person is told. */
  readonly answer: string;
};

const permission = 'personRights.handle' as const;
const cleaned = (answer: string): string => cleanText(answer, 200) ?? '';

/** CR-2.06: a request is refused, and the person told why. @throws NotFound, Forbidden */
export const refuseRequest =
  (vault: Vault) =>
  (context: BareContext, { idempotencyKey, requestId, ...input }: AnswerRequest): Promise<CommandResult<RightsDone>> =>
    actOnRequest(vault)(
      context,
      { name: 'refuseRightsRequest', permission, idempotencyKey, requestId, input },
      (tx, request) => takeStep(tx, { context, vault, request }, { step: 'refuse', answer: cleaned(input.answer) }),
    );

/**
 * CR-2.06: a correction is made by the ordinary commands, with the number of the request in their reason; then it is closed, and only when
 * such a change stands in the history of the client. @throws NotFound, Forbidden
 */
export const completeCorrection =
  (vault: Vault) =>
  (context: BareContext, { idempotencyKey, requestId, ...input }: AnswerRequest): Promise<CommandResult<RightsDone>> =>
    actOnRequest(vault)(
      context,
      { name: 'completeCorrection', permission, idempotencyKey, requestId, input },
      async (tx, request) => {
        const answer = await takeStep(
          tx,
          { context, vault, request },
          { step: 'correct', answer: cleaned(input.answer) },
        );
        if (answer.outcome === 'refused' || (await isCorrected(tx, vault, request))) return answer;
        return no(notCorrected, context.now);
      },
    );

/** Whether a change since then names the request as its reason. */
const isCorrected = async (
  tx: Tx,
  vault: Vault,
  { clientId, registeredAt, number }: RightsRequest,
): Promise<boolean> => {
  const reasons = await reasonsSince(tx, await idsOfPerson(tx, clientId), registeredAt);
  return reasons.some(({ id, recordId, why, ...key }) =>
    vault.open(key, recordId, placeOfChange('why', id), why).includes(number),
  );
};

export type WithdrawConsents = AnswerRequest & { readonly purposes: readonly ConsentPurpose[] };

/** CR-2.06: the consents that the person takes back are taken back, with the request as evidence. @throws NotFound, Forbidden */
export const withdrawConsents =
  (vault: Vault) =>
  (context: BareContext, asked: WithdrawConsents): Promise<CommandResult<RightsDone>> => {
    const { idempotencyKey, requestId, ...input } = asked;
    return actOnRequest(vault)(
      context,
      { name: 'withdrawConsents', permission, idempotencyKey, requestId, input },
      async (tx, request) => {
        const purposes = [...new Set(input.purposes)];
        if (purposes.length === 0) return no(noPurpose, context.now);
        const answer = await takeStep(
          tx,
          { context, vault, request },
          { step: 'withdraw', answer: cleaned(input.answer) },
        );
        if (answer.outcome === 'refused') return answer;
        for (const purpose of purposes) {
          const said = await changeConsentIn(tx, { context, vault }, withdrawal(request, purpose, context.now));
          if (said.outcome === 'refused' && said.refusal.code !== 'CONSENT_UNCHANGED')
            return refusedWith(said.refusal, said.explanation);
        }
        return done(answer.result);
      },
    );
  };

const withdrawal = ({ siteId, clientId, number }: RightsRequest, purpose: ConsentPurpose, now: Date) => ({
  ...{ siteId, clientId, purpose, given: false, saidAt: now.toISOString() },
  how: 'written' as const,
  evidence: `个人信息权利请求 ${number}`,
});

const no = (refusal: RightsRefusal, now: Date) =>
  refusedWith<RightsDone>(refusal, reasoning(now).apply('CR-2.06').explain('REFUSED', refusal.message));

const notCorrected = rightsRefusal(
  'CORRECTION_NOT_MADE',
  '登记后没有以该请求编号为理由的更正。',
  'Since it was registered nothing was changed with the number of the request as the reason.',
);
const noPurpose = rightsRefusal('NO_PURPOSE_NAMED', '须注明撤回哪些用途的同意。', 'Name the purposes.');
