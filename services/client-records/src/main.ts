import { runService } from '@shouwen/subgraph';
import { clientRecords } from './service.ts';

await runService(clientRecords);
