import fc from 'fast-check';
import { parse } from 'yaml';
import { kubeconfigOf } from './kubeconfig';
import { editorLinks } from './links';
import { principalOf, sshConfig } from './ssh';

const ref = {
  cluster: 'dev',
  namespace: 'sb-alice-workspaces-abcdefgh',
  name: 'ws-orders-abcdefgh',
};

describe('editorLinks', () => {
  it('open each editor where it expects it', () => {
    const links = editorLinks({
      alias: ref.name,
      user: 'dev',
      folder: '/home/dev/or ders',
    });
    expect(Object.fromEntries(links.map(({ id, url }) => [id, url]))).toEqual({
      vscode:
        'vscode://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/or%20ders?windowId=_blank',
      'vscode-insiders':
        'vscode-insiders://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/or%20ders?windowId=_blank',
      cursor:
        'cursor://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/or%20ders?windowId=_blank',
      windsurf:
        'windsurf://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/or%20ders?windowId=_blank',
      vscodium:
        'vscodium://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/or%20ders?windowId=_blank',
      jetbrains:
        'jetbrains-gateway://connect#projectPath=%2Fhome%2Fdev%2For%20ders&host=ws-orders-abcdefgh&port=22&user=dev&type=ssh&deploy=false',
      zed: 'zed://ssh/ws-orders-abcdefgh/home/dev/or%20ders',
    });
  });

  it('has only listed schemes and no token, whatever the folder is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), text => {
        for (const { url } of editorLinks({
          alias: ref.name,
          user: 'dev',
          folder: `/home/dev/${text}`,
        })) {
          expect(url).toMatch(
            /^(vscode|vscode-insiders|cursor|windsurf|vscodium|jetbrains-gateway|zed):\/\/[^\s"'<>]*$/,
          );
          expect(url).not.toMatch(/[?&#]token=/);
        }
      }),
    );
  });

  it.each(['-oProxyCommand=id', 'a b', 'x:alert(1)', 'a/b'])(
    'refuses the alias %s',
    alias => {
      expect(() =>
        editorLinks({ alias, user: 'dev', folder: '/home/dev/x' }),
      ).toThrow('no SSH destination');
    },
  );
});

describe('ssh', () => {
  it('has a principal for each workspace', () => {
    expect(principalOf(ref)).toBe(
      'dev/sb-alice-workspaces-abcdefgh/ws-orders-abcdefgh',
    );
    expect(principalOf({ ...ref, cluster: 'a b,c\n' })).toMatch(
      /^a%20b%2Cc%0A\//,
    );
  });

  it('configures ssh', () => {
    expect(sshConfig(ref, { portal: 'https://portal.example.com' }))
      .toMatchInlineSnapshot(`
      "# ws-orders-abcdefgh, through https://portal.example.com
      Match originalhost ws-orders-abcdefgh exec "fairway ssh-certificate https://portal.example.com dev sb-alice-workspaces-abcdefgh ws-orders-abcdefgh"
        CertificateFile ~/.fairway/ssh/ws-orders-abcdefgh-cert.pub
      Host ws-orders-abcdefgh
        User dev
        IdentityFile ~/.fairway/ssh/id_ed25519
        IdentitiesOnly yes
        HostKeyAlias ws-orders-abcdefgh.sb-alice-workspaces-abcdefgh
        UserKnownHostsFile ~/.fairway/ssh/known_hosts
        StrictHostKeyChecking accept-new
        ServerAliveInterval 30
        ProxyCommand fairway ssh-proxy https://portal.example.com dev sb-alice-workspaces-abcdefgh ws-orders-abcdefgh
      "
    `);
  });

  it.each(['http://x/$(id)', 'http://x"\nHost *', 'a;b'])(
    'lets nothing of %j into a command',
    portal => {
      expect(() => sshConfig(ref, { portal })).toThrow('cannot stand');
    },
  );
});

it('a kubeconfig has one context, and says when it ends', () => {
  const text = kubeconfigOf({
    cluster: 'dev',
    server: 'https://10.0.0.1:6443',
    caData: 'Q0E=',
    namespace: ref.namespace,
    user: 'alice',
    token: 'abc',
    expiresAt: '2026-03-02T12:00:00Z',
  });
  expect(text).toContain('# Credentials end at 2026-03-02T12:00:00Z');
  expect(parse(text)).toMatchObject({
    'current-context': ref.namespace,
    users: [{ name: 'alice', user: { token: 'abc' } }],
    contexts: [{ context: { namespace: ref.namespace } }],
  });
});
