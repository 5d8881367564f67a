import { isUuid } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { limitReads } from '../trace/index.ts';
import { type AskedClient, readableClients } from './clientQueries.ts';
import { type ContactRow, contactsOf } from './contactData/contactStore.ts';
import { type IdentityShownRow, identitiesShown } from './contactData/identityQueries.ts';
import { type ClassRow, classesOf } from './core/classStore.ts';
import { clientsByGrant } from './grantedClients.ts';
import { readerOf } from './reader.ts';

export type ClientLoaders = {
  readonly clients: ReturnType<typeof loaderOf<AskedClient>>;
  /** Of clients that were found to be readable. */
  readonly contactsOfClient: ReturnType<typeof listLoaderOf<ContactRow>>;
  readonly classesOfClient: ReturnType<typeof listLoaderOf<ClassRow>>;
  readonly identityOfClient: ReturnType<typeof loaderOf<IdentityShownRow>>;
};

/** Records by id, as far as this viewer may read them, for a merged one the surviving (CR-1.05); all that one operation asks for comes in one query. */
export const clientLoaders = (context: BareContext): ClientLoaders => ({
  clients: loaderOf<AskedClient>(
    async (ids) => {
      const rows = await context.db.read(async (tx) => {
        const known = ids.filter(isUuid);
        const found = await readableClients(tx, readerOf(context), known);
        const missing = known.filter((id) => !found.some(({ askedId }) => askedId === id));
        return [...found, ...(await clientsByGrant(tx, context, missing))];
      });
      await limitReads(context, rows);
      return rows;
    },
    ({ askedId }) => askedId,
  ),
  contactsOfClient: listLoaderOf<ContactRow>(
    (ids) => context.db.read((tx) => contactsOf(tx, ids)),
    ({ clientId }) => clientId,
  ),
  classesOfClient: listLoaderOf<ClassRow>(
    (ids) => context.db.read((tx) => classesOf(tx, ids, sitesReadAt(context))),
    ({ clientId }) => clientId,
  ),
  identityOfClient: loaderOf<IdentityShownRow>(
    (ids) => context.db.read((tx) => identitiesShown(tx, ids)),
    ({ clientId }) => clientId,
  ),
});

/** The sites at which the viewer reads clients; null is all of them. */
const sitesReadAt = (context: BareContext): string[] | null => {
  const { custody, siteIds, own } = readerOf(context).scope;
  return custody || own?.siteIds === '*' ? null : [...siteIds, ...(own?.siteIds ?? [])];
};
