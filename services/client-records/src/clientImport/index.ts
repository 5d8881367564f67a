import type { Feature } from '../department/index.ts';
import { abandonImports } from './abandonImports.ts';
import { clientImportResolvers } from './clientImport.resolvers.ts';
import { clientImportMigrations } from './clientImportMigrations.ts';
import { processImports } from './processImports.ts';

/** Registers of clients that offices kept in spreadsheets (CR-1.07): looked through, taken over in the background, reported row by row. */
export const clientImportFeature: Feature = ({ vault }) => ({
  migrations: clientImportMigrations,
  resolvers: clientImportResolvers(vault),
  dueWork: [processImports(vault), abandonImports],
});
