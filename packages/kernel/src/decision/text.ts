/** A sentence in both languages of the product. Every text a user may read is one of these. */
export type Text = { readonly zh: string; readonly en: string };

/** Shorthand that keeps the two languages side by side where a sentence is written. */
export const text = (zh: string, en: string): Text => ({ zh, en });
