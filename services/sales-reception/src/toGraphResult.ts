export { toGraphResult } from '@shouwen/subgraph';
