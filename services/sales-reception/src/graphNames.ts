export { fromGraphName, toGraphName } from '@shouwen/subgraph';
