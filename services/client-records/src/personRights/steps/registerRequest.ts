import { type CommandResult, demandStaff, done, keepAct, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { deadlineAfterDays, deadlineAfterWorkdays, type Explanation, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { editClient, type LockedClient } from '../../clients/index.ts';
import { cleanText } from '../../contacts/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { Asker, IdentityProof, RightsKind, RightsText } from '../rightsRequest.ts';
import { placeOfText } from '../rightsRequest.ts';
import { type RightsRefusal, rightsRefusal } from '../rightsStep.decision.ts';
import { hasOpenRequest, insertRightsRequest } from '../rightsStore.ts';

export type RegisterRequest = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly kind: RightsKind;
  readonly askedBy: Asker;
  /** Name of who asks. */
  readonly asker: string;
  readonly proof: IdentityProof;
  /** Number of the paper, or of the phone that was called back. */
  readonly proofNumber: string;
  /** What the person wants, in the person's words; may be missing. */
  readonly wish: string | null;
};

export type RightsDone = { readonly requestId: string };

const [shortest, longest] = [2, 60];
const longestWish = 1_000;

/**
 * CR-2.06: registers what a person asks about the own data, with who asked and how the identity was proven, and by when it is answered.
 * Needs `personRights.handle` at a site that knows the client. @throws Forbidden, NotFound
 */
export const registerRequest =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, siteId, clientId, ...asked }: RegisterRequest) => {
    const edit = { name: 'registerRightsRequest', permission: 'personRights.handle' as const, input: asked };
    return editClient(vault)(context, { ...edit, idempotencyKey, siteId, clientId }, (tx, client) =>
      registerIn(tx, { context, vault, client, siteId }, asked),
    );
  };

type Desk = {
  readonly context: BareContext;
  readonly vault: Vault;
  readonly client: LockedClient;
  readonly siteId: string;
};
type Asked = Omit<RegisterRequest, 'idempotencyKey' | 'siteId' | 'clientId'>;

const registerIn = async (tx: Tx, desk: Desk, asked: Asked): Promise<CommandResult<RightsDone>> => {
  const { context, client, siteId } = desk;
  const { now, newId } = context;
  const policy = await recordsPolicyAt(tx, siteId, now);
  const dueAt = answerBy(now, policy.params['rights.answerWorkdays']);
  const why = reasoning(now).apply('CR-2.06').under(policy).fact('kind', asked.kind).fact('proof', asked.proof);
  const [asker, number] = [cleanText(asked.asker, longest), cleanText(asked.proofNumber, longest)];
  const wish = asked.wish === null || asked.wish === '' ? '' : cleanText(asked.wish, longestWish);
  const isProven = asker !== null && number !== null && [...asker].length >= shortest && [...number].length >= shortest;
  const no = (refusal: RightsRefusal) => refusedWith<RightsDone>(refusal, why.explain('REFUSED', refusal.message));
  if (!isProven || wish === null) return no(proofMissing);
  if (await hasOpenRequest(tx, client.id, asked.kind)) return no(alreadyOpen);
  why.fact('dueAt', dueAt.toISOString());
  const explanation = why.explain('REGISTERED', text('请求已登记。', 'The request was registered.'));
  return keep(tx, desk, { id: newId(), asked, texts: { asker, proof: number, wish }, dueAt, explanation });
};

type Kept = {
  readonly id: string;
  readonly asked: Asked;
  readonly texts: { readonly asker: string; readonly proof: string; readonly wish: string };
  readonly dueAt: Date;
  readonly explanation: Explanation;
};

const keep = async (
  tx: Tx,
  { context, vault, client, siteId }: Desk,
  { id, asked: { kind, askedBy, proof }, texts, dueAt, explanation }: Kept,
): Promise<CommandResult<RightsDone>> => {
  const { staffId: registeredBy } = demandStaff(context.viewer);
  const key = { keyId: client.keyId, wrapped: client.wrappedKey };
  const seal = (column: RightsText, plain: string) =>
    plain === '' ? null : vault.seal(key, client.id, placeOfText(column, id), plain);
  const subject = { type: 'RightsRequest', id };
  const act = { action: 'personRights.register', siteId, subject, explanation, clientId: client.id, detail: kind };
  const explanationId = await keepAct(tx, context, act);
  await insertRightsRequest(tx, {
    ...{ id, kind, askedBy, proof, siteId, clientId: client.id, registeredAt: context.now, registeredBy, dueAt },
    ...{ askerSealed: seal('asker', texts.asker), proofSealed: seal('proof', texts.proof) },
    ...{ wishSealed: seal('wish', texts.wish), explanationId },
  });
  return done({ requestId: id });
};

/** Where the holidays of a year are not announced yet, every day counts: rather too early than too late. */
export const answerBy = (at: Date, workdays: number): Date => {
  const day = siteDate(at, 'Asia/Shanghai');
  const deadline = deadlineAfterWorkdays(day, workdays);
  return deadline instanceof Date ? deadline : deadlineAfterDays(day, workdays);
};

const proofMissing = rightsRefusal(
  'RIGHTS_PROOF_MISSING',
  '须登记请求人姓名及身份核验依据。',
  'Record who asks and how the identity was proven.',
);
const alreadyOpen = rightsRefusal(
  'RIGHTS_REQUEST_OPEN',
  '本人已有同类请求在办理。',
  'A request of this kind by the same person is open already.',
);
