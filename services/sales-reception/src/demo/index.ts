export { playDemoHistory } from './playHistory.ts';
