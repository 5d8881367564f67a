import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decidedShop } from './decidedShopFixture.ts';
import { emptyModel, shopCommands } from './shopFixture.ts';

describe('I14 one unit has at most one active reservation or contract', () => {
  it('whatever happens in whatever order: only along allowed edges, and a unit that was handed over stays so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(shopCommands, { maxCommands: 40 }), async (commands) => {
        await fc.asyncModelRun(() => ({ model: emptyModel(), real: decidedShop() }), commands);
      }),
      { numRuns: 200, seed: 20_261_201 },
    );
    expect.hasAssertions();
  });
});
