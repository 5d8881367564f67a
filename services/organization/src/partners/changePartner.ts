import { type CommandResult, demand, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { partnerCredentialEndedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import type { PartnerChanged, PartnerRow, PartnerWithSecret } from './partner.ts';
import { lockPartner, markPartnerEnded, replaceSecret } from './partnerStore.ts';
import { type SecretDeps, withSecret } from './registerPartner.ts';

export type ChangePartnerInput = { readonly idempotencyKey: string; readonly partnerId: string };
type TokenTime = { readonly clock: () => Date };

/**
 * OR-1.05: a new secret takes the place of the old one, whose tokens are worth nothing from now on.
 * @throws NotSignedIn, Forbidden (`partner.manage`), NotFound
 */
export const renewPartnerSecret =
  (deps: SecretDeps & TokenTime) =>
  async (act: Act, { idempotencyKey, partnerId }: ChangePartnerInput): Promise<CommandResult<PartnerWithSecret>> => {
    demand(act.viewer, 'partner.manage', null);
    const secret = deps.newSecret();
    const secretHash = await deps.passwords.hash(secret);
    let renewed: string | null = null;
    const command = { ...act, name: 'renewPartnerSecret', idempotencyKey, input: { partnerId } };
    const answer = await runCommand<PartnerChanged>(command, async (tx) => {
      const partner = await partnerToChange(tx, partnerId);
      if (partner.endedAt !== null) return refuseEnded(act.now);
      await replaceSecret(tx, { partnerId, credentialId: act.newId(), secretHash, secretSetAt: act.now });
      const changed = await told(tx, act, { partner, reason: 'renewed', at: deps.clock() });
      renewed = changed.explanationId;
      return done(changed);
    });
    return withSecret(answer, ({ explanationId }) => (explanationId === renewed ? secret : null));
  };

/**
 * OR-1.05: the partner gets no more tokens, and those it has are turned away as soon as the gateway hears of it.
 * @throws NotSignedIn, Forbidden (`partner.manage`), NotFound
 */
export const endPartner =
  ({ clock }: TokenTime) =>
  async (act: Act, { idempotencyKey, partnerId }: ChangePartnerInput): Promise<CommandResult<PartnerChanged>> => {
    demand(act.viewer, 'partner.manage', null);
    const command = { ...act, name: 'endPartner', idempotencyKey, input: { partnerId } };
    return runCommand(command, async (tx) => {
      const partner = await partnerToChange(tx, partnerId);
      if (partner.endedAt !== null) return refuseEnded(act.now);
      await markPartnerEnded(tx, partnerId, act.now);
      return done(await told(tx, act, { partner, reason: 'ended', at: clock() }));
    });
  };

const partnerToChange = async (tx: Tx, partnerId: string): Promise<PartnerRow> => {
  const partner = await lockPartner(tx, partnerId);
  if (!partner) throw new NotFound();
  return partner;
};

type Told = { readonly partner: PartnerRow; readonly reason: 'renewed' | 'ended'; readonly at: Date };

/** `at` is real time, also in a rehearsal: it is about tokens. */
const told = async (tx: Tx, act: Act, { partner, reason, at }: Told): Promise<PartnerChanged> => {
  const { partnerId, credentialId } = partner;
  const subject = { type: 'partner', id: partnerId };
  const data = { partnerId, credentialId, endedAt: at.toISOString(), reason };
  await appendToOutbox(tx, [{ event: partnerCredentialEndedV1, aggregate: subject, at, data, id: act.newId() }]);
  const action = reason === 'renewed' ? 'renewPartnerSecret' : 'endPartner';
  const explanation = reasoning(act.now).apply('OR-1.05').explain(reason, summaries[reason]);
  return { partnerId, explanationId: await recordAct(tx, act, { action, siteId: null, subject, explanation }) };
};

const summaries = {
  renewed: text('已换发密钥，旧密钥即时作废。', 'The secret was renewed; the old one is void at once.'),
  ended: text('合作方凭证已撤销。', 'The credentials of the partner were revoked.'),
} as const;

const refuseEnded = (now: Date): CommandResult<never> => {
  const message = text('该合作方已终止。', 'This partner has ended.');
  const refusal: Refusal<'PARTNER_ENDED'> = { code: 'PARTNER_ENDED', rule: 'OR-1.05', message };
  return refusedWith(refusal, reasoning(now).apply('OR-1.05').explain('refused', message));
};
