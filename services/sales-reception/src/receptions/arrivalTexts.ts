import { reasoning, text } from '@shouwen/kernel';
import type { Standing } from '../ownership/index.ts';

/** The standing of a visitor who has not been identified: new, as far as anybody knows. */
export const neverIdentified = (at: Date): Standing => ({
  kind: 'NEW',
  unconfirmed: null,
  explanation: reasoning(at).apply('SR-1.20').explain('NEW', notIdentified),
});

const notIdentified = text('来访者身份未核实，按新客户接待。', 'Not identified yet: received as a new client.');
