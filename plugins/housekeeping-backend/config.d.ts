export interface Config {
  housekeeping?: {
    /** Names of the clusters that are looked at; all if absent. */
    clusters?: string[];
    /**
     * The cleanup rules. Absent: one of each target, with the default hours. An
     * empty list: none. Where several are of one kind of object, the first that
     * matches decides.
     */
    rules?: Array<{
      /** Stands in warnings and in the ledger. Default: the target. */
      id?: string;
      title?: string;
      target:
        | 'old-pod'
        | 'finished-job'
        | 'failed-job'
        | 'unbound-claim'
        | 'unmounted-claim'
        | 'empty-namespace';
      /** @default true */
      enabled?: boolean;
      /** Hours for which it must have been so; the default depends on the target. */
      olderThanHours?: number;
      /** Hours between a delivered warning and the deletion, at least. */
      noticeHours?: number;
      /**
       * Namespaces that are no environments, by name, into which the rule goes as
       * well. A cluster administrator must have labelled them
       * `fairway.dev/housekeeping: "true"`.
       */
      namespaces?: string[];
      /**
       * false: only into `namespaces`, not into environments.
       * @default true
       */
      environments?: boolean;
    }>;
    /** Namespaces that no rule goes into, beside `kube-*`, `default` and `fairway-system`. */
    systemNamespaces?: string[];
    /** More than this is due at once: nothing is deleted until a person says so. */
    cap?: {
      /**
       * Objects, in a cluster.
       * @default 20
       */
      maxCount?: number;
      /**
       * Percent of the objects that rules look at; counts above three objects.
       * @default 10
       */
      maxPercent?: number;
    };
    /**
     * Hours after its deadline at which a warning counts no more.
     * @default 168
     */
    warningLapsesHours?: number;
    /**
     * Hours without a look after which it is not known any more since when
     * something is of no use: it counts anew.
     * @default 24
     */
    sightingGapHours?: number;
    /**
     * Days of a renewal that does not say.
     * @default 14
     */
    renewDays?: number;
    /** @default 90 */
    maxRenewDays?: number;
    /**
     * Kinds that are no sign of life in a namespace, as `widgets.example.com` or
     * `*.example.com`.
     */
    ignoredKinds?: string[];
    /**
     * Entity reference of whoever is asked about what has no owner. Default:
     * `environments.fallbackOwner`.
     */
    fallbackOwner?: string;
    loop?: {
      /** @default 300 */
      everySeconds?: number;
      /** @default 600 */
      passTimeoutSeconds?: number;
      /**
       * Deletions per second.
       * @default 5
       */
      writesPerSecond?: number;
    };
    capacity?: {
      /**
       * Labels of nodes that name their pool; the first that is there decides.
       * Default: those of Karpenter, GKE, EKS and AKS.
       */
      poolLabels?: string[];
      /** @default 60 */
      sampleEverySeconds?: number;
      /**
       * Percent of a pool that is requested from which it is warned of.
       * @default 90
       */
      fullPercent?: number;
      /**
       * Days in advance at which a pool that fills up is warned of.
       * @default 7
       */
      warnDays?: number;
    };
  };
}
