export { asyncApiDocument } from './asyncApi.ts';
export { type DataOf, defineEvent, type EventContract } from './defineEvent.ts';
export { ContractBroken, type Envelope, envelopeSchema, parseData, parseEnvelope } from './envelope.ts';
export { eventCatalogue } from './eventCatalogue.ts';
export * from './events/clientRecords.ts';
export * from './events/finance.ts';
export * from './events/organization.ts';
export * from './events/propertyService.ts';
export * from './events/salesReception.ts';
