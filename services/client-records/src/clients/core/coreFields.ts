import { type Text, text } from '@shouwen/kernel';
import { cleanText } from '../../contacts/index.ts';
import { businesses, type CoreField, clientKinds, urgencies } from './clientCore.ts';

/** How a field is read; undefined for what it cannot be. */
export type Reading = {
  readonly read: (value: unknown) => string | number | undefined;
  readonly message: Text;
  /** It cannot be cleared. */
  readonly needed?: boolean;
};

const written = (most: number): Reading => ({
  read: (value) => (typeof value === 'string' ? (cleanText(value, most) ?? undefined) : undefined),
  message: text(`须为 1 至 ${most} 个字符。`, `1 to ${most} characters.`),
});

const oneOf = (options: readonly string[]): Reading => ({
  read: (value) => options.find((option) => option === value),
  message: text('不在可选范围内。', 'This is none of the options.'),
});

const whole = (least: number, most: number): Reading => ({
  read: (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined,
  message: text(`须为 ${least} 至 ${most} 的整数。`, `A whole number from ${least} to ${most}.`),
});

/** A hundred billion yuan: more than any home costs, and far from where numbers lose their exactness. */
const mostFen = 10_000_000_000_000;

/** The fields of a core that can be changed, and what each can be (CR-1.02, S30). */
export const coreFields: Readonly<Record<CoreField, Reading>> = {
  name: { ...written(60), needed: true },
  kind: { ...oneOf(clientKinds), needed: true },
  business: oneOf(businesses),
  district: {
    ...written(40),
    read: (value) => written(40).read(typeof value === 'string' ? value.normalize('NFKC') : value),
  },
  urgency: oneOf(urgencies),
  budgetLeastFen: whole(0, mostFen),
  budgetMostFen: whole(0, mostFen),
  preferences: written(1000),
  layout: written(60),
  location: written(100),
  areaLeast: whole(1, 100_000),
  areaMost: whole(1, 100_000),
  termMonths: whole(1, 1_200),
  rentMostFen: whole(0, mostFen),
};
