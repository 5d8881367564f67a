import type { Permission } from '@shouwen/access';

/** A system of another company that may ask us (OR-1.05): what it may do, and at which sites. The secret is known here as a hash only. */
export type Partner = {
  readonly partnerId: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly siteIds: readonly string[];
  /** Changes with every new secret; tokens bear it, so that a renewed or ended credential takes its tokens along. */
  readonly credentialId: string;
  readonly registeredAt: Date;
  readonly secretSetAt: Date;
  readonly endedAt: Date | null;
};

export type PartnerRow = Partner & { readonly secretHash: string };

/** What a command on a partner answers. `explanationId` leads to why it was allowed. */
export type PartnerChanged = { readonly partnerId: string; readonly explanationId: string };

/** The secret is there the first time alone: an answer that is given again has forgotten it. */
export type PartnerWithSecret = PartnerChanged & { readonly secret: string | null };
