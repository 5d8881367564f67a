import { mergeResolvers } from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { changeResolvers } from './changes/changes.resolvers.ts';
import { contactResolvers } from './contactData/contacts.resolvers.ts';
import { clientCoreResolvers } from './core/clientCore.resolvers.ts';
import { clientListResolvers } from './search/clientLists.resolvers.ts';

/** What makes a record whole: its core, its contacts, its history, and the lists in which it is found again (CR-1.01, CR-1.02, CR-1.06). */
export const clientWholeResolvers = (vault: Vault) =>
  mergeResolvers([
    clientCoreResolvers(vault),
    contactResolvers(vault),
    changeResolvers(vault),
    clientListResolvers(vault),
  ]);
