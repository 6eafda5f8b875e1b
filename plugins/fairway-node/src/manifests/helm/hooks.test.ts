import { hookOf } from './hooks';

const hook = (text: unknown) =>
  hookOf({
    metadata: { annotations: { 'helm.sh/hook': text as string } },
  });

describe('hookOf', () => {
  it.each<[string, string[], boolean]>([
    ['pre-install', ['pre-install'], true],
    ['post-install,post-upgrade', ['post-install', 'post-upgrade'], true],
    [' pre-upgrade , pre-install ', ['pre-upgrade', 'pre-install'], true],
    ['pre-upgrade', ['pre-upgrade'], false],
    ['test', ['test'], false],
    ['pre-delete,post-rollback', ['pre-delete', 'post-rollback'], false],
    ['', [], false],
    ['nonsense', ['nonsense'], false],
  ])('reads %j', (text, moments, isInstalled) => {
    expect(hook(text)).toEqual({ moments, isInstalled });
  });

  it('knows what is no hook', () => {
    expect(hookOf({})).toBeUndefined();
    expect(hookOf({ metadata: { annotations: {} } })).toBeUndefined();
    expect(hook(1)).toBeUndefined();
  });
});
