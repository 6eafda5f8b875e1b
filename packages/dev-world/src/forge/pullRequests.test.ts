import path from 'node:path';
import { demoRepositories } from './demoRepositories';
import { PULL_REQUESTS, edited } from './pullRequests';

const repositories = demoRepositories(path.join(__dirname, 'repositories'), {
  realNode: true,
});

describe('the demo pull requests', () => {
  it.each(PULL_REQUESTS)('$title: changes a file that is there', request => {
    const files = repositories.find(
      ({ organization, name }) =>
        organization === request.organization && name === request.repository,
    )?.files;
    expect(edited(files ?? {}, request)).not.toBe(files?.[request.edit.path]);
  });

  it('do not change what is not there', () => {
    expect(() => edited({}, PULL_REQUESTS[0])).toThrow('nothing to change');
  });
});
