import type { AddressInfo } from 'node:net';
import { openStream as open } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { TestPortal } from './testPortal';

/** Opens a stream of this plugin as a developer. */
export function openStream(
  portal: TestPortal,
  path: string,
  query: Record<string, string>,
) {
  const { port } = portal.server.address() as AddressInfo;
  const url = `http://localhost:${port}/api/workloads/v1${path}`;
  return open(`${url}?${new URLSearchParams(query)}`, {
    Authorization: portal.as('alice'),
  });
}
