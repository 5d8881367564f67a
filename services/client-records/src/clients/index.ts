export {
  holdersOfPhones,
  identityNumbersTaken,
  namesKnownAt,
  noteSites,
  type PhoneHolder,
} from './bulk/knownQueries.ts';
export { type NewRecord, type OpenedRecord, openRecords } from './bulk/openRecords.ts';
export { placeOfChange } from './changes/clientChange.ts';
export { keepChanges } from './changes/keepChanges.ts';
export { clientResolvers } from './client.resolvers.ts';
export type { ClientLoaders } from './clientLoaders.ts';
export { clientLoaders } from './clientLoaders.ts';
export { clientCoreMigrations, wallByClient } from './clientMigrations.ts';
export { placeOfContact } from './clientPhone.ts';
export { type ClientRow, type Reader, readable, readableClients, scopeParameters } from './clientQueries.ts';
export { asPage } from './clientShown.ts';
export { clientsKnownAt, lockPhoneIndexes } from './clientStore.ts';
export { clientWholeResolvers } from './clientWhole.resolvers.ts';
export { contactsOf } from './contactData/contactStore.ts';
export { identitiesShown } from './contactData/identityQueries.ts';
export { openIdentity } from './contactData/identityShown.ts';
export { openContact } from './contactData/openContact.ts';
export { classConsumers } from './core/classConsumers.ts';
export { classesOf } from './core/classStore.ts';
export { toGraphFieldsResult } from './core/clientCore.resolvers.ts';
export { businesses, clientClasses, clientKinds, emptyCore, urgencies, type Wishes } from './core/clientCore.ts';
export type { LockedClient } from './core/coreStore.ts';
export { type AskedCore, type CoreChanged, decideUpdate } from './core/updateClient.decision.ts';
export { openWishes, placeOfWishes } from './core/wishes.ts';
export { duplicateResolvers } from './duplicates.resolvers.ts';
export { editClient } from './editClient.ts';
export { type FieldsRefusal, fieldsRefused, type WrongField } from './fieldsRefused.ts';
export { readIdentification } from './identifyClient.decision.ts';
export { identifyClient } from './identifyClient.ts';
export { identifyClientsResolvers } from './identifyClients.resolvers.ts';
export { keyOfClientAt, lockIdentity } from './identityNumberStore.ts';
export { shownInFull } from './masking/shownInFull.ts';
export { unmask } from './masking/unmask.ts';
export { readerAt, readerOf } from './reader.ts';
export { readWhy, type WhyRefusal } from './readWhy.ts';
export { clientRestriction } from './restriction/restrictionMigrations.ts';
export { isRestrictedSql, restrictClients, restrictionOf } from './restriction/restrictionStore.ts';
export { type ClientFilter, pageOfClients } from './search/clientListQueries.ts';
export { seenAtDesk } from './seenAtDesk.ts';
