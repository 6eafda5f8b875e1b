import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { urlsOf } from './urls';

const route = (ref: object, hosts = ['cart.example.com']): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'cart' },
  spec: { hostnames: hosts, parentRefs: [ref] },
});
const ingress = (more: object, host = 'cart.example.com'): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'cart' },
  spec: { rules: [{ host }], ...more },
});
const gateway = (...listeners: object[]): Manifest => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { namespace: 'gateways', name: 'shared' },
  spec: { listeners },
});
const HTTP = { name: 'web', protocol: 'HTTP', port: 80 };
const HTTPS = { name: 'secure', protocol: 'HTTPS', port: 443 };
const SHARED = { namespace: 'gateways', name: 'shared' };

describe('urlsOf', () => {
  it.each<[string, Manifest, Manifest[], string[]]>([
    ['HTTP', route(SHARED), [gateway(HTTP)], ['http://cart.example.com/']],
    [
      'HTTPS first',
      route(SHARED),
      [gateway(HTTP, HTTPS)],
      ['https://cart.example.com/', 'http://cart.example.com/'],
    ],
    [
      'another port',
      route(SHARED),
      [gateway({ ...HTTP, port: 7080 })],
      ['http://cart.example.com:7080/'],
    ],
    [
      'one listener',
      route({ ...SHARED, sectionName: 'web' }),
      [gateway(HTTP, HTTPS)],
      ['http://cart.example.com/'],
    ],
    [
      'a listener of the domain',
      route(SHARED),
      [gateway({ ...HTTP, hostname: '*.example.com' })],
      ['http://cart.example.com/'],
    ],
    [
      'a listener of another host',
      route(SHARED),
      [gateway({ ...HTTP, hostname: 'shop.example.com' })],
      [],
    ],
    ['no web', route(SHARED), [gateway({ ...HTTP, protocol: 'TLS' })], []],
    [
      'a Gateway in another namespace',
      route({ name: 'shared' }),
      [gateway(HTTP)],
      [],
    ],
    ['an unknown Gateway', route(SHARED), [], []],
    ['an Ingress', ingress({}), [], ['http://cart.example.com/']],
    [
      'an Ingress with a certificate',
      ingress({ tls: [{ hosts: ['cart.example.com'], secretName: 'cart' }] }),
      [],
      ['https://cart.example.com/'],
    ],
    [
      'an Ingress with one of the domain',
      ingress({ tls: [{ hosts: ['*.example.com'] }] }),
      [],
      ['https://cart.example.com/'],
    ],
    [
      'an Ingress with one of another host',
      ingress({ tls: [{ hosts: ['shop.example.com'] }, {}] }),
      [],
      ['http://cart.example.com/'],
    ],
    ['an Ingress of a domain', ingress({}, '*.example.com'), [], []],
  ])('%s', (_, object, gateways, urls) => {
    expect(urlsOf([object], { namespace: 'shop', gateways })).toEqual(urls);
  });
});
