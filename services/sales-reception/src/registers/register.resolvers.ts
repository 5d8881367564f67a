import { can, type Viewer } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { type BareContext, type GraphContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { type Asked, forPersons } from '../projections/index.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type ConfirmRegistrations, confirmRegistrations } from './confirmRegistrations.ts';
import type { ReceptionBook } from './ports.ts';
import { type RegisterCall, registerCall } from './registerCall.ts';
import { type RegistrationRow, registrationsById, registrationsOfClients } from './registerQueries.ts';
import { type RegisterVisit, registerVisit } from './registerVisit.ts';
import { type VoidRegistration, voidRegistration } from './voidRegistration.ts';

/** Lines of the register, in one query an operation. */
export const registerLoaders = ({ db }: BareContext) => ({
  registrations: loaderOf<RegistrationRow>(
    (ids) => db.read((tx) => registrationsById(tx, ids.filter(isUuid))),
    ({ registrationId }) => registrationId,
  ),
  registrationsOfClient: listLoaderOf<Asked<RegistrationRow>>(
    (ids) => db.read((tx) => forPersons(tx, ids.filter(isUuid), (all) => registrationsOfClients(tx, all))),
    ({ askedId }) => askedId,
  ),
});

type Context = GraphContext<ReturnType<typeof registerLoaders> & ExplanationLoaders>;
type Keyed<Input> = { readonly input: Input & { readonly idempotencyKey: string } };
type Explained = { readonly explanationId: string };
type Registered = { readonly registrationId: string };
type OfClient = { readonly clientId: string };

export const registerResolvers = (book: ReceptionBook) => ({
  Mutation: {
    registerVisit: async (_: unknown, { input }: Keyed<RegisterVisit>, context: Context) => {
      demandIds({ visitId: input.visitId, clientId: input.clientId, clientSays: input.clientSays });
      const asked = withNulls(input, 'budget', 'companions', 'clientSays');
      return toGraphResult('VisitRegistered', await registerVisit(book)(context, asked));
    },
    confirmRegistrations: async (_: unknown, { input }: Keyed<ConfirmRegistrations>, context: Context) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult('RegistrationsConfirmed', await confirmRegistrations(context, input));
    },
    voidRegistration: async (_: unknown, { input }: Keyed<VoidRegistration>, context: Context) => {
      demandIds({ registrationId: input.registrationId });
      return toGraphResult('RegistrationVoided', await voidRegistration(context, input));
    },
    registerCall: async (_: unknown, { input }: Keyed<RegisterCall>, context: Context) => {
      demandIds({ callId: input.callId, clientId: input.clientId });
      const asked = withNulls(input, 'class', 'plannedVisitAt', 'addressSentAt');
      return toGraphResult('CallRegistered', await registerCall(book)(context, asked));
    },
  },
  Client: {
    registrations: async ({ id }: { readonly id: string }, _: unknown, { viewer, loaders }: Context) =>
      (await loaders.registrationsOfClient.load(id)).filter((line) => maySee(viewer, line)),
  },
  VisitRegistered: { client: toClient, registration: loadRegistration, explanation: loadExplanation },
  RegistrationsConfirmed: { explanation: loadExplanation },
  RegistrationVoided: { client: toClient },
  CallRegistered: { client: toClient, explanation: loadExplanation },
  VisitRegistration: {
    id: ({ registrationId }: RegistrationRow) => registrationId,
    site: ({ siteId }: RegistrationRow) => ({ id: siteId }),
    client: toClient,
    receiver: ({ receiverId }: RegistrationRow) => ({ id: receiverId }),
    actingFor: ({ actingFor }: RegistrationRow) => toStaff(actingFor),
    signedBy: ({ signedBy }: RegistrationRow) => toStaff(signedBy),
    confirmedBy: ({ confirmedBy }: RegistrationRow) => toStaff(confirmedBy),
  },
});

/** CR-2.01: the desk and those who lead read the register of their site, a consultant the lines that are about the own clients. */
const maySee = (viewer: Viewer, { siteId, receiverId, actingFor }: RegistrationRow): boolean => {
  if (can(viewer, 'visit.read', siteId)) return true;
  const own = viewer.kind === 'staff' && [receiverId, actingFor].includes(viewer.staffId);
  return own && can(viewer, 'visit.register', siteId);
};

/** What a caller leaves out of an input is null, so that the same request always has the same hash. */
const withNulls = <Input extends object, Key extends keyof Input>(input: Input, ...keys: Key[]): Input => ({
  ...Object.fromEntries(keys.map((key) => [key, null])),
  ...input,
});

const toStaff = (staffId: string | null) => staffId && { id: staffId };

const toClient = ({ clientId }: OfClient) => ({ id: clientId });

const loadRegistration = ({ registrationId }: Registered, _: unknown, { loaders }: Context) =>
  loaders.registrations.load(registrationId);

const loadExplanation = ({ explanationId }: Explained, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);
