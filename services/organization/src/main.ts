import { runService } from '@shouwen/subgraph';
import { organization } from './service.ts';

await runService(organization);
