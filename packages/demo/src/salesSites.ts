/** The two sites that sell. */
export type DemoSalesSite = 'riverside' | 'cloudLane';

export const demoSalesSites: readonly DemoSalesSite[] = ['riverside', 'cloudLane'];

/** How many clients each site met in the weeks of the history. */
export const demoClientCount: Readonly<Record<DemoSalesSite, number>> = { riverside: 120, cloudLane: 80 };
