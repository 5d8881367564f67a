export { type MakeUpReason, oneMonth, type SalesPolicy, tripleConfirmation } from './salesPolicy.ts';
