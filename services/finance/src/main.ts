import { runService } from '@shouwen/subgraph';
import { finance } from './service.ts';

await runService(finance);
