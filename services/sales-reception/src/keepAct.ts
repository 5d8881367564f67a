export { type KeptAct, keepAct } from '@shouwen/access';
