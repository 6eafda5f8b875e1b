import { runOverFiles } from './runOverFiles';

const FILES = [
  { path: 'deploy/a.yaml', content: 'a: b\n' },
  { path: '.config/tool/plugins.yaml', content: 'plugins: [evil]\n' },
];

/** What a shell writes that is run over the files. */
const sh = (
  script: string,
  more: { input?: string; env?: Record<string, string> } = {},
) =>
  runOverFiles(FILES, {
    program: '/bin/sh',
    title: 'The shell',
    setting: 'example.shell',
    path: 'deploy',
    args: root => ['-c', script, 'sh', root],
    ...more,
  });

describe('runOverFiles', () => {
  it('runs where the files are, and no others', async () => {
    expect(await sh('pwd -P | grep -c "$1"; find . -type f | sort')).toBe(
      '1\n./.config/tool/plugins.yaml\n./deploy/a.yaml\n',
    );
  });

  it('has a home of its own, with nothing of the files in it', async () => {
    expect(
      await sh('test "$HOME" != "$1" && cd "$HOME" && pwd && ls -A | wc -l'),
    ).toMatch(/\/home\n\s*0\n$/);
  });

  it('knows nothing of the environment but what it is told', async () => {
    const env = await sh('env | cut -d= -f1 | grep -v -e PWD -e "^_$" | sort', {
      env: { TOLD: 'yes' },
    });
    expect(env.trim().split('\n')).toEqual([
      'GOMEMLIMIT',
      'HOME',
      'HTTPS_PROXY',
      'HTTP_PROXY',
      'TMPDIR',
      'TOLD',
    ]);
  });

  it('gives it what it is to read', async () => {
    expect(await sh('cat', { input: 'a: b' })).toBe('a: b');
    expect(await sh('cat')).toBe('');
    await expect(sh('exec true', { input: 'x'.repeat(1e6) })).resolves.toBe('');
  });

  it('bounds its memory', async () => {
    expect(await sh('ulimit -d')).toBe(`${512 * 1024}\n`);
  });

  it.each([
    ['echo "Error: in $1/deploy/a.yaml" >&2; exit 1', /: in deploy\/a\.yaml$/],
    ['exit 3', /: it ended with 3 and said nothing$/],
    ['kill -9 $$', /: it ended with SIGKILL and said nothing$/],
    [
      'echo "fatal error: runtime: out of memory" >&2; exit 2',
      /: it took more than 512 MiB of memory$/,
    ],
    [
      'printf "%0300d and %0300d the end" 1 2 >&2; exit 1',
      /^.{30,60}0{250} … 0{240,}2 the end$/,
    ],
  ])('says what %s says', async (script, words) => {
    const answer = sh(script);
    await expect(answer).rejects.toThrow(/^The shell cannot build deploy: /);
    await expect(answer).rejects.toThrow(words);
  });
});
