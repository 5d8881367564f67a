export { type AnswerCall, answerCall } from './answerCall.ts';
export { receptionCommandResolvers } from './command.resolvers.ts';
export { endReception } from './endReception.ts';
export { firstVisitOf } from './firstVisitOf.ts';
export { type ReceiveVisitor, receiveVisitor } from './receiveVisitor.ts';
export { receptionBook } from './receptionBook.ts';
export { receptionMigrations } from './receptionMigrations.ts';
export { recogniseClient } from './recogniseClient.ts';
export { visitLoaders, visitResolvers } from './visit.resolvers.ts';
