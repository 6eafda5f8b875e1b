import type { Surroundings } from './facts';
import { dnsFindings, hostsInDns } from './names';
import { around, candidate } from './testdata';

const route = (...hostnames: string[]) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web' },
  spec: { hostnames },
});

const dns = (
  addresses: string[],
  entrances: string[],
): Surroundings['dns'] => ({
  addresses: { 'shop.example.com': addresses },
  entrances,
});

describe('dnsFindings', () => {
  it.each<[string, Surroundings['dns'], string[]]>([
    ['nothing was asked', undefined, []],
    ['the name is free', dns([], ['192.0.2.1']), []],
    ['it leads here', dns(['192.0.2.9', '192.0.2.1'], ['192.0.2.1']), []],
    ['nobody knows where we are', dns(['192.0.2.9'], []), []],
    [
      'it leads elsewhere',
      dns(['192.0.2.9'], ['192.0.2.1', '192.0.2.2']),
      [
        "confirm host: DNS sends host 'shop.example.com' to 192.0.2.9, where somebody else answers; requests would not come to 192.0.2.1, 192.0.2.2",
      ],
    ],
  ])('%s', (_, known, expected) => {
    const found = dnsFindings(
      [candidate(route('Shop.example.com'))],
      around({ dns: known }),
    );
    expect(
      found.map(
        ({ severity, field, message }) => `${severity} ${field}: ${message}`,
      ),
    ).toEqual(expected);
  });
});

describe('hostsInDns', () => {
  it('asks about no name that is only for this machine or for tests', () => {
    expect(
      hostsInDns([
        route('web.localhost', 'localhost', 'a.test', '*.example.com', 'B.dev'),
        route('b.dev', 'printer.local'),
      ]),
    ).toEqual(['b.dev']);
  });
});
