import type { ClientClass } from '../registers/index.ts';

/** How the consultant tried to reach the client. */
export type FollowUpChannel = 'phone' | 'wechat' | 'sms' | 'visit' | 'other';

/** One contact with a client after the visit or the call (SR-8.01). Never changed. */
export type FollowUp = {
  readonly followUpId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly consultantId: string;
  readonly at: Date;
  readonly channel: FollowUpChannel;
  readonly reached: boolean;
  readonly said: string;
  /** What comes next, and when it is due. */
  readonly next: string | null;
  readonly nextOn: string | null;
  /** How the consultant ranks the client since; null: as before. */
  readonly class: ClientClass | null;
  readonly explanationId: string;
};
