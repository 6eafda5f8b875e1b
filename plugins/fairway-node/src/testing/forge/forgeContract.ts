/* eslint-disable jest/no-export, jest/valid-title -- it declares the tests of others */
import type { ForgeWorld } from './ForgeWorld';
import { testComments } from './contract/comments';
import { testFaults } from './contract/faults';
import { testFolders } from './contract/folders';
import { testPullRequests } from './contract/pullRequests';
import { testStatuses } from './contract/statuses';
import { testWebhooks } from './contract/webhooks';

/**
 * What every implementation of `Forge` must pass, against a real forge: nothing
 * is lost over pages, nothing is taken for another, a fault never looks like an
 * empty answer.
 *
 * @param open - called once, before the first test
 * @public
 */
export function forgeContract(
  name: string,
  open: () => Promise<ForgeWorld>,
): void {
  describe(name, () => {
    let opened: ForgeWorld | undefined;

    beforeAll(async () => {
      opened = await open();
    }, 60_000);

    afterAll(async () => {
      await opened?.cleanUp();
    }, 60_000);

    const world = () => {
      if (!opened) {
        throw new Error('The forge is there only within tests and hooks');
      }
      return opened;
    };
    testPullRequests(world);
    testFolders(world);
    testStatuses(world);
    testComments(world);
    testFaults(world);
    testWebhooks(world);
  });
}
