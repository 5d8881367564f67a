import type { Feature } from '../department/index.ts';
import { dossierResolvers } from './dossier.resolvers.ts';
import { dossierMigrations } from './dossierMigrations.ts';

export { fillDossier } from './filling/fillDossier.ts';
export { openValues } from './filling/openValues.ts';
export { readValues, type Values } from './filling/readValues.ts';
export { placeOfValue, saveValues, valuesOf, valuesOfPersons } from './filling/valueStore.ts';
export { type DossierForm, type FormField, fieldOf } from './form/dossierForm.ts';
export { formAt } from './form/formStore.ts';

/** The client dossier: 42 fields by default, a form that a site changes by itself, and the unmasking of what is sealed (CR-1.03, CR-2.03). */
export const dossierFeature: Feature = ({ vault }) => ({
  migrations: dossierMigrations,
  resolvers: dossierResolvers(vault),
});
