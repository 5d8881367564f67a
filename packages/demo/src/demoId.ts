/** Ids of the demo company: the same in every installation, told apart by kind and number. */
export const demoId = (kind: number, number: number): string =>
  `019b8a00-000${kind}-7000-8000-${String(number).padStart(12, '0')}`;
