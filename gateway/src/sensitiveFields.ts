/**
 * Root fields that could be used to guess passwords, phone numbers or identity numbers. One operation may have one of them, so that the limits
 * per request and per address count what they mean to count.
 */
export const sensitiveFields: ReadonlySet<string> = new Set([
  'signIn',
  'refreshSession',
  'partnerToken',
  'identifyClient',
  'identifyClients',
  'possibleDuplicates',
  'recordIdentityNumber',
  'clientByPhone',
  'clientByNumber',
  'clientByIdentityNumber',
  'unmaskPhone',
  'unmaskField',
  'addContact',
]);
