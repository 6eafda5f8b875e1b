import type { Probe } from './judgeIdle';

/**
 * Prints a line `pid ppid age-in-seconds tty command` for each process of the
 * container, with what `/proc` has: no tool of the image is needed but a shell.
 * The look itself is not among them: its own process is left out, with its
 * children.
 */
export const PROBE_COMMAND: readonly string[] = [
  '/bin/sh',
  '-c',
  `self=$$
read -r up _ < /proc/uptime
hz=$(getconf CLK_TCK 2>/dev/null || echo 100)
for dir in /proc/[0-9]*; do
  pid=\${dir#/proc/}
  [ "$pid" = "$self" ] && continue
  { read -r stat < "$dir/stat"; } 2>/dev/null || continue
  rest=\${stat##*) }
  set -- $rest
  [ "$2" = "$self" ] && continue
  name=$(tr '\\0' ' ' < "$dir/cmdline" 2>/dev/null | tr -d '\\n' | cut -c1-200)
  [ -n "$name" ] || continue
  echo "$pid $2 $(( \${up%.*} - \${20} / hz )) $5 $name"
done
echo end`,
];

/** Programs that say nothing of whether somebody works. */
const BACKGROUND = new Set([
  'tini',
  'dumb-init',
  'pause',
  'sleep',
  'fairway-workspace',
  'fairway-shell',
  'sshd',
  'sshd-session',
  'sshd-auth',
  'ssh-agent',
  'gpg-agent',
  'sh',
  'bash',
  'dash',
  'zsh',
  'fish',
  'login',
  'tmux',
  'screen',
]);

/** Servers of editors outlive the editor; its connection is what counts. */
const EDITOR_SERVER =
  /\/\.(vscode|cursor|windsurf|zed|vscodium)[-_a-z]*server|remote-dev-server|\/\.cache\/JetBrains\//;

interface Process {
  age: number;
  command: string;
}

/** Pure: what the lines of {@link PROBE_COMMAND} say. */
export function readProcesses(
  output: string,
  options: { maxProcessHours: number },
): Probe {
  const lines = output.trim().split('\n');
  if (lines.pop() !== 'end') {
    return { outcome: 'unknown', why: 'the list of its processes is cut off' };
  }
  const found = lines
    .flatMap(line => parse(line) ?? [])
    .filter(({ command }) => !isBackground(command))
    .filter(({ age }) => age <= options.maxProcessHours * 3600)
    .sort((a, b) => a.age - b.age);
  if (found.length === 0) {
    return { outcome: 'quiet' };
  }
  const [{ command }] = found;
  const others = found.length - 1;
  return {
    outcome: 'busy',
    what: `${nameOf(command)} ran in it${
      others > 0
        ? `, and ${others} other ${others > 1 ? 'processes' : 'process'}`
        : ''
    }`,
  };
}

function parse(line: string): Process | undefined {
  const match = /^\d+ \d+ (-?\d+) \S+ (.+)$/.exec(line);
  return match ? { age: Number(match[1]), command: match[2] } : undefined;
}

function isBackground(command: string): boolean {
  return BACKGROUND.has(nameOf(command)) || EDITOR_SERVER.test(command);
}

/** Only the program's name: arguments may hold secrets. */
function nameOf(command: string): string {
  const [program] = command.split(' ');
  return (program.split('/').at(-1) ?? program).replace(/^-|:$/g, '');
}
