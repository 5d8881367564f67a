import type { z } from 'zod';

/** What one service promises the others about one kind of event. A changed promise is a new version with a new contract. */
export interface EventContract<Data = unknown> {
  /** '<service>.<aggregate>.<what-happened>.v<version>' */
  readonly type: string;
  readonly service: string;
  readonly aggregate: string;
  readonly version: number;
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
}

/** The type of an event's data: `DataOf<typeof dealClosedV1>`. */
export type DataOf<Contract> = Contract extends EventContract<infer Data> ? Data : never;

const typePattern = /^(?<service>[a-z-]+)\.(?<aggregate>[a-z-]+)\.[a-z-]+\.v(?<version>[1-9][0-9]*)$/;

/**
 * Defines a published event.
 * @param type '<service>.<aggregate>.<what-happened>.v<version>'
 * @throws TypeError when the type is not of that form.
 */
export const defineEvent = <Data>(
  type: string,
  schema: z.ZodType<Data>,
  { summary }: { readonly summary: string },
): EventContract<Data> => {
  const parts = typePattern.exec(type)?.groups;
  if (!parts) throw new TypeError(`Not an event type: ${type}`);
  const { service = '', aggregate = '', version } = parts;
  return { type, service, aggregate, version: Number(version), summary, schema };
};
