import { type Text, text } from '../decision/text.ts';

/** The service whose chapter of the rulebook the rule is in. */
export type Chapter = 'sales-reception' | 'client-records' | 'property-service' | 'finance' | 'organization';

/** A rule as users look it up: its id, its chapter, what it says in both languages, and the regulation it comes from. */
export type Rule<Id extends string = string> = {
  readonly id: Id;
  readonly chapter: Chapter;
  readonly text: Text;
  /** Keys of the source regulations (`S4 6§1.1`); `rulebook` where the rule is our own. */
  readonly source: string;
};

type Written = { readonly zh: string; readonly en: string; readonly source: string };

/** Writes down a section of the catalogue; the keys of what it returns become rule ids that the compiler knows. */
export const section = <Id extends string>(
  chapter: Chapter,
  written: Readonly<Record<Id, Written>>,
): { readonly [K in Id]: Rule<K> } => {
  const entries = Object.entries<Written>(written).map(([id, { zh, en, source }]) => [
    id,
    Object.freeze({ id, chapter, text: text(zh, en), source }),
  ]);
  return Object.fromEntries(entries) as { readonly [K in Id]: Rule<K> };
};
