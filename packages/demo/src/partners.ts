import { demoSites } from './company.ts';
import { demoId } from './demoId.ts';

/** The system of a broker; what it may read follows from the kind (SR-10.05). */
export type DemoPartner = {
  readonly id: string;
  readonly name: string;
  readonly siteId: string;
  readonly kind: 'partner' | 'new' | 'observer';
};

/** One secret for all brokers' systems of the demo company, printed by `npm start`. */
export const demoPartnerSecret = 'shouwen-demo-broker-2026';

const partner = (number: number, name: string, kind: DemoPartner['kind']): DemoPartner => ({
  id: demoId(5, number),
  name,
  siteId: demoSites.cloudLane.id,
  kind,
});

/** One of each kind. */
export const demoPartners: readonly DemoPartner[] = [
  partner(1, '恒信地产代理', 'partner'),
  partner(2, '新禾房产经纪', 'new'),
  partner(3, '看房网', 'observer'),
];
