import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster, KubeConfig, User } from '@kubernetes/client-node';
import { loadClientNode } from '../clusters/clientNode';
import { describeWithCluster } from '../testing/describeWithCluster';
import { ClusterConnection } from './connection';
import { CredentialSource } from './credentials';

const server: Cluster = {
  name: 'dev',
  server: 'https://dev.example/k8s/clusters/c1',
  skipTLSVerify: false,
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function kubeConfig(user: User, cluster = server): Promise<KubeConfig> {
  const { KubeConfig: KubeConfigClass } = await loadClientNode();
  const result = new KubeConfigClass();
  result.loadFromClusterAndUser(cluster, user);
  return result;
}

/** An exec plugin that counts its calls in its tokens. */
function execUser(token: string): User {
  const file = join(folder, `${token}.js`);
  const count = join(folder, `${token}.count`);
  writeFileSync(
    file,
    `const fs = require('fs');
     fs.appendFileSync(${JSON.stringify(count)}, 'x');
     const n = fs.readFileSync(${JSON.stringify(count)}, 'utf8').length;
     const token = ${JSON.stringify(token)}.replace('#', n);
     console.log(JSON.stringify({ status: { token } }));`,
  );
  return { name: 'exec', exec: { command: process.execPath, args: [file] } };
}

describe('CredentialSource', () => {
  it('starts an exec plugin once for many requests, and again later', async () => {
    let now = 0;
    const config = await kubeConfig(execUser('token-#'));
    const source = new CredentialSource(config, () => now);
    const all = await Promise.all([source.get(), source.get(), source.get()]);
    expect(all.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-1',
    ]);
    now = 6_000;
    const later = await source.get();
    expect(later.headers.authorization).toBe('Bearer token-2');
    source.forget();
    const anew = await source.get();
    expect(anew.headers.authorization).toBe('Bearer token-3');
  });

  it('asks again after a plugin has failed', async () => {
    const user: User = {
      name: 'exec',
      exec: { command: join(folder, 'missing'), args: [] },
    };
    const source = new CredentialSource(await kubeConfig(user));
    await expect(source.get()).rejects.toThrow('ENOENT');
    writeFileSync(
      join(folder, 'missing'),
      `#!/bin/sh\necho '{"status":{"token":"found"}}'`,
      { mode: 0o755 },
    );
    expect((await source.get()).headers.authorization).toBe('Bearer found');
  });

  it('takes a token from a file, without its newline', async () => {
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'from-file\n');
    const source = new CredentialSource(
      await kubeConfig({
        name: 'file',
        authProvider: { name: 'tokenFile', config: { tokenFile } },
      }),
    );
    expect((await source.get()).headers.authorization).toBe('Bearer from-file');
  });

  it('changes its fingerprint with the certificate, not with the token', async () => {
    const of = async (user: Partial<User>) => {
      const config = await kubeConfig({ name: 'me', ...user });
      return (await new CredentialSource(config).get()).fingerprint;
    };
    const cert = Buffer.from('a').toString('base64');
    expect(await of({ token: 'a' })).toBe(await of({ token: 'b' }));
    expect(await of({ certData: cert })).not.toBe(await of({}));
    expect(await of({ certData: cert })).not.toBe(await of({ keyData: cert }));
  });
});

describeWithCluster('credentials', cluster => {
  it('of an exec plugin let a request in', async () => {
    const namespace = await cluster().createNamespace('exec');
    const token = await cluster().createServiceAccount(namespace, 'robot');
    const file = join(folder, 'robot.json');
    writeFileSync(file, JSON.stringify({ status: { token } }));
    const connection = new ClusterConnection(
      'dev',
      await kubeConfig(
        { name: 'robot', exec: { command: 'cat', args: [file] } },
        cluster().admin.getCurrentCluster()!,
      ),
    );
    const review = await connection.json<{
      status: { userInfo: { username: string } };
    }>({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
    });
    expect(review.status.userInfo.username).toBe(
      `system:serviceaccount:${namespace}:robot`,
    );
    connection.close();
  });
});
