import { runService } from '@shouwen/subgraph';
import { propertyService } from './service.ts';

await runService(propertyService);
