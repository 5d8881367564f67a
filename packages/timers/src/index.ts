export { doAllDue } from './doAllDue.ts';
export type { DueAt, DueWork, DueWorkDeps } from './dueWork.ts';
export { type DueWorkRunner, type DueWorkRunnerOptions, startDueWork } from './startDueWork.ts';
