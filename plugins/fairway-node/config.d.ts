export interface Config {
  /** Of the upstream Kubernetes plugin; only what Fairway reads of it. */
  kubernetes?: {
    clusterLocatorMethods?: Array<{
      clusters?: Array<{
        /**
         * Token of the service account that lists, watches and impersonates.
         * @visibility secret
         */
        serviceAccountToken?: string;
      }>;
    }>;
  };

  fairway?: {
    /** What Fairway adds to clusters, by their name. */
    clusters?: {
      [name: string]: {
        /**
         * Whose rights a change has: the signed-in user's, who is impersonated,
         * or the service account's.
         * @default user
         */
        writeAs?: 'user' | 'serviceAccount';
        /**
         * Token of another account for changes, so that the one that lists and
         * watches needs no right to impersonate.
         * @visibility secret
         */
        actorToken?: string;
        /**
         * Token of the account of the portal's own loops, which keep environments:
         * deploy/environments.yaml. Without it, the actor's.
         * @visibility secret
         */
        operatorToken?: string;
        /**
         * Takes URL and credentials from a kubeconfig file; defines the cluster
         * if `kubernetes.clusterLocatorMethods` does not.
         */
        kubeconfig?: {
          /** Absolute file name. */
          file: string;
          /** Default: the file's current context. */
          context?: string;
        };
      };
    };

    /**
     * Locations of the catalog from which a component may name any repository: its
     * address, or what it begins with if that ends with `/`. Beside them those of
     * `catalog.locations`, files, and what providers bring. Everything else may name
     * only the repository from a branch of which it was registered.
     */
    trustedLocations?: string[];

    /** How people of the catalog are called in Kubernetes. */
    impersonation?: {
      /**
       * Must contain `{name}`, may contain `{namespace}`.
       * @default backstage:{namespace}/{name}
       */
      userTemplate?: string;
      /**
       * Must contain `{name}`, may contain `{namespace}`.
       * @default backstage:{namespace}/{name}
       */
      groupTemplate?: string;
      /**
       * Entity references of the groups that are sent, e.g. `group:default/payments`:
       * those that the actor's ClusterRole lets it impersonate. Without it, all.
       */
      groups?: string[];
    };
  };
}
