import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSettings } from './readSettings';

const read = (workspaces: JsonObject, environments: JsonObject = {}) =>
  readSettings(new ConfigReader({ workspaces, environments }));

describe('readSettings', () => {
  it('needs nothing, and then lets out to the public internet only', () => {
    const settings = readSettings(new ConfigReader({}));
    expect(settings).toMatchObject({
      instance: 'default',
      images: [],
      defaultTier: 's',
      idle: { defaultMinutes: 60 },
      ssh: { certificateMinutes: 10, program: 'ssh-keygen' },
    });
    expect(settings.egress).toEqual([
      {
        to: {
          cidr: '0.0.0.0/0',
          except: expect.arrayContaining(['169.254.0.0/16', '10.0.0.0/8']),
        },
        ports: [22, 80, 443],
      },
    ]);
  });

  it('keeps the sandboxes of the environments plugin', () => {
    expect(
      read({ image: 'a:1' }, { instance: 'demo', clusters: ['dev'] }),
    ).toMatchObject({
      instance: 'demo',
      clusters: ['dev'],
      images: [{ id: 'default', image: 'a:1' }],
    });
  });

  it('lets an address of a forge through, and no name', () => {
    const { egress } = read({
      egress: [],
      forges: [
        { url: 'http://localhost:3000', cloneUrl: 'http://10.1.2.3:3000/' },
        { url: 'https://git.example.com' },
      ],
    });
    expect(egress).toEqual([{ to: { cidr: '10.1.2.3/32' }, ports: [3000] }]);
  });

  it('lets no certificate live long, and no token shorter than can be', () => {
    expect(
      read({
        ssh: { certificateMinutes: 600 },
        kubeconfig: { minutes: 1 },
      }),
    ).toMatchObject({
      ssh: { certificateMinutes: 15 },
      kubeconfig: { minutes: 10 },
    });
  });

  it.each<[JsonObject, string]>([
    [{ defaultTier: 'xl' }, "workspaces.defaultTier 'xl'"],
    [{ idle: { defaultMinutes: 0 } }, 'workspaces.idle.defaultMinutes'],
    [
      { forges: [{ url: 'https://me:secret@git.example.com' }] },
      'without a name and password',
    ],
    [{ forges: [{ url: 'ssh://git.example.com' }] }, 'http or https'],
    [
      {
        tiers: {
          s: {
            requests: { cpu: 'much', memory: '1Gi' },
            limits: { cpu: '1', memory: '1Gi' },
            storage: '1Gi',
          },
        },
      },
      "workspaces.tiers.s has 'much'",
    ],
  ])('refuses %j', (workspaces, message) => {
    expect(() => read(workspaces)).toThrow(message);
  });

  it('repeats no password in what it refuses', () => {
    let message = '';
    try {
      read({ forges: [{ url: 'https://me:s3cret@git.example.com' }] });
    } catch (error) {
      ({ message } = error as Error);
    }
    expect(message).toContain('workspaces.forges[].url');
    expect(message).not.toContain('s3cret');
  });
});
