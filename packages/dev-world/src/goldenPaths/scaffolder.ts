import type { AddressInfo } from 'node:net';
import type { Scaffolder } from './Renderer.ts';

/** It registers its end with a test runner's hook; there is none here. */
type Hooks = { afterAll?: (work: () => unknown) => void };

export interface RunningScaffolder extends Scaffolder {
  stop(): Promise<void>;
}

/**
 * Backstage's scaffolder, in a backend of its own, in this process. Nothing of
 * it is put aside but the catalog, which it asks for the user.
 */
export async function startScaffolder(): Promise<RunningScaffolder> {
  const hooks = globalThis as Hooks;
  hooks.afterAll ??= () => undefined;
  // Loaded only here: what starts a world runs before anything is installed.
  const { startTestBackend, mockServices, mockCredentials } = await import(
    '@backstage/backend-test-utils'
  );
  const { catalogServiceMock } = await import(
    '@backstage/plugin-catalog-node/testUtils'
  );
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-scaffolder-backend'),
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            gitea: [
              { host: 'git.example.com', username: 'ci', password: 'unused' },
            ],
          },
        },
      }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  return {
    async post(path, body) {
      const answer = await fetch(
        `http://127.0.0.1:${port}/api/scaffolder/${path}`,
        {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Authorization: mockCredentials.user.header(),
          },
          body: JSON.stringify(body),
        },
      );
      return { status: answer.status, body: await answer.json() };
    },
    stop: () => backend.stop(),
  };
}
