import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsServer, startNats } from '@shouwen/infra';

/**
 * A real NATS server with JetStream for one test file: streams of other files cannot be met, and it may be killed and restarted.
 * It starts in a tenth of a second. Stop it in `afterAll`; it also dies with the process of the test.
 */
export const testNats = (): Promise<NatsServer> =>
  startNats({ storeDir: mkdtempSync(join(tmpdir(), 'shouwen-test-nats-')), temporary: true });
