/**
 * For tests of backend plugins. Needs `@backstage/backend-test-utils`,
 * `better-sqlite3` and `supertest`.
 *
 * @packageDocumentation
 */
export * from './testing/startTestPortal';
