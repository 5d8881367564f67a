export { type ClientsToImport, importClients } from './importClients.ts';
export { readRegister } from './readRegister.ts';
export { type Outcome, takeOver } from './takeOver.ts';
