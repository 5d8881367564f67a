import { type CommandResult, demand, done, runCommand } from '@shouwen/access';
import { partnerRegisteredV1 } from '@shouwen/contracts';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import type { SignInDeps } from '../signIn/index.ts';
import type { PartnerChanged, PartnerWithSecret } from './partner.ts';
import { insertPartner, isPartnerNameTaken, sitesThatExist } from './partnerStore.ts';
import { decideRegisterPartner } from './registerPartner.decision.ts';

export type SecretDeps = Pick<SignInDeps, 'newSecret'> & { readonly passwords: Pick<SignInDeps['passwords'], 'hash'> };
export type RegisterPartnerInput = {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly siteIds: readonly string[];
};

/**
 * OR-1.05: gives a partner system credentials. The secret is in this answer and nowhere else: the stored answer of the key has none.
 * @throws NotSignedIn, Forbidden (`partner.manage` for the whole company)
 */
export const registerPartner =
  ({ passwords, newSecret }: SecretDeps) =>
  async (
    act: Act,
    { idempotencyKey, ...input }: RegisterPartnerInput,
    partnerId = act.newId(),
  ): Promise<CommandResult<PartnerWithSecret>> => {
    demand(act.viewer, 'partner.manage', null);
    const secret = newSecret();
    const secretHash = await passwords.hash(secret);
    const command = { ...act, name: 'registerPartner', idempotencyKey, input };
    const answer = await runCommand<PartnerChanged>(command, async (tx) => {
      const nameTaken = await isPartnerNameTaken(tx, input.name.trim());
      const knownSites = await sitesThatExist(tx, input.siteIds);
      const decision = decideRegisterPartner({ now: act.now, ...input, nameTaken, knownSites });
      if (decision.outcome === 'refused') return decision;
      const siteIds = [...new Set(input.siteIds)];
      for (const { name, scopes } of decision.events) {
        const times = { registeredAt: act.now, secretSetAt: act.now, endedAt: null };
        await insertPartner(tx, { partnerId, name, scopes, siteIds, credentialId: act.newId(), secretHash, ...times });
      }
      const data = { partnerId, siteIds, registeredAt: act.now.toISOString() };
      const aggregate = { type: 'partner', id: partnerId };
      await appendToOutbox(tx, [{ event: partnerRegisteredV1, aggregate, at: act.now, data, id: act.newId() }]);
      const record = { action: 'registerPartner', siteId: null, subject: aggregate };
      return done({
        partnerId,
        explanationId: await recordAct(tx, act, { ...record, explanation: decision.explanation }),
      });
    });
    return withSecret(answer, (result) => (result.partnerId === partnerId ? secret : null));
  };

/** Adds the secret to the answer of the one who made it. */
export const withSecret = (
  answer: CommandResult<PartnerChanged>,
  secretFor: (result: PartnerChanged) => string | null,
): CommandResult<PartnerWithSecret> =>
  answer.outcome === 'refused' ? answer : done({ ...answer.result, secret: secretFor(answer.result) });
