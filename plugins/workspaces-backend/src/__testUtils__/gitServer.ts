import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';

/** A real repository, served as files: enough for `git clone`. */
export async function serveRepository(options: {
  /** Address that pods reach this machine by. */
  address: string;
  /** e.g. `shop/orders` */
  name: string;
  /** Branch → text of its `README.md`. */
  branches: Record<string, string>;
}) {
  const root = mkdtempSync(join(tmpdir(), 'fairway-git-'));
  const work = join(root, 'work');
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args],
      { cwd: work, stdio: 'pipe' },
    );
  execFileSync('git', ['init', '-q', '-b', 'main', work]);
  for (const [branch, text] of Object.entries(options.branches)) {
    git('checkout', '-q', '-B', branch);
    writeFileSync(join(work, 'README.md'), text);
    git('add', '.');
    git('commit', '-q', '-m', `On ${branch}`);
  }
  git('checkout', '-q', 'main');
  const bare = join(root, 'srv', `${options.name}.git`);
  execFileSync('git', ['clone', '-q', '--bare', work, bare]);
  execFileSync('git', ['update-server-info'], { cwd: bare });
  const app = express();
  app.use(express.static(join(root, 'srv'), { dotfiles: 'allow' }));
  const server = createServer(app);
  await new Promise<void>(resolve => {
    server.listen(0, options.address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.address}:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
      await rm(root, { recursive: true, force: true });
    },
  };
}
