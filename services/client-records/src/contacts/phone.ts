/**
 * A phone number as the product compares it: digits only, a mainland number without its country code
 * (`13805521753`, `02087651234`), any other with a leading `+` (`+85291234567`).
 */
export type Phone = string & { readonly __phone: unique symbol };

const mobile = /^1[3-9]\d{9}$/;
const landline = /^0\d{2,3}\d{7,8}$/;
const international = /^\+(?!86)[1-9]\d{6,14}$/;

/**
 * Reads a phone number as people write it: spaces, dashes, brackets, +86 or 0086, full-width digits.
 * Null when it is none. The same number in any writing gives the same value (CR-2.02, SR-2.06).
 */
export const readPhone = (written: string): Phone | null => {
  if (written.length > 40) return null;
  const narrow = written.normalize('NFKC').replace(/[\s\-–—‐‑−()._·\u200b-\u200f\ufeff]/g, '');
  if (!/^\+?\d+$/.test(narrow)) return null;
  const domestic = narrow.replace(/^(?:\+|00)86(?=\d{10,12}$)/, '');
  if (mobile.test(domestic) || landline.test(domestic)) return domestic as Phone;
  const foreign = narrow.replace(/^00/, '+');
  return international.test(foreign) ? (foreign as Phone) : null;
};

/**
 * What is shown of a number to a reader whose grant does not cover it: the first three and the last four
 * digits of a mobile number (`138****5678`), the last two of any other (CR-2.03). Masking a masked number changes nothing.
 */
export const maskPhone = (phone: string): string => {
  if (/^\d{3}\*{4}\d{4}$|^\*{4}.{0,2}$/s.test(phone)) return phone;
  return mobile.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-2)}`;
};
