import { giteaVersion } from './forge';

describe('giteaVersion', () => {
  it('is what go.mod asks for', () => {
    const goMod = 'require (\n\tcode.gitea.io/gitea v1.26.0\n\tother v1.0.0\n)';
    expect(giteaVersion(goMod)).toBe('1.26.0');
  });

  it('is not guessed', () => {
    expect(() => giteaVersion('module x\n')).toThrow('does not require');
  });
});
