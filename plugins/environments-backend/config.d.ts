export interface Config {
  environments?: {
    /**
     * Tells this portal's environments from another portal's in the same
     * cluster. Becomes a label's value and part of every name: choose it once.
     * @default default
     */
    instance?: string;
    /** Names of the clusters that hold environments; all if absent. The first is the default. */
    clusters?: string[];
    /**
     * The one ClusterRole that owners are bound to; the operator's own
     * ClusterRole must allow it to bind it.
     * @default fairway-environment-developer
     */
    clusterRole?: string;
    /** What goes in and out of every environment; everything else is refused. */
    network?: {
      dependencies?: Array<{
        /** All pods of this namespace… */
        namespace?: string;
        /** …or these addresses. */
        cidr?: string;
        /** TCP ports; all if absent. */
        ports?: number[];
      }>;
      /** Namespaces whose pods may call in, e.g. the gateway's. */
      ingressFrom?: string[];
      /** Addresses that may call in, e.g. of a gateway outside of the cluster. */
      ingressFromCidrs?: string[];
    };
    /** What an environment of each tier may use; replaces the default of a tier. */
    tiers?: {
      [tier in 's' | 'm' | 'l']?: {
        requests: { cpu: string; memory: string };
        limits: { cpu: string; memory: string };
        storage: string;
        pods: number;
      };
    };
    sandbox?: {
      /** @default s */
      defaultTier?: 's' | 'm' | 'l';
      /** @default 14 */
      defaultDays?: number;
      /**
       * Days that a sandbox may be asked, or renewed, for at a time.
       * @default 60
       */
      maxDays?: number;
      /**
       * Sandboxes that one user or group may own at a time.
       * @default 3
       */
      perOwner?: number;
      /** e.g. `Mon-Fri 08:00-18:00 Europe/Berlin`; always awake if absent. */
      defaultSchedule?: string;
    };
    /**
     * Hours that a wake lasts if nobody says how long.
     * @default 4
     */
    wakeHours?: number;
    lifetime?: {
      /**
       * Hours before the expiry at which the owner is warned.
       * @default 72
       */
      warnBeforeHours?: number;
      /**
       * Hours between a delivered warning and a deletion, at least.
       * @default 48
       */
      minimumNoticeHours?: number;
      /**
       * Hours after its deadline at which a warning counts no more.
       * @default 168
       */
      warningLapsesHours?: number;
      /**
       * Minutes after which a deletion that goes on is called stuck.
       * @default 15
       */
      stuckAfterMinutes?: number;
    };
    /** A pass in which more is due deletes nothing at all. */
    cleanup?: {
      /** @default 10 */
      maxCount?: number;
      /**
       * Of a cluster's environments; counts from four on.
       * @default 25
       */
      maxPercent?: number;
    };
    /** Entity reference of who is warned where an owner is no longer in the catalog. */
    fallbackOwner?: string;
    loop?: {
      /** @default 30 */
      everySeconds?: number;
      /**
       * Seconds that a pass may take. So long, too, nobody else makes one after a
       * replica died in the middle of it.
       * @default 600
       */
      passTimeoutSeconds?: number;
      /** @default 5 */
      writesPerSecond?: number;
      /**
       * Namespaces that may be in deletion at a time, in one cluster.
       * @default 10
       */
      maxDeleting?: number;
    };
    /** Absent: there are no previews. */
    previews?: {
      /**
       * Names of the clusters that hold previews. The first gets the new ones.
       * @default those of `environments.clusters`, or the portal's first
       */
      clusters?: string[];
      /** Where previews are reached; without it they are not. */
      gateway?: {
        /** Of the Gateway. */
        namespace: string;
        name: string;
        /** Of the Gateway's listeners; all if absent. */
        listener?: string;
        /** Must hold `{name}`, e.g. `{name}.preview.example.com`. */
        host: string;
        /** @default https */
        scheme?: 'http' | 'https';
        /** Only where it is not the scheme's own. */
        port?: number;
      };
      /** Takes the place of the class that an Ingress of a branch names. */
      ingressClass?: string;
      /**
       * Image of a commit, e.g. `registry.example.com/{org}/{repo}:{sha12}`:
       * `{org}` and `{repo}` of the repository, `{sha}` or its first twelve
       * digits. Every image of the same repository is replaced by it.
       */
      image?: string;
      /** Where pods of previews run. */
      podTemplate?: {
        nodeSelector?: { [label: string]: string };
        tolerations?: Array<{
          key?: string;
          operator?: 'Exists' | 'Equal';
          value?: string;
          effect?: string;
        }>;
      };
      /**
       * Path of the program that renders folders with a kustomization.
       * @default kustomize
       */
      kustomize?: string;
      /**
       * Path of the program that renders Helm charts.
       * @default helm
       */
      helm?: string;
      /**
       * Context of the commit status that says that the image is there, e.g.
       * `ci/build`. Without it, nothing is waited for.
       */
      waitForStatus?: string;
      defaults?: {
        /** @default s */
        tier?: 's' | 'm' | 'l';
        /**
         * Days until a preview expires that nobody pushes to or renews.
         * @default 7
         */
        days?: number;
        /** e.g. `Mon-Fri 08:00-18:00 Europe/Berlin`; always awake if absent. */
        schedule?: string;
      };
      /** A schema of its own for each preview, in one shared PostgreSQL. */
      databases?: {
        /**
         * `postgresql://user:password@host:port/database` of a role that may
         * make roles (CREATEROLE), and schemas in this database. The passwords
         * of previews follow from its password.
         * @visibility secret
         */
        url: string;
        /** Where pods reach the server, if not where the portal does. */
        podHost?: string;
        podPort?: number;
        /**
         * Connections that a preview may have at a time.
         * @default 10
         */
        connectionLimit?: number;
        /**
         * Seconds after which a statement of a preview is cancelled, if it sets
         * no other limit itself.
         * @default 60
         */
        statementSeconds?: number;
      };
      /**
       * Seconds between two passes; webhooks are followed at once.
       * @default 30
       */
      everySeconds?: number;
    };
    /** Default: OpenCost's constants for where no cloud bill is connected. */
    prices?: {
      /** @default USD */
      currency?: string;
      /** @default 0.031611 */
      cpuCoreHour?: number;
      /** @default 0.004237 */
      memoryGiBHour?: number;
      /** @default 0.00005479452 */
      storageGiBHour?: number;
      /** Prices of other resources, each per unit and hour, e.g. `nvidia.com/gpu: 0.95`. */
      perHour?: { [resource: string]: number };
    };
  };
}
