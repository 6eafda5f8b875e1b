export interface Config {
  /** Upgrades and adoption of golden paths. */
  goldenPaths?: {
    /**
     * Entity reference of whoever is told of new versions beside an owner, and in
     * the place of one who is not in the catalog.
     */
    fallbackOwner?: string;
    /** How often templates, the scaffolder's tasks and clusters are looked at; default 300. */
    everySeconds?: number;
    campaigns?: {
      /** Repositories that a campaign begins in a minute; default 6. */
      perMinute?: number;
    };
    adoption?: {
      /**
       * Namespaces that belong to nobody's component; a `*` at the end stands for
       * anything. Default: `kube-*`, `fairway-system`, `gateways`, `monitoring`,
       * `argocd`, `flux-system` and `crossplane-system`. Previews and workspaces are
       * left out by themselves.
       */
      excludeNamespaces?: string[];
      /**
       * What your golden paths offer beyond a Deployment or CronJob of one container,
       * by the words of the page, e.g. `persistent volume`.
       */
      offered?: string[];
    };
  };
}
