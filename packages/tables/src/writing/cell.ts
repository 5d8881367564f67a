/** What a cell of a file holds: text, a number, or nothing. */
export type Cell = string | number | null;

/**
 * What a spreadsheet would take for a formula: a sign at the start, in either width, also behind blanks or quotes; a tab or a line
 * break at the start hides one from the eye.
 */
const looksLikeFormula = /^[\s']*[=+\-@＝＋－＠]|^'*[\t\r\n]/;

/** The text with a quote before whatever a spreadsheet would compute instead of showing it. */
export const disarm = (text: string): string => (looksLikeFormula.test(text) ? `'${text}` : text);

/** The text that was disarmed; any other as it is. */
export const rearm = (text: string): string =>
  text.startsWith("'") && looksLikeFormula.test(text.slice(1)) ? text.slice(1) : text;
