/** FI-3: somebody is off the rotation (停盘, 停岗) because of a fine. */
export type Suspension = {
  readonly id: string;
  readonly fineId: string;
  readonly siteId: string;
  readonly staffId: string;
  /** First and last day, both included; null: until it is lifted. */
  readonly from: string;
  readonly through: string | null;
  readonly imposedAt: Date;
  readonly imposedBy: string;
  readonly liftedAt: Date | null;
  readonly explanationId: string;
};
