/* eslint-disable jest/no-export, jest/valid-title, jest/no-disabled-tests, jest/expect-expect --
   it declares the tests of others, and one that says why they are not run */
import { isRequired } from '../required';

const VARIABLE = 'FAIRWAY_TEST_GITEA';

/**
 * Declares tests that need a real Gitea: the one whose address, with the login
 * and password of an administrator, is in `FAIRWAY_TEST_GITEA`. Without it there
 * is one skipped test that says why; with `forge` in `FAIRWAY_REQUIRE` that is
 * an error.
 *
 * @public
 */
export function describeWithGitea(
  name: string,
  declare: (address: string) => void,
): void {
  const address = process.env[VARIABLE];
  if (address) {
    declare(address);
    return;
  }
  if (isRequired('forge')) {
    throw new Error(
      `FAIRWAY_REQUIRE asks for a forge, but ${VARIABLE} is not set`,
    );
  }
  describe(name, () => {
    it.skip(`skipped: no Gitea (${VARIABLE} is not set); run \`npm test\``, () => {});
  });
}
