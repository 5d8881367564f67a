/** The weeks that the demo company looks back on: Monday to Sunday, five times. Days of the history count from 0. */
export const demoHistory = { from: '2026-10-12', to: '2026-11-15', days: 35 } as const;

const firstDay = Date.UTC(2026, 9, 12);
const dayMilliseconds = 86_400_000;

/** The calendar day, as YYYY-MM-DD; days before the history are negative. */
export const demoDate = (day: number): string => new Date(firstDay + day * dayMilliseconds).toISOString().slice(0, 10);

/** The instant on a day of the history, so many minutes after midnight at the sites. */
export const demoTime = (day: number, minute: number): string => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${demoDate(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+08:00`;
};

/** The day of the history of such an instant. */
export const demoDay = (at: string): number =>
  (Date.parse(`${at.slice(0, 10)}T00:00:00Z`) - firstDay) / dayMilliseconds;

/** Minutes after midnight. */
export const clock = (hour: number, minute = 0): number => hour * 60 + minute;
