/* eslint-disable jest/no-export, jest/valid-title, jest/no-disabled-tests, jest/expect-expect --
   it declares the tests of others, and one that says why they are not run */
import { accessSync, constants } from 'node:fs';
import { RealCluster } from './RealCluster';
import { isRequired } from './required';

const VARIABLE = 'FAIRWAY_TEST_KUBECONFIG';
const HOW = 'run `npm test` or `yarn dev-world up`';

/**
 * A `describe` whose tests talk to a real API server: the one whose kubeconfig
 * the environment variable `FAIRWAY_TEST_KUBECONFIG` names. Without it there is
 * one skipped test that says why; with `cluster` in `FAIRWAY_REQUIRE` that is an
 * error.
 *
 * The cluster is connected before the first test: use it within tests and
 * hooks, not while they are declared.
 *
 * @public
 */
export function describeWithCluster(
  name: string,
  declare: (cluster: () => RealCluster) => void,
): void {
  const found = findKubeconfig();
  if ('why' in found) {
    if (isRequired('cluster')) {
      throw new Error(`FAIRWAY_REQUIRE asks for a cluster, but ${found.why}`);
    }
    describe(name, () => {
      it.skip(`skipped: no cluster (${found.why}); ${HOW}`, () => {});
    });
    return;
  }
  describe(name, () => {
    let cluster: RealCluster | undefined;

    beforeAll(async () => {
      cluster = await RealCluster.connect(found.file);
    }, 60_000);

    afterAll(async () => {
      await cluster?.cleanUp();
    }, 60_000);

    declare(() => {
      if (!cluster) {
        throw new Error('The cluster is there only within tests and hooks');
      }
      return cluster;
    });
  });
}

function findKubeconfig(): { file: string } | { why: string } {
  const file = process.env[VARIABLE];
  if (!file) {
    return { why: `${VARIABLE} is not set` };
  }
  try {
    accessSync(file, constants.R_OK);
    return { file };
  } catch {
    return { why: `${VARIABLE} names ${file}, which cannot be read` };
  }
}
