export { clamav } from './clamav.ts';
export type { Scanner } from './scanner.ts';
