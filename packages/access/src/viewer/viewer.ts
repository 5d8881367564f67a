import type { Permission } from './permissions.ts';

/** Permissions by site id; the key `*` holds for every site and for what belongs to the company as a whole. */
export type Grants = Readonly<Record<string, readonly Permission[]>>;

export type StaffViewer = {
  readonly kind: 'staff';
  readonly staffId: string;
  readonly sessionId: string;
  readonly grants: Grants;
};
export type PartnerViewer = {
  readonly kind: 'partner';
  readonly partnerId: string;
  readonly scopes: readonly Permission[];
  readonly sites: '*' | readonly string[];
};
export type AnonymousViewer = { readonly kind: 'anonymous' };
/** A service acting on an event or a timer; never made from anything a request says. */
export type SystemViewer = { readonly kind: 'system'; readonly service: string };

/** Who asks. A compulsory argument of every read of protected data and of every command. */
export type Viewer = StaffViewer | PartnerViewer | AnonymousViewer | SystemViewer;

export const anonymous: AnonymousViewer = { kind: 'anonymous' };

export const systemViewer = (service: string): SystemViewer => ({ kind: 'system', service });

/** The viewer as one word: key space of idempotency keys and actor of the audit trail. */
export const actorOf = (viewer: Viewer): string => {
  switch (viewer.kind) {
    case 'staff':
      return `staff:${viewer.staffId}`;
    case 'partner':
      return `partner:${viewer.partnerId}`;
    case 'system':
      return `system:${viewer.service}`;
    case 'anonymous':
      return 'anonymous';
  }
};
