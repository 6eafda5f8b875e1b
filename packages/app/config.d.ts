export interface Config {
  fairway?: {
    signIn?: {
      /**
       * Signs in as this person at once, without asking.
       * @visibility frontend
       */
      as?: string;
      /**
       * Offers to sign in with an account on the Git forge, which must be
       * configured as `auth.providers.oidc`.
       * @visibility frontend
       */
      forge?: boolean;
      /**
       * The people whom the developer sign-in offers. They must also stand in
       * `auth.providers.developer.people`.
       */
      people?: Array<{
        /** @visibility frontend */
        name: string;
        /** @visibility frontend */
        title?: string;
        /** @visibility frontend */
        description?: string;
      }>;
    };
  };
}
