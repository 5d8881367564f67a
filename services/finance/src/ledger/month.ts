/** A calendar month of a site's zone, `YYYY-MM`. Compares as a string. */
export type Month = string;

/** The month of a site date `YYYY-MM-DD`. */
export const monthOf = (date: string): Month => date.slice(0, 7);

/** First date of the month after the given one. */
export const firstDayAfter = (month: Month): string => {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  const next = number === 12 ? { year: year + 1, number: 1 } : { year, number: number + 1 };
  return `${String(next.year).padStart(4, '0')}-${String(next.number).padStart(2, '0')}-01`;
};

/** True for a well-formed month between 2000-01 and 2999-12. */
export const isMonth = (value: string): boolean => /^2\d{3}-(0[1-9]|1[0-2])$/.test(value);
