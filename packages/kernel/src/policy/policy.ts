/** Names the version of a policy that a decision was taken under. */
export type PolicyRef = { readonly name: string; readonly preset: string; readonly version: number };

/** One version of a policy: never edited, only superseded by one with a later `effectiveFrom`. */
export type PolicyVersion<P> = PolicyRef & { readonly effectiveFrom: Date; readonly params: P };
