export { settleDemoMonth } from './settleDemoMonth.ts';
