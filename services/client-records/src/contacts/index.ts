export { cleanText } from './cleanText.ts';
export { type ContactKind, contactKinds, readContact } from './contact.ts';
export { type IdentityNumber, readIdentityNumber } from './identityNumber.ts';
export { hidden, maskContact, maskIdentityNumber } from './masking.ts';
export { hasNumberInWords } from './numbersInWords.ts';
export * from './phone.ts';
export { similarPhones } from './similarPhones.ts';
