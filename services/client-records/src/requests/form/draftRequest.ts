import {
  BadInput,
  type CommandResult,
  canSomewhere,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { type Explanation, type Refusal, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { isClassified } from '../../archive/index.ts';
import { deskFor, hasHeadRole, isHeadOf, postsOf } from '../../colleagues/index.ts';
import { cleanText, hasNumberInWords, readIdentityNumber } from '../../contacts/index.ts';
import type { Vault } from '../../vault/index.ts';
import { type NamedThings, namedThings } from '../askedThings.ts';
import { requestKinds } from '../requestKinds.ts';
import { attachFile, insertDraft, type RequestForm } from '../requestStore.ts';
import { keepOutsider, type Outsider } from './outsiderStore.ts';

export type DraftRequest = Omit<RequestForm, 'readerId'> & {
  readonly idempotencyKey: string;
  /** Null: whoever asks. */
  readonly readerId: string | null;
  readonly fileIds: readonly string[];
  readonly outsider: Outsider | null;
};

export type RequestDone = { readonly requestId: string; readonly explanationId: string };

/**
 * CR-4: writes a form; nobody else sees it before it is submitted. Needs `request.submit` anywhere.
 * @throws NotFound for a file or client that the viewer may not know of
 */
export const draftRequest =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...asked }: DraftRequest): Promise<CommandResult<RequestDone>> => {
    const { staffId } = demandStaff(context.viewer);
    if (!canSomewhere(context.viewer, 'request.submit')) throw new Forbidden('request.submit');
    const outsider = asked.outsider && tidiedOutsider(asked.outsider);
    demandFew(asked);
    const form = { ...asked, ...tidiedWords(asked), readerId: asked.readerId ?? staffId };
    const things = await namedThings(context, asked);
    if (outsider && things.clientId === null) throw new BadInput(clientFirst, 'clientId');
    // The key row keeps a hash of the input; those of names and numbers could be guessed back.
    const seals = outsider && vault.blindIndex('outsider', JSON.stringify(outsider)).toString('hex');
    const input = { ...form, outsider: seals };
    return runCommand({ ...context, name: 'draftRequest', idempotencyKey, input }, (tx) =>
      draftIn(tx, { vault, context }, { form: { ...form, outsider }, things, staffId }),
    );
  };

type Drafting = {
  readonly form: RequestForm & { readonly outsider: Outsider | null };
  readonly things: NamedThings;
  readonly staffId: string;
};

const draftIn = async (
  tx: Tx,
  { vault, context }: { readonly vault: Vault; readonly context: BareContext },
  { form, things, staffId }: Drafting,
): Promise<CommandResult<RequestDone>> => {
  const { now, newId } = context;
  const posts = await postsOf(tx, staffId, siteDate(now));
  const desk = deskFor(posts, form.siteId);
  const why = reasoning(now).apply('CR-4', requestKinds[form.kind].rule).fact('kind', form.kind);
  if (desk === null) return refusedWith(notKnownYet, why.explain(notKnownYet.code, notKnownYet.message));
  const id = newId();
  const { department, siteId: fromSiteId } = desk;
  why.fact('department', department).fact('files', things.files.length);
  const explanationId = await keepDraft(tx, context, {
    id,
    siteId: form.siteId,
    explanation: why.explain('drafted', drafted),
  });
  await insertDraft(tx, {
    ...{ ...form, id, clientId: things.clientId, requesterId: staffId, fromSiteId, department, createdAt: now },
    ...{ headless: !hasHeadRole(department), byHead: posts.some((post) => isHeadOf(post, desk)), explanationId },
  });
  for (const { fileId, level } of things.files) {
    await attachFile(tx, { requestId: id, fileId, classified: isClassified(level), by: staffId, at: now });
  }
  const { outsider } = form;
  const { clientId } = things;
  if (outsider && clientId !== null) {
    await acrossSites(tx, () => keepOutsider(tx, vault, { ...outsider, requestId: id, clientId }));
  }
  return done({ requestId: id, explanationId });
};

type Kept = { readonly id: string; readonly siteId: string; readonly explanation: Explanation };

const keepDraft = (tx: Tx, context: BareContext, { id, siteId, explanation }: Kept): Promise<string> =>
  keepAct(tx, context, { action: 'request.draft', siteId, subject: { type: 'AccessRequest', id }, explanation });

const most = { described: 500, purpose: 200, reason: 500, pages: 100, safeguards: 500, recipient: 200 } as const;

const [mostFiles, mostFields] = [100, 50];

/** @throws BadInput for more than one request is about, or for fields that are no names of fields */
const demandFew = ({ fileIds, fields }: Pick<DraftRequest, 'fileIds' | 'fields'>): void => {
  if (fileIds.length > mostFiles) throw new BadInput(tooMany, 'fileIds');
  const areNames = fields.every((field) => cleanText(field, 60) === field && !hasNumberInWords(field));
  if (fields.length > mostFields || !areNames) throw new BadInput(tooMany, 'fields');
};

/** The words of the form without signs that nobody sees. @throws BadInput for too many */
const tidiedWords = (form: Pick<RequestForm, keyof typeof most>): Pick<RequestForm, keyof typeof most> => {
  const tidied = (field: keyof typeof most): string | null => {
    const words = form[field];
    if (words === null || words.trim() === '') return null;
    const clean = cleanText(words, most[field]);
    if (clean === null) throw new BadInput(tooLong, field);
    // A draft lies in the clear, too, and may never be submitted.
    if (hasNumberInWords(clean)) throw new BadInput(numbers, field);
    return clean;
  };
  return {
    ...{ described: tidied('described'), purpose: tidied('purpose'), reason: tidied('reason') },
    ...{ pages: tidied('pages'), safeguards: tidied('safeguards'), recipient: tidied('recipient') },
  };
};

/** @throws BadInput for a name or number that is none */
const tidiedOutsider = ({ name, proof, proofNumber, identityNumber }: Outsider): Outsider => {
  const [cleanName, cleanProof] = [cleanText(name, 60), cleanText(proofNumber, 60)];
  const identity = readIdentityNumber(identityNumber);
  if (cleanName === null) throw new BadInput(invalid, 'outsider.name');
  if (cleanProof === null) throw new BadInput(invalid, 'outsider.proofNumber');
  if (identity === null) throw new BadInput(invalid, 'outsider.identityNumber');
  return { name: cleanName, proof, proofNumber: cleanProof, identityNumber: identity };
};

const drafted = text('申请已拟，尚未提交。', 'The request is drafted and not submitted yet.');
const clientFirst = text('外部人员查阅须指明客户。', 'For an outsider the client is named.');
const numbers = text('文字说明中不得填写电话或证件号码。', 'Phone and identity numbers do not belong into the words.');
const tooMany = text('所列过多或无效。', 'These are too many, or none.');
const tooLong = text('文字过长。', 'These are too many words.');
const invalid = text('登记信息无效。', 'This cannot be registered.');
const notKnownYet: Refusal = {
  code: 'COLLEAGUE_UNKNOWN',
  rule: 'CR-4',
  message: text('您的任职尚未登记到本部门，请稍后重试。', 'Your post is not known here yet; try again in a moment.'),
  retryable: true,
};
