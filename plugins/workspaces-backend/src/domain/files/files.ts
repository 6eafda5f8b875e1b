/** Bytes of a file that is read; what people write for a tool is far smaller. */
const MOST = 256 * 1024;

/**
 * Prints the files of a folder, all of which are arguments, not text of the
 * script: nothing in their names is run.
 */
export function filesCommand(
  folder: string,
  paths: readonly string[],
): string[] {
  return [
    '/bin/sh',
    '-c',
    `cd -- "$1" || exit 3
command -v base64 tr wc >/dev/null || exit 4
shift
for path; do
  if [ ! -e "$path" ] && [ ! -L "$path" ]; then
    echo none
  elif [ -f "$path" ] && [ ! -L "$path" ] && [ "$(wc -c <"$path")" -le ${MOST} ]; then
    echo "file $(base64 <"$path" | tr -d '\\n')"
  else
    echo other
  fi
done
echo end`,
    'fairway',
    folder,
    ...paths,
  ];
}

/** Of what is no plain file, or a huge one: nothing that was ever written here. */
const STRANGE = '\0';

/**
 * The files as they are, by path, without those that are not there.
 *
 * @returns undefined if it could not be found out
 */
export function readFiles(
  { stdout, exitCode }: { stdout: string; exitCode?: number },
  paths: readonly string[],
): Record<string, string> | undefined {
  const lines = stdout.split('\n').map(line => line.trim());
  if (exitCode !== 0 || lines[paths.length] !== 'end') {
    return undefined;
  }
  return Object.fromEntries(
    paths.flatMap((path, i) => {
      const [kind, data = ''] = lines[i].split(' ');
      if (kind === 'none') {
        return [];
      }
      return [
        [
          path,
          kind === 'file'
            ? Buffer.from(data, 'base64').toString('utf8')
            : STRANGE,
        ],
      ];
    }),
  );
}
