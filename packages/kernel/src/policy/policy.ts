import { type Text, text } from '../decision/text.ts';

/** Names the version of a policy that a decision was taken under. */
export type PolicyRef = { readonly name: string; readonly preset: string; readonly version: number };

/** One version of a policy: never edited, only superseded by one with a later `effectiveFrom`. */
export type PolicyVersion<P> = PolicyRef & { readonly effectiveFrom: Date; readonly params: P };

/** Thrown when something is judged by a policy that had no version yet at the time of the fact. */
export class NoPolicyInForce extends Error {
  override readonly name = 'NoPolicyInForce';
  readonly text: Text;

  constructor(policy: string | null, time: Date) {
    const at = Number.isNaN(time.getTime()) ? 'an invalid time' : time.toISOString();
    super(`no version of the policy ${policy ?? ''} was in force at ${at}`);
    this.text = text(`该时点（${at}）尚无生效的制度版本。`, `No version of the policy was in force at ${at}.`);
  }
}

/**
 * The version in force at the time of the fact that is judged: the latest one effective by then; of two effective from the
 * same instant the one with the higher number. Throws NoPolicyInForce when there is none.
 */
export const policyAt = <P>(versions: readonly PolicyVersion<P>[], time: Date): PolicyVersion<P> => {
  const inForce = versions.filter((one) => one.effectiveFrom <= time).reduce<PolicyVersion<P> | null>(later, null);
  if (!inForce) throw new NoPolicyInForce(versions[0]?.name ?? null, time);
  return inForce;
};

const later = <P>(known: PolicyVersion<P> | null, one: PolicyVersion<P>): PolicyVersion<P> => {
  if (!known) return one;
  const order = one.effectiveFrom.getTime() - known.effectiveFrom.getTime() || one.version - known.version;
  return order > 0 ? one : known;
};
