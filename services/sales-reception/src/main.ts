import { runService } from '@shouwen/subgraph';
import { salesReception } from './service.ts';

await runService(salesReception);
