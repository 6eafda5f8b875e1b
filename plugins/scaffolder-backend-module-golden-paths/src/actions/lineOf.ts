import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';

/** e.g. `resources: To start it needs 2 of requests.cpu, …` */
export function lineOf({ field, message }: GoldenPathFinding): string {
  // A finding of a later stage begins with it, and may be one of its own field.
  return field && !message.startsWith(`${field}: `)
    ? `${field}: ${message}`
    : message;
}
