export { tellDemoMatters } from './tellDemoMatters.ts';
