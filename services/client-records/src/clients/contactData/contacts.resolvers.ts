import { demandIds, NotSignedIn } from '@shouwen/access';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  type PageArguments,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ContactKind, maskContact, maskIdentityNumber } from '../../contacts/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { limitReads } from '../../trace/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { ClientLoaders } from '../clientLoaders.ts';
import { shownField } from '../clientShown.ts';
import { shownInFull } from '../masking/shownInFull.ts';
import { readerAt } from '../reader.ts';
import {
  type AddContact,
  addContact,
  type ConfirmContact,
  type ContactsChanged,
  confirmContact,
  type EndContact,
  endContact,
} from './changeContacts.ts';
import type { ContactRow } from './contactStore.ts';
import { openIdentity } from './identityShown.ts';
import { openContact } from './openContact.ts';
import { pageOfStaleContacts } from './staleContactQueries.ts';
import { checkDueOn, staleBefore } from './staleContacts.ts';

type Context = GraphContext<ClientLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Asked = PageArguments & { readonly siteId: string };
/** A contact, and the client whose page it stands on, if it does. */
type Shown = ContactRow & { readonly page?: true };

/** The ways to reach a client, and the commands that change them (CR-1.02, CR-1.06). */
export const contactResolvers = (vault: Vault) => ({
  Query: {
    staleContacts: (_: unknown, asked: Asked, context: Context) => staleContacts(context, asked),
  },
  Client: {
    contacts: shownField(async ({ id, page }, { loaders }: Context) =>
      (await loaders.contactsOfClient.load(id)).map((contact) => ({ ...contact, page })),
    ),
    identityNumber: shownField(async ({ id, page }, context: Context) => {
      const row = await context.loaders.identityOfClient.load(id);
      if (row === null) return null;
      const open = () => openIdentity(vault, row);
      const full = () => shownInFull(context, { clientId: id, page, field: 'identityNumber' }, open);
      return { masked: maskIdentityNumber(open()), full };
    }),
  },
  ClientContact: {
    kind: ({ kind }: Shown) => toGraphName(kind),
    main: ({ isMain }: Shown) => isMain,
    value: (contact: Shown, _: unknown, context: Context) => {
      const { kind, clientId, page } = contact;
      const open = () => openContact(vault, contact);
      return {
        masked: maskContact(kind, open()),
        full: () => shownInFull(context, { clientId, page, field: kind }, open),
      };
    },
  },
  Mutation: {
    addContact: async (_: unknown, { input }: Input<Omit<AddContact, 'kind'> & { kind: string }>, context: Context) => {
      const kind = fromGraphName<ContactKind>(input.kind);
      return toGraphResult('ContactsChanged', await addContact(vault)(context, { ...input, kind }));
    },
    endContact: async (_: unknown, { input }: Input<EndContact>, context: Context) =>
      toGraphResult('ContactsChanged', await endContact(vault)(context, input)),
    confirmContact: async (_: unknown, { input }: Input<ConfirmContact>, context: Context) =>
      toGraphResult('ContactsChanged', await confirmContact(vault)(context, input)),
  },
  StaleContact: {
    client: ({ contact }: { readonly contact: ContactRow }, _: unknown, { loaders }: Context) =>
      loaders.clients.load(contact.clientId),
  },
  ContactsChanged: {
    client: async ({ clientId }: ContactsChanged, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    explanation: ({ explanationId }: ContactsChanged, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});

const staleContacts = async (context: Context, { siteId, ...page }: Asked) => {
  if (context.viewer.kind === 'anonymous') throw new NotSignedIn();
  demandIds({ siteId });
  const { limit, after } = typedPageOf(page, ['time', 'id']);
  const { rows, everyDays } = await context.db.read(async (tx) => {
    const { params } = await recordsPolicyAt(tx, siteId, context.now);
    const every = params['contact.checkEveryDays'];
    const wanted = { checkedBefore: staleBefore(context.now, every), after, limit: limit + 1 };
    return { rows: await pageOfStaleContacts(tx, readerAt(context, siteId), wanted), everyDays: every };
  });
  const shown = rows.slice(0, limit);
  await limitReads(
    context,
    shown.map(({ clientId, ground }) => ({ id: clientId, ground })),
  );
  const { edges, pageInfo } = connectionOf(rows, limit, ({ checkedAt, id }) => [checkedAt.toISOString(), id]);
  const nodeOf = (contact: ContactRow) => ({
    contact,
    dueOn: checkDueOn(contact.checkedAt, everyDays),
  });
  return { edges: edges.map(({ node, cursor }) => ({ node: nodeOf(node), cursor })), pageInfo };
};
