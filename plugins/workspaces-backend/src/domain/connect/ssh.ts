import type {
  ConnectInfo,
  WorkspaceRef,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** The login of the image. */
export const SSH_USER = 'dev';

/**
 * The principal of certificates for a workspace. Cluster, sandbox and name are
 * in it: a certificate for one opens no other, of the same name elsewhere.
 */
export function principalOf({
  cluster,
  namespace,
  name,
}: WorkspaceRef): string {
  // A blank or a comma would end it in the SSH server's file.
  const part = encodeURIComponent(cluster).replaceAll(',', '%2C');
  return `${part}/${namespace}/${name}`;
}

/**
 * What goes into `~/.ssh/config`. Holds no secret: the certificate is fetched
 * when it is needed, by somebody who is signed in to the portal.
 */
export function sshConfig(
  ref: WorkspaceRef,
  options: { portal: string },
): string {
  const { cluster, namespace, name } = ref;
  const target = [options.portal, cluster, namespace, name]
    .map(shellWord)
    .join(' ');
  const folder = `~/.fairway/ssh/${name}`;
  return `# ${name}, through ${options.portal}
Match originalhost ${name} exec "fairway ssh-certificate ${percent(target)}"
  CertificateFile ${folder}-cert.pub
Host ${name}
  User ${SSH_USER}
  IdentityFile ~/.fairway/ssh/id_ed25519
  IdentitiesOnly yes
  HostKeyAlias ${name}.${namespace}
  UserKnownHostsFile ~/.fairway/ssh/known_hosts
  StrictHostKeyChecking accept-new
  ServerAliveInterval 30
  ProxyCommand fairway ssh-proxy ${percent(target)}
`;
}

/** ssh puts something in the place of `%x`. */
function percent(text: string): string {
  return text.replaceAll('%', '%%');
}

/** Only what no shell minds; all that is ours is of that kind. */
function shellWord(text: string): string {
  if (!/^[-A-Za-z0-9_.:/@%+=[\]]+$/.test(text)) {
    throw new Error(
      `'${text}' cannot stand in a command of ssh's configuration`,
    );
  }
  return text;
}

/** What is done once on a machine. */
export function sshSetUp(): ConnectInfo['ssh']['setUp'] {
  return [
    {
      title: 'Make the program executable, and put it where commands are found',
      command:
        'chmod +x ~/Downloads/fairway.mjs && mv ~/Downloads/fairway.mjs ~/.local/bin/fairway',
    },
    {
      title: 'Sign in to the portal on this machine',
      command: 'npx @backstage/cli auth login',
    },
  ];
}
