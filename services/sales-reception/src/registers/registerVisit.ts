import {
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { openClaim } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { rankClient } from './clientClassStore.ts';
import type { ReceptionBook } from './ports.ts';
import { decideRegistration } from './registerVisit.decision.ts';
import { detailsOf, type ReceivedVisit, type VisitDetails } from './registration.ts';
import { insertRegistration, isRegistered, lockRegisterOf } from './visitRegisterStore.ts';

export type RegisterVisit = VisitDetails & {
  readonly visitId: string;
  readonly clientId: string;
  /** False when the line in the public register, which the desk keeps, is missing (SR-3.06). */
  readonly inPublicRegister: boolean;
  /** When another consultant registered the client the same day: whom the client names (SR-2.05). */
  readonly clientSays: string | null;
};

export type VisitRegistered = {
  readonly registrationId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly inTime: boolean;
  /** What it did to the ownership: OPENED, EXTENDED, PENDING, KEPT, BUYER or NONE. */
  readonly claim: string;
  readonly explanationId: string;
};

export type Registrar = Pick<BareContext, 'viewer' | 'now' | 'newId'>;

/** SR-2.01: the receiving consultant registers a visit. @throws NotFound for a visit the viewer may not know of */
export const registerVisit =
  (book: ReceptionBook) =>
  (
    context: BareContext,
    { idempotencyKey, ...input }: RegisterVisit & { readonly idempotencyKey: string },
  ): Promise<CommandResult<VisitRegistered>> =>
    runCommand({ ...context, name: 'registerVisit', idempotencyKey, input }, (tx) =>
      registerVisitIn(tx, book, { context, input }),
    );

/** The same inside a transaction that does more, such as receiving and registering in one go. */
const registerVisitIn = async (
  tx: Tx,
  book: ReceptionBook,
  { context, input }: { readonly context: Registrar; readonly input: RegisterVisit },
): Promise<CommandResult<VisitRegistered>> => {
  const { now, newId } = context;
  const { staffId } = demandStaff(context.viewer);
  await lockRegisterOf(tx, input.visitId);
  const visit = await book.visitOf(tx, input.visitId);
  if (!visit || !can(context.viewer, 'visit.register', visit.siteId)) throw new NotFound();
  const decision = decideRegistration({
    ...input,
    visit,
    details: detailsOf(input),
    clientKnown: await book.isKnownClient(tx, input.clientId),
    registeredBefore: await isRegistered(tx, input.visitId),
    by: staffId,
    at: now,
    zone: (await sitePoliciesOf(tx, visit.siteId)).zone,
    registrationId: newId(),
  });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ registration }] = decision.events as [(typeof decision.events)[number]];
  await insertRegistration(tx, registration);
  await rankClient(tx, { ...registration, since: registration.registeredAt });
  const { registrationId, clientId, siteId, inTime } = registration;
  const subject = { type: 'VisitRegistration', id: registrationId };
  await saveExplanation(tx, { id: newId(), subject, siteId, explanation: decision.explanation });
  if (visit.clientId === null) await book.identifyVisitor(tx, { visitId: visit.visitId, clientId, newId });
  const claim = await openClaim(tx, { ...input, visit: identified(visit, clientId), registeredAt: now, newId });
  return done({ registrationId, clientId, siteId, inTime, claim: claim.outcome, explanationId: claim.explanationId });
};

const identified = (visit: ReceivedVisit, clientId: string) => ({ ...visit, clientId });
