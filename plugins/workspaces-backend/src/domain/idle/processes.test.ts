import { readProcesses } from './processes';

const read = (...lines: string[]) =>
  readProcesses([...lines, 'end'].join('\n'), { maxProcessHours: 6 });

describe('readProcesses', () => {
  it.each([
    ['nothing', []],
    [
      'what always runs',
      [
        '1 0 900 0 /usr/bin/tini -- fairway-workspace',
        '7 1 900 0 sshd: /usr/sbin/sshd -D [listener]',
      ],
    ],
    [
      'a shell that was left',
      ['90 1 400 34816 -bash', '91 90 400 34816 tmux: server'],
    ],
    ['an SSH session', ['88 7 20 0 sshd-session: dev@pts/0']],
    [
      'the server of an editor',
      ['60 1 500 0 /home/dev/.vscode-server/bin/abc/node out/server.js'],
    ],
    ['what hangs for ever', ['60 1 21601 0 node server.js']],
  ])('says that %s is quiet', (_, lines) => {
    expect(read(...lines)).toEqual({ outcome: 'quiet' });
  });

  it.each([
    [
      '1 0 9 0 tini',
      '60 1 30 0 /usr/local/go/bin/go build ./...',
      'go ran in it',
    ],
    [
      '60 1 30 0 node a.js --token=secret',
      '61 1 9 0 npm test',
      'npm ran in it, and 1 other process',
    ],
  ])('names what runs, and no argument of it', (a, b, what) => {
    expect(read(a, b)).toEqual({ outcome: 'busy', what });
  });

  it('does not take half a list for all', () => {
    expect(readProcesses('1 0 9 0 tini\n', { maxProcessHours: 6 })).toEqual({
      outcome: 'unknown',
      why: 'the list of its processes is cut off',
    });
  });
});
