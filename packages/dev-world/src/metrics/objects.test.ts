import { METRICS_HOST, metricsArguments, objects } from './objects';

const made = objects({ address: '10.231.1.1', authority: 'PEM' });
const named = (kind: string) => made.filter(one => one.kind === kind);

describe('the objects of metrics-server', () => {
  it('send the API server to an address that is not loopback, and let it check who answers', () => {
    const [service] = named('APIService') as unknown as {
      spec: { service: { name: string; namespace: string }; caBundle: string };
    }[];
    const { name, namespace } = service.spec.service;
    expect(`${name}.${namespace}.svc`).toBe(METRICS_HOST);
    expect(service.spec.caBundle).toBe(Buffer.from('PEM').toString('base64'));
    expect(service.spec).not.toHaveProperty('insecureSkipTLSVerify');
    expect(named('EndpointSlice')).toEqual([
      expect.objectContaining({
        endpoints: [expect.objectContaining({ addresses: ['10.231.1.1'] })],
        metadata: expect.objectContaining({
          labels: { 'kubernetes.io/service-name': name },
        }),
      }),
    ]);
  });

  it('give it no right to change anything, and none to secrets', () => {
    const roles = named('ClusterRole') as unknown as {
      rules: { resources: string[]; verbs: string[] }[];
    }[];
    const rules = roles.flatMap(role => role.rules);
    const verbs = new Set(rules.flatMap(rule => rule.verbs));
    expect([...verbs].sort()).toEqual(['get', 'list', 'watch']);
    expect(rules.flatMap(rule => rule.resources)).not.toContain('secrets');
  });

  it('have it check the certificates of kubelets', () => {
    const files = {
      kubeconfig: '/k',
      authority: '/ca',
      certificate: '/c',
      key: '/key',
    };
    const args = metricsArguments('10.231.1.1', files);
    expect(args).toContain('--kubelet-certificate-authority=/ca');
    expect(args.join(' ')).not.toContain('insecure');
  });
});
