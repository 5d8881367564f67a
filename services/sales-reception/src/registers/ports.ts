import type { Tx } from '@shouwen/database';
import type { ReceivedVisit } from './registration.ts';

/** A call that was answered, as the rotation of the phone knows it. */
export type ReceivedCall = {
  readonly callId: string;
  readonly siteId: string;
  readonly clientId: string | null;
  readonly consultantId: string;
  readonly answeredAt: Date;
};

export type VisitorIdentified = {
  readonly visitId: string;
  readonly clientId: string;
  readonly newId: () => string;
};

/** What the registers need of those who receive; the composition root gives it, since imports run the other way. */
export type ReceptionBook = {
  /** Null for a visit that there is not. */
  visitOf(tx: Tx, visitId: string): Promise<ReceivedVisit | null>;
  /** Writes into the visit who the visitor is; called once, for a visitor who was received without being identified. */
  identifyVisitor(tx: Tx, identified: VisitorIdentified): Promise<void>;
  callOf(tx: Tx, callId: string): Promise<ReceivedCall | null>;
  identifyCaller(tx: Tx, callId: string, clientId: string): Promise<void>;
  /** Whether client-records has told of this client. */
  isKnownClient(tx: Tx, clientId: string): Promise<boolean>;
};
