import { attendanceDeviatedV1, attendanceExcusedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { excuseDeviation, penaliseDeviation } from './penaliseMonth.ts';

/** The two events of a deviation go to one consumer, so that they are heard in the order in which they happened. */
export const attendanceConsumers = ({ newId }: { readonly newId: () => string }): readonly Consumer[] => [
  defineConsumer({
    name: 'attendance',
    event: attendanceDeviatedV1,
    handle: async (tx, { data: { recordedAt: _, ...told }, time }) => {
      await penaliseDeviation(tx, told, { now: new Date(time), newId });
    },
  }),
  defineConsumer({
    name: 'attendance',
    event: attendanceExcusedV1,
    handle: async (tx, { data: { deviationId, excusedAt }, time }) => {
      await excuseDeviation(tx, { deviationId, at: new Date(excusedAt) }, { now: new Date(time), newId });
    },
  }),
];
