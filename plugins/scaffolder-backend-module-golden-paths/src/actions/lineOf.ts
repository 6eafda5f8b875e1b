import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';

/** e.g. `resources: To start it needs 2 of requests.cpu, …` */
export function lineOf({ field, message }: GoldenPathFinding): string {
  return field ? `${field}: ${message}` : message;
}
