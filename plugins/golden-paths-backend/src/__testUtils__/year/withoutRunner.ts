/** Backstage's test backend ends with a test runner's hook; there is none here. */
const hooks = globalThis as { afterAll?: (work: () => unknown) => void };
hooks.afterAll ??= () => undefined;
