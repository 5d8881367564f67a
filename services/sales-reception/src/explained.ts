export { type ExplanationLoaders, explanationLoaders, explanationOf } from '@shouwen/subgraph';
