import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, InputError } from '@backstage/errors';
import type {
  Forge,
  ForgeHint,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { z } from 'zod/v3';

/** A status of our own tells us nothing new; a look because of it would never end. */
const OWN_CONTEXTS = 'fairway/';

const repositorySchema = z.object({
  id: z.number().int().positive(),
  full_name: z.string(),
});

const pullRequestEvent = z.object({
  number: z.number().int().positive(),
  repository: repositorySchema,
});

const statusEvent = z.object({
  context: z.string(),
  repository: repositorySchema,
});

/**
 * See `Forge.readWebhook`. Gitea also sends the headers of GitHub and Gogs, and
 * without a secret it sends empty signatures: neither of them is looked at.
 */
export function readWebhook(
  { headers, rawBody }: Parameters<Forge['readWebhook']>[0],
  secret: string | undefined,
): ForgeHint | undefined {
  const contentType = one(headers['content-type'])?.split(';')[0].trim();
  if (contentType?.toLowerCase() !== 'application/json') {
    throw new InputError(
      `The webhook's content type is '${contentType}'; set it to application/json in Gitea`,
    );
  }
  if (!isSigned(rawBody, one(headers['x-gitea-signature']), secret)) {
    throw new AuthenticationError(
      secret
        ? 'The signature of the webhook is not that of the secret in webhookSecret'
        : 'No webhook is taken without webhookSecret in the configuration of the forge',
    );
  }
  const event = one(headers['x-gitea-event']);
  if (event === 'pull_request') {
    const { number, repository } = parse(pullRequestEvent, rawBody, event);
    return { ...hintOf(repository), number };
  }
  if (event === 'status') {
    const { context, repository } = parse(statusEvent, rawBody, event);
    return context.startsWith(OWN_CONTEXTS) ? undefined : hintOf(repository);
  }
  return undefined;
}

/** A header that came twice is nobody's. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function isSigned(
  body: Uint8Array,
  signature: string | undefined,
  secret: string | undefined,
): boolean {
  if (!secret || !signature || !/^[0-9a-f]{64}$/.test(signature)) {
    return false;
  }
  const expected = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

function parse<T>(schema: z.ZodType<T>, body: Uint8Array, event: string): T {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch (error) {
    throw new InputError(`The webhook '${event}' is no JSON`, error);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw new InputError(
      `The webhook '${event}' is not understood: ${path.join('.')} ${message}`,
    );
  }
  return parsed.data;
}

function hintOf({
  id,
  full_name: fullName,
}: z.infer<typeof repositorySchema>): ForgeHint {
  return { repositoryId: `${id}`, fullName };
}
