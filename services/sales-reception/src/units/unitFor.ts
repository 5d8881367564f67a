import { type Refusal, text } from '@shouwen/kernel';
import { type Unit, unitName } from './unit.ts';

export type UnitRefusal = Refusal<'UNIT_RESERVED' | 'UNIT_HELD' | 'UNIT_TAKEN'>;

/**
 * SR-9.01, SR-3.18: whether a client can have the unit: it is available, or held for that very client. Null when so. What the
 * developer reserved is not for sale, and the first deposit wins.
 */
export const unitFor = (unit: Unit, clientId: string): UnitRefusal | null => {
  switch (unit.state) {
    case 'available':
      return null;
    case 'held':
      return unit.keeping.clientId === clientId ? null : heldForAnother(unit);
    case 'reserved': {
      const name = unitName(unit);
      const message = text(
        `${name} 已被开发商销控，不可售。`,
        `The developer has reserved ${name}; it is not for sale.`,
      );
      return { code: 'UNIT_RESERVED', rule: 'SR-3.18', message };
    }
    default: {
      const message = text('该房源已有人先交定金。', 'Somebody paid the deposit for this unit first.');
      return { code: 'UNIT_TAKEN', rule: 'SR-3.18', message };
    }
  }
};

const heldForAnother = (unit: Unit): UnitRefusal => {
  const name = unitName(unit);
  const message = text(`${name} 正为其他客户保留。`, `${name} is held for another client.`);
  return { code: 'UNIT_HELD', rule: 'SR-9.01', message };
};
