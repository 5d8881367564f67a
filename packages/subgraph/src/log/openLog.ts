import { type DestinationStream, type Logger, pino } from 'pino';
import { errorForLog } from './errorForLog.ts';

/** The log of a program: one line of JSON an event, on standard output unless told otherwise; errors without personal data. */
export const openLog = (
  { service, level }: { readonly service: string; readonly level: string },
  destination?: DestinationStream,
): Logger => {
  const options = { level, base: { service }, serializers: { err: (error: unknown) => errorForLog(error) } };
  return destination ? pino(options, destination) : pino(options);
};
