import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  stringifyWorkspaceRef,
  type ConnectInfo,
  type IssueCertificateInput,
  type SandboxKubeconfig,
  type SshCertificate,
  type WorkspaceRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  type Cluster,
  type ContainerPath,
  type FairwayClusters,
  type UserCredentials,
  type Viewers,
  type WorkspaceDriver,
  type WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { kubeconfigOf } from '../domain/connect/kubeconfig';
import { editorLinks } from '../domain/connect/links';
import {
  principalOf,
  SSH_USER,
  sshConfig,
  sshSetUp,
} from '../domain/connect/ssh';
import { TYPES } from '../domain/kinds/resourceTypes';
import type { Settings } from '../domain/settings/settings';
import { situationOf } from '../domain/state/state';
import type { Caller } from './Caller';
import type { Gate } from './createServices';
import type { Finder } from './Finder';
import { issueToken } from './issueToken';
import type { Authority } from './ssh/Authority';

const MINUTE = 60_000;
/** Clocks differ a little. */
const SKEW = MINUTE;

interface AccessOptions {
  auditor: AuditorService;
  authority: Authority;
  /** Base URL of the portal, for the configuration of ssh. */
  portal: string;
  clusters: FairwayClusters;
  driver: WorkspaceDriver;
  finder: Finder;
  gate: Gate;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

/** A workspace that somebody may work in. */
export interface Admitted {
  cluster: Cluster;
  facts: WorkspaceFacts;
  actor: string;
  user: UserCredentials;
}

/** Ways into workspaces. Everything here asks for the permission `workspace.connect`. */
export class Access {
  private constructor(private readonly options: AccessOptions) {}

  static create(options: AccessOptions): Access {
    return new Access(options);
  }

  /** How one gets in. Holds no secret. */
  async info(ref: WorkspaceRef, caller: Caller): Promise<ConnectInfo> {
    const { settings, authority, portal } = this.options;
    const { facts } = await this.admit(ref, caller);
    const { cluster, namespace, name } = ref;
    const { state, message } = situationOf(facts, this.moment());
    const runs =
      state === 'running'
        ? { enabled: true }
        : { enabled: false, why: message };
    const ssh = await authority.publicKey().then(
      () => runs,
      (error: Error) => ({ enabled: false, why: error.message }),
    );
    return {
      cluster,
      namespace,
      name,
      terminal: runs,
      ssh: {
        available: ssh,
        alias: name,
        command: `ssh ${name}`,
        config: sshConfig(ref, { portal }),
        setUp: sshSetUp(),
        certificateMinutes: settings.ssh.certificateMinutes,
      },
      links: editorLinks({
        alias: name,
        user: SSH_USER,
        folder: facts.record.spec.repository.folder,
      }),
      kubeconfig: { enabled: true, minutes: settings.kubeconfig.minutes },
    };
  }

  /** Signs a key for a few minutes and one workspace. */
  async certificate(
    input: IssueCertificateInput,
    caller: Caller,
  ): Promise<SshCertificate> {
    const { cluster, namespace, name, publicKey } = input;
    const ref = { cluster, namespace, name };
    return this.attempt(
      ref,
      { caller, verb: 'ssh-certificate' },
      async ({ actor }) => {
        const { settings, authority, now } = this.options;
        const time = now().getTime();
        const validTo = new Date(
          time + settings.ssh.certificateMinutes * MINUTE,
        );
        const principal = principalOf(ref);
        const keyId = `${actor} ${principal}`;
        const certificate = await authority.sign({
          publicKey,
          keyId,
          principal,
          validFrom: new Date(time - SKEW),
          validTo,
        });
        return {
          certificate,
          principal,
          keyId,
          validTo: validTo.toISOString(),
        };
      },
    );
  }

  /** A kubeconfig for the sandbox, with a token that ends soon. */
  async kubeconfig(
    ref: WorkspaceRef,
    caller: Caller,
  ): Promise<SandboxKubeconfig> {
    return this.attempt(
      ref,
      { caller, verb: 'kubeconfig' },
      async ({ cluster }) => {
        const { settings } = this.options;
        const { namespace } = ref;
        const { minutes, clusterRole, servers } = settings.kubeconfig;
        const server = servers[cluster.name] ?? (await cluster.endpoint());
        const { token, expiresAt } = await issueToken(cluster, {
          namespace,
          clusterRole,
          seconds: minutes * 60,
        });
        return {
          fileName: `${namespace}.kubeconfig`,
          expiresAt,
          kubeconfig: kubeconfigOf({
            ...server,
            cluster: cluster.name,
            namespace,
            user: `${namespace}-developer`,
            token,
            expiresAt,
          }),
        };
      },
    );
  }

  /**
   * Permission first: whoever may not learns nothing. Then the cluster itself is
   * asked, so that no policy of the portal opens what the cluster keeps closed.
   *
   * @throws NotAllowedError, or NotFoundError if it is no workspace of this portal
   */
  async admit(ref: WorkspaceRef, { credentials }: Caller): Promise<Admitted> {
    const { viewers, gate, clusters, finder } = this.options;
    const user = viewers.requireUser(credentials);
    const { cluster: clusterName, namespace, name } = ref;
    await gate.require(
      'connect',
      {
        resourceRef: stringifyWorkspaceRef(ref),
        title: `to ${name} in cluster ${clusterName}`,
      },
      user,
    );
    const cluster = await clusters.get(clusterName);
    await this.requireRights(cluster, ref, user);
    const found = await finder.afresh(cluster, { namespace, name });
    if (!found || !('facts' in found)) {
      throw new NotFoundError(
        `${name} in ${namespace} of cluster ${clusterName} is not a workspace of this portal`,
      );
    }
    const { user: actor } = await viewers.refsOf(user);
    return { cluster, facts: found.facts, actor, user };
  }

  /** Where its shell is. @throws ConflictError if it does not run */
  containerOf({ facts }: Admitted): ContainerPath {
    const container = this.options.driver.containerOf(facts);
    if (!container) {
      throw new ConflictError(
        `${facts.name} does not run: ${
          situationOf(facts, this.moment()).message
        }`,
      );
    }
    return container;
  }

  /** What is done as the operator must be what the person could do as well. */
  private async requireRights(
    cluster: Cluster,
    { namespace, name }: WorkspaceRef,
    user: UserCredentials,
  ): Promise<void> {
    if (cluster.writeAs === 'serviceAccount') {
      // It knows no people: the portal's policy is all there is.
      return;
    }
    const { clusters, viewers } = this.options;
    const { user: userEntityRef, ownership } = await viewers.refsOf(user);
    const identity = clusters.identityOf({
      userEntityRef,
      ownershipEntityRefs: ownership,
    });
    const { allowed, reason } = await cluster.actingFor(identity).mayI({
      verb: 'create',
      type: TYPES.Pod,
      namespace,
      subresource: 'exec',
    });
    if (!allowed) {
      throw new NotAllowedError(
        `You may not connect to ${name}: cluster ${cluster.name} does not let ${
          identity.user
        } run commands in pods of ${namespace}${reason ? ` (${reason})` : ''}`,
      );
    }
  }

  private moment() {
    const { settings, now } = this.options;
    return { now: now(), startDeadlineMinutes: settings.startDeadlineMinutes };
  }

  /** What comes out of it is a secret, so that the audit log names who got one. */
  private async attempt<T>(
    ref: WorkspaceRef,
    options: { caller: Caller; verb: string },
    work: (admitted: Admitted) => Promise<T>,
  ): Promise<T> {
    const { caller, verb } = options;
    const { viewers, auditor } = this.options;
    const user = viewers.requireUser(caller.credentials);
    const { user: actor } = await viewers.refsOf(user);
    const { cluster, namespace, name } = ref;
    return audited(
      auditor,
      {
        eventId: 'workspace-access',
        verb,
        actor,
        reason: 'Asked for by the user',
        ...{ cluster, namespace, name },
        request: caller.request,
      },
      async () => work(await this.admit(ref, caller)),
    );
  }
}
