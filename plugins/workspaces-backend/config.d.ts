export interface Config {
  workspaces?: {
    /** Names of the clusters; those of `environments` if absent. The first is the default. */
    clusters?: string[];
    /** Short for one of `images`, called `default`. */
    image?: string;
    /** What a workspace can be made of; the first is the default. See the README for what an image must have. */
    images?: Array<{
      /** Stands in the object; do not change it. */
      id: string;
      title?: string;
      description?: string;
      /** Reference of a container image. */
      image: string;
    }>;
    /** Of its volume; the cluster's default if absent. */
    storageClass?: string;
    /** Where its pod goes. */
    podTemplate?: {
      nodeSelector?: { [label: string]: string };
      tolerations?: Array<{
        key?: string;
        operator?: string;
        value?: string;
        effect?: string;
      }>;
      runtimeClassName?: string;
      priorityClassName?: string;
    };
    /** How pods reach Git forges, where that is not as the catalog calls them. */
    forges?: Array<{
      /** As the catalog calls it, e.g. `https://git.example.com`. */
      url: string;
      /** As pods reach it. An address is let through by the network policy; a name is not: see `egress`. */
      cloneUrl?: string;
      /**
       * Name of a Secret in the sandbox, of type `kubernetes.io/basic-auth`, that
       * its owner makes. The portal never reads it.
       */
      secret?: string;
    }>;
    /**
     * What every workspace may reach beside names, its own sandbox and the
     * dependencies of its component. Default: the public internet on TCP ports
     * 22, 80 and 443.
     */
    egress?: Array<{
      /** These addresses… */
      cidr?: string;
      except?: string[];
      /** …or pods of this namespace. */
      namespace?: string;
      podLabels?: { [label: string]: string };
      /** TCP ports; all if absent. */
      ports?: number[];
    }>;
    /** What a workspace of each tier may use; replaces the default of a tier. */
    tiers?: {
      [tier in 's' | 'm' | 'l']?: {
        requests: { cpu: string; memory: string };
        limits: { cpu: string; memory: string };
        /** Size of its volume. */
        storage: string;
      };
    };
    /** @default s */
    defaultTier?: 's' | 'm' | 'l';
    limits?: {
      /** @default 5 */
      perUser?: number;
      /**
       * Of one user, at a time.
       * @default 2
       */
      runningPerUser?: number;
    };
    idle?: {
      /**
       * Minutes without a sign of life after which a workspace stops.
       * @default 60
       */
      defaultMinutes?: number;
      /**
       * The most that somebody may choose.
       * @default 1440
       */
      maxMinutes?: number;
      /**
       * A process that runs longer keeps a workspace alive no more: it may hang.
       * @default 6
       */
      maxProcessHours?: number;
    };
    /**
     * Minutes after which a start is given up.
     * @default 5
     */
    startDeadlineMinutes?: number;
    ssh?: {
      /**
       * Life of a certificate; 15 at most.
       * @default 10
       */
      certificateMinutes?: number;
      /**
       * OpenSSH's program, beside the portal.
       * @default ssh-keygen
       */
      program?: string;
      /**
       * Private key of the authority that workspaces trust, as OpenSSH writes it,
       * without a passphrase. Without it one is made and kept in the plugin's
       * database.
       * @visibility secret
       */
      authorityKey?: string;
    };
    /**
     * Minutes without a key stroke after which a web terminal is closed.
     * @default 60
     */
    terminalIdleMinutes?: number;
    kubeconfig?: {
      /**
       * Life of the credentials; 10 at least.
       * @default 60
       */
      minutes?: number;
      /** How developers reach the API server of a cluster, by its name; else as the portal does. */
      servers?: {
        [cluster: string]: { server: string; caData?: string };
      };
    };
    /** The sandbox that is made for somebody who has none. */
    sandbox?: {
      /** @default workspaces */
      title?: string;
      /** Default: that of the environments plugin. */
      tier?: 's' | 'm' | 'l';
    };
    loop?: {
      /** @default 20 */
      everySeconds?: number;
    };
  };
}
