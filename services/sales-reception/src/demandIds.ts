export { demandIds } from '@shouwen/access';
