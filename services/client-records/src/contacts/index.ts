export { type IdentityNumber, readIdentityNumber } from './identityNumber.ts';
export * from './phone.ts';
export { similarPhones } from './similarPhones.ts';
