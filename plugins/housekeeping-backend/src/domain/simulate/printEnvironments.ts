/*
 * Prints so many environments of a portal, a JSON object a line, as the
 * environments plugin would mark them: INSTANCE COUNT. `npm run check -- sweep`
 * fills a cluster with them.
 */
import {
  environmentMetadata,
  environmentName,
} from '@fairway-idp/backstage-plugin-fairway-common';

const [instance, count] = process.argv.slice(2);
const lines = Array.from({ length: Number(count) }, (_, i) => {
  const owner = `user:default/${i % 2 ? 'alice' : 'bob'}`;
  const key = { kind: 'sandbox' as const, instance, owner, title: `room ${i}` };
  const name = environmentName(key);
  const metadata = environmentMetadata({
    ...key,
    name,
    createdBy: owner,
    tier: 's',
  });
  return JSON.stringify({ name, ...metadata });
});
process.stdout.write(lines.join('\n'));
