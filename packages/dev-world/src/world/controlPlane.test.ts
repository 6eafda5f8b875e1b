import {
  apiServerArguments,
  etcdArguments,
  kwokArguments,
} from './controlPlane.ts';
import { certificates, firstServiceAddress } from './pki.ts';
import {
  cniConfig,
  containerdConfig,
  kubeletConfig,
} from './realNode/config.ts';
import { testState } from './testState.ts';

describe('configuration of the parts', () => {
  const state = testState();

  it('binds the API server to loopback and advertises the link to the node', () => {
    const args = apiServerArguments('/w', state);
    expect(args).toContain('--bind-address=127.0.0.1');
    expect(args).toContain('--advertise-address=10.231.3.1');
    expect(args).toContain('--authorization-mode=Node,RBAC');
    expect(args).toContain('--service-cluster-ip-range=10.103.0.0/16');
  });

  it('lets nobody into etcd without a certificate', () => {
    const args = etcdArguments('/w', state);
    expect(args).toContain('--client-cert-auth=true');
    expect(args).toContain('--peer-client-cert-auth=true');
    expect(args.filter(arg => arg.includes('http://'))).toEqual([]);
  });

  it('gives simulated pods addresses outside of all real ranges', () => {
    expect(kwokArguments('/w', state)).toContain('--cidr=10.200.0.1/13');
  });

  it('names every address by which the API server is called', () => {
    const server = certificates(state).find(one => one.name === 'apiserver');
    expect(server?.hosts).toEqual(
      expect.arrayContaining([
        '127.0.0.1',
        state.network.hostAddress,
        firstServiceAddress(state.serviceCIDR),
      ]),
    );
  });

  it('issues every authority before what it signs', () => {
    const seen = new Set<string>();
    for (const { name, ca } of certificates(state)) {
      expect(ca === undefined || seen.has(ca)).toBe(true);
      seen.add(name);
    }
  });

  it("gives people the names that the portal's impersonation uses", () => {
    expect(certificates(state)).toContainEqual({
      name: 'alice',
      ca: 'ca',
      commonName: 'backstage:default/alice',
      organizations: ['backstage:default/payments'],
    });
  });

  it('keeps all that the node makes in its own folders, group and range', () => {
    const toml = containerdConfig('/w', { cni: '/cni', snapshotter: 'native' });
    expect(toml).toContain('root = "/w/node/containerd"');
    expect(toml).toContain('restrict_oom_score_adj = true');
    expect(kubeletConfig('/w', state)).toMatchObject({
      cgroupRoot: '/fairway-dev-3',
      address: '10.231.3.2',
      authentication: { anonymous: { enabled: false } },
    });
    expect(JSON.stringify(cniConfig('/w', state))).toContain('10.244.3.0/24');
  });
});
