import { type DataOf, siteOpenedV1, violationRecordedV1 } from '@shouwen/contracts';
import { type Consumer, defineConsumer } from '@shouwen/messaging';
import { fineViolation } from './fines/proposeFine.ts';
import { adoptPenalties } from './policy/sitePenaltyPolicy.ts';
import type { RecordedViolation } from './violation.ts';

/** FI-3: a site gets its schedule; a violation is fined. */
export const sanctionsConsumers = ({ newId }: { readonly newId: () => string }): readonly Consumer[] => [
  defineConsumer({
    name: 'penalty-policies',
    event: siteOpenedV1,
    handle: async (tx, { data, time }) => {
      // A property office has none of its own either, and may switch them on.
      const preset = data.salesPreset ?? 'one-month';
      const effectiveFrom = new Date(data.effectiveFrom);
      await adoptPenalties(tx, { siteId: data.siteId, preset, effectiveFrom, at: new Date(time), newId });
    },
  }),
  defineConsumer({
    name: 'violations',
    event: violationRecordedV1,
    handle: async (tx, { data, time }) => {
      const told = { violation: violationOf(data), supersedes: data.supersedes ?? [] };
      await fineViolation(tx, told, { now: new Date(time), newId });
    },
  }),
];

const violationOf = ({
  rules: _,
  supersedes: __,
  occurredAt,
  ...data
}: DataOf<typeof violationRecordedV1>): RecordedViolation => ({ ...data, occurredAt: new Date(occurredAt) });
