import { run } from '../run.ts';

/** Some of a layer, as `tar` is told of it; nobody's files, of no time. */
export function packLayer(
  layer: string,
  args: string[],
  signal?: AbortSignal,
): Promise<string> {
  return run(
    [
      ...['tar', '--sort=name', '--mtime=@0', '--numeric-owner'],
      ...['--owner=0', '--group=0', '--mode=go-w', '-f', layer, ...args],
    ],
    { signal },
  );
}
