import { EntitySchema, type EntitySchemaOptions, type ObjectLiteral } from 'typeorm';

/** Describes the table of a type, without decorators and without a class. */
export const entity = <T extends ObjectLiteral>(options: EntitySchemaOptions<T>): EntitySchema<T> =>
  new EntitySchema<T>(options);
