import { requireGo } from '../go.ts';
import { run } from '../run.ts';

/** Of this machine, and so of its workspaces. */
export interface Toolchains {
  /** Go's folder and version. */
  go: { folder: string; version: string };
  /** The Node that runs this. */
  node: { program: string; version: string };
}

/** Looks for them. @throws Error if there is no Go that will do */
export async function toolchains(): Promise<Toolchains> {
  await requireGo();
  const [folder, version] = (await run(['go', 'env', 'GOROOT', 'GOVERSION']))
    .trim()
    .split('\n');
  return {
    go: { folder, version: version.replace(/^go/, '') },
    node: { program: process.execPath, version: process.versions.node },
  };
}
