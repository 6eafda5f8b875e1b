export interface Config {
  auth?: {
    providers?: {
      /** Signs in without a password; works with NODE_ENV=development only. */
      developer?: {
        /** Names of the catalog's users who may be chosen. */
        people: string[];
      };
    };
  };
}
