/** What a cell of a file holds: text, a number, or nothing. */
export type Cell = string | number | null;

/**
 * What a spreadsheet would take for a formula (S20): a sign at the start, in either width, also behind blanks or quotes; a tab or a
 * line break at the start hides one from the eye.
 */
const looksLikeFormula = /^[\s']*[=+\-@＝＋－＠]|^'*[\t\r\n]/;

/** Such a sign behind what another spreadsheet takes for the end of a cell: it would begin the next one. */
const behindSeparator = /([;,"\t\r\n]["\s']*)(?=[=+\-@＝＋－＠])/g;
const disarmedBehind = /([;,"\t\r\n]["\s']*)'(?=[=+\-@＝＋－＠])/g;

/** The text with a quote before whatever a spreadsheet would compute instead of showing it; a NUL, which no table can hold, is left out. */
export const disarm = (text: string): string => {
  const inside = text.replaceAll(String.fromCharCode(0), '').replace(behindSeparator, "$1'");
  return looksLikeFormula.test(inside) ? `'${inside}` : inside;
};

/** The text that was disarmed; any other as it is. */
export const rearm = (text: string): string => {
  const inside = text.startsWith("'") && looksLikeFormula.test(text.slice(1)) ? text.slice(1) : text;
  return inside.replace(disarmedBehind, '$1');
};
