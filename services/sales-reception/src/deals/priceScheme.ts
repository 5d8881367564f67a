import { actorOf, loadPolicyVersions, savePolicyVersion, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { definePolicy, type PolicyVersion, text } from '@shouwen/kernel';

/** The discounts of a site's current scheme (SR-9.03). */
export type PriceScheme = { readonly 'scheme.discountBasisPoints': number };

export const priceScheme = definePolicy<PriceScheme>({
  name: 'price-scheme',
  params: {
    'scheme.discountBasisPoints': {
      type: 'int',
      min: 0,
      max: 10_000,
      default: 0,
      rule: 'SR-9.03',
      sentence: text('当期优惠方案对表价的折让。', 'Discount of the current scheme on the list price.'),
      unit: text('万分之一', 'basis points'),
    },
  },
  presets: { 'one-month': {}, 'triple-confirmation': {} },
});

/** The scheme in force at that time; null where the site has none, so that the list price holds. */
export const schemeAt = async (tx: Tx, siteId: string, at: Date): Promise<PolicyVersion<PriceScheme> | null> => {
  const versions = await loadPolicyVersions<PriceScheme>(tx, priceScheme.name, siteId);
  return versions.filter(({ effectiveFrom }) => effectiveFrom <= at).at(-1) ?? null;
};

export type NewScheme = {
  readonly id: string;
  readonly siteId: string;
  readonly preset: string;
  readonly discountBasisPoints: number;
  readonly effectiveFrom: Date;
  readonly viewer: Viewer;
  readonly at: Date;
};

/** Puts a scheme in force. @throws BadInput when it would not take effect later than the one before it */
export const saveScheme = (tx: Tx, { discountBasisPoints, viewer, ...scheme }: NewScheme) =>
  savePolicyVersion<PriceScheme>(tx, {
    ...scheme,
    name: priceScheme.name,
    params: { 'scheme.discountBasisPoints': discountBasisPoints },
    actor: actorOf(viewer),
  });

/** List price less the discount, which is rounded half up to the fen. */
export const schemePriceFen = (listPriceFen: number, discountBasisPoints: number): number =>
  listPriceFen - Number((BigInt(listPriceFen) * BigInt(discountBasisPoints) + 5_000n) / 10_000n);
