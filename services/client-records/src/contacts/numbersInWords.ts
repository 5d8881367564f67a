/** Ten digits and more in a row, however they are parted: a phone or an identity number, which has its place in the record (CR-2.02). */
export const hasNumberInWords = (words: string | null): boolean =>
  words !== null && /\p{Nd}(?:[\s-]*\p{Nd}){9}/u.test(words.normalize('NFKC'));
