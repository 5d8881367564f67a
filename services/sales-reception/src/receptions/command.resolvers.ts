import { BadInput } from '@shouwen/access';
import { text } from '@shouwen/kernel';
import { demandIds } from '../demandIds.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type AnswerCall, answerCall } from './answerCall.ts';
import type { AsksFor, Remark } from './arrival.ts';
import { type EndReception, endReception } from './endReception.ts';
import { type ReceiveVisitor, receiveVisitor } from './receiveVisitor.ts';
import { type OwnershipDecided, type RecogniseClient, recogniseClient } from './recogniseClient.ts';
import type { VisitContext } from './visit.resolvers.ts';

type Input<T> = { readonly input: T };
type ReceiveVisitorInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId?: string | null;
  readonly asksFor?: AsksFor['kind'] | null;
  readonly consultantId?: string | null;
  readonly remark?: Remark | null;
  readonly broughtBy?: string | null;
  readonly announcedBy?: string | null;
  readonly sentBy?: string | null;
  readonly spouseOf?: string | null;
  readonly familyOf?: string | null;
  readonly partySize: number;
  readonly assignedTo?: string | null;
  readonly announced: boolean;
  readonly byAppointment: boolean;
  readonly onSite?: readonly string[] | null;
  readonly cameInAt?: string | Date | null;
  readonly ownerConsents?: boolean | null;
};
type Optional<T, Key extends keyof T> = Omit<T, Key> & { readonly [K in Key]?: T[K] | null };

/** The desk's commands in the graph; nothing is decided here. */
export const receptionCommandResolvers = (ownershipDecided: OwnershipDecided) => ({
  Mutation: {
    receiveVisitor: async (_: unknown, { input }: Input<ReceiveVisitorInput>, context: VisitContext) =>
      toGraphResult('VisitorReceived', await receiveVisitor(context, toArrival(input))),
    endReception: async (_: unknown, { input }: Input<EndReception>, context: VisitContext) => {
      demandIds({ visitId: input.visitId });
      return toGraphResult('ReceptionEnded', await endReception(context, input));
    },
    recogniseClient: async (
      _: unknown,
      { input }: Input<Optional<RecogniseClient, 'consultantId' | 'acquaintance'>>,
      context: VisitContext,
    ) => {
      const { consultantId = null, acquaintance = null, visitId } = input;
      demandIds({ visitId, consultantId });
      return toGraphResult(
        'ClientRecognised',
        await recogniseClient({ ...context, ownershipDecided }, { ...input, consultantId, acquaintance }),
      );
    },
    answerCall: takeCall,
  },
  Acquaintance: { OWN_CONTACT: 'own-contact', CHANCE: 'chance' },
  AsksFor: {
    NOBODY: 'nobody',
    CONSULTANT: 'consultant',
    OWN_CONSULTANT: 'ownConsultant',
    CALL_ANSWERER: 'callAnswerer',
  },
  VisitRemark: {
    FORGOT_WHOM: 'forgotWhom',
    TRADE_SAYS_SO: 'tradeSaysSo',
    TRADE_FOUND_OUT: 'tradeFoundOut',
    TOUR_GROUP: 'tourGroup',
    OWN_CONTACT: 'ownContact',
    COMPANY_CLIENT: 'companyClient',
  },
  VisitKind: {
    NEW_CLIENT: 'newClient',
    RETURNING: 'returning',
    FORGOTTEN: 'forgotten',
    LAPSED: 'lapsed',
    BUYER: 'buyer',
    CALLER: 'caller',
    NAMED: 'named',
    OWN_CONTACT: 'ownContact',
    REFERRAL: 'referral',
    TOUR_GROUP: 'tourGroup',
    TRADE: 'trade',
    COMPANY_CLIENT: 'companyClient',
  },
  VisitStatus: { RECEIVING: 'receiving', HELD: 'held', UNATTENDED: 'unattended', ENDED: 'ended' },
});

const takeCall = async (
  _: unknown,
  { input }: Input<Optional<AnswerCall, 'clientId' | 'answeredBy'>>,
  context: VisitContext,
) => {
  const { clientId = null, answeredBy = null, siteId } = input;
  demandIds({ siteId, clientId, answeredBy });
  if (input.rings != null && (input.rings < 1 || input.rings > 100)) throw new BadInput(badRings, 'rings');
  return toGraphResult('CallAnswered', await answerCall(context, { ...input, clientId, answeredBy }));
};

const toArrival = (input: ReceiveVisitorInput): ReceiveVisitor => {
  const { idempotencyKey, siteId, partySize, announced, byAppointment } = input;
  const { clientId = null, assignedTo = null, remark = null, onSite = null, ownerConsents = null } = input;
  const cameInAt = input.cameInAt ? new Date(input.cameInAt) : null;
  demandIds({ siteId, clientId, assignedTo });
  for (const one of onSite ?? []) demandIds({ onSite: one });
  const said = { clientId, assignedTo, remark, onSite, partySize, announced, byAppointment, cameInAt, ownerConsents };
  return { idempotencyKey, siteId, ...said, asksFor: toAsksFor(input), related: toRelated(input) };
};

const toAsksFor = ({ asksFor, consultantId = null }: ReceiveVisitorInput): AsksFor => {
  // A default written into the schema would arrive by its name in the graph, not as the value of the enum.
  const kind = asksFor ?? 'nobody';
  if ((kind === 'consultant') !== (consultantId !== null)) throw new BadInput(whomMissing, 'consultantId');
  if (kind !== 'consultant' || consultantId === null) return { kind } as AsksFor;
  demandIds({ consultantId });
  return { kind, consultantId };
};

const toRelated = (input: ReceiveVisitorInput): ReceiveVisitor['related'] => {
  const said = (['broughtBy', 'announcedBy', 'sentBy', 'spouseOf', 'familyOf'] as const).flatMap((kind) => {
    const clientId = input[kind] ?? null;
    demandIds({ [kind]: clientId });
    return clientId === null ? [] : [{ kind, clientId }];
  });
  const [related = null, another] = said;
  if (another) throw new BadInput(oneRelation, another.kind);
  return related;
};

const badRings = text('振铃次数无效。', 'That many rings there are not.');
const whomMissing = text(
  '指名时须且仅须给出置业顾问。',
  'Give the consultant exactly when the visitor asks for one by name.',
);
const oneRelation = text('与其他客户的关系只能填一项。', 'One relation to another client at most.');
