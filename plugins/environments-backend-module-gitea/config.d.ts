export interface Config {
  environments?: {
    previews?: {
      /** Where pull requests come from. */
      forges?: Array<{
        /** `gitea` for this module; others are other modules'. */
        type: string;
        /** Where it is reached, e.g. `https://git.example.com`. */
        url: string;
        /**
         * As it is in the URLs of repositories.
         * @default that of `url`
         */
        host?: string;
        /**
         * Access token of the account that reads pull requests, and writes
         * comments and statuses.
         * @default the credentials of this host in `integrations.gitea`
         * @visibility secret
         */
        token?: string;
        /**
         * What webhooks are signed with; without it none is taken.
         * @visibility secret
         */
        webhookSecret?: string;
      }>;
    };
  };
}
