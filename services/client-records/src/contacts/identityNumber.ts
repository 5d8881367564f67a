/** An identity number as the product compares it: capitals and digits only. */
export type IdentityNumber = string & { readonly __identityNumber: unique symbol };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkSigns = '10X98765432';

/**
 * Reads the number of a resident's card (18 signs, with its check sign), or of a passport or travel permit (5 to 17 letters and
 * digits). Null when it is none: 18 digits whose check sign is wrong are a slip of the hand.
 */
export const readIdentityNumber = (written: string): IdentityNumber | null => {
  if (written.length > 40) return null;
  const plain = written.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{17}[\dX]$/.test(plain)) return isChecked(plain) ? (plain as IdentityNumber) : null;
  return /^(?=.*\d)[A-Z0-9]{5,17}$/.test(plain) ? (plain as IdentityNumber) : null;
};

const isChecked = (plain: string): boolean => {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(plain[place]), 0);
  return checkSigns[sum % 11] === plain[17];
};
