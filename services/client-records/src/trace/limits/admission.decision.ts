/** How often searches were made in the last minutes: by this person, and for this number by anybody. */
export type Searches = { readonly byPerson: number; readonly ofPhone: number };
export type SearchLimits = { readonly perPerson: number; readonly perPhone: number };

/** CR-2.05, S21: whether one more search is answered. */
export const maySearch = (made: Searches, limits: SearchLimits): boolean =>
  made.byPerson < limits.perPerson && made.ofPhone < limits.perPhone;

/** The clients somebody has read in this hour, and how many of those that are asked for now are not among them. */
export type Reads = { readonly before: number; readonly more: number };

/** CR-2.05: whether somebody without custody reads so many clients in an hour; those read before may be read again. */
export const mayReadMore = ({ before, more }: Reads, perHour: number): boolean =>
  more === 0 || before + more <= perHour;
