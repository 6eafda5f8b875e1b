import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ForgeHint } from '@fairway-idp/backstage-plugin-fairway-node';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Forges } from './Forges';

/** Where forges send their webhooks; the signature decides who is let in. */
export const WEBHOOKS = '/webhooks';

/** Bytes; a hint needs a few, a forge sends the whole pull request. */
const LONGEST = '5mb';

/**
 * Takes webhooks: answers at once, and looks afterwards. What they say is a
 * hint only.
 */
export function createWebhooks(options: {
  forges: Forges;
  logger: LoggerService;
  hint: (host: string, hint: ForgeHint) => Promise<void>;
}): Router {
  const { forges, logger, hint } = options;
  const router = PromiseRouter();
  // The signature is over the very bytes: nothing may parse them before.
  const readBody = express.raw({ type: () => true, limit: LONGEST });
  router.post(`${WEBHOOKS}/:type`, readBody, async (req, res) => {
    const candidates = forges.ofType(req.params.type);
    if (candidates.length === 0) {
      throw new NotFoundError(`There is no forge of type '${req.params.type}'`);
    }
    const rawBody = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const { host, said } = read(candidates, { headers: req.headers, rawBody });
    res.status(202).end();
    if (said) {
      hint(host, said).catch((error: Error) => {
        logger.warn(`A webhook of ${host} led to nothing: ${error.message}`);
      });
    }
  });
  return router;
}

/** By the first forge whose secret fits. */
function read(
  candidates: ReturnType<Forges['ofType']>,
  request: Parameters<(typeof candidates)[0]['readWebhook']>[0],
): { host: string; said: ForgeHint | undefined } {
  let refusal: unknown;
  for (const forge of candidates) {
    try {
      return { host: forge.host, said: forge.readWebhook(request) };
    } catch (error) {
      if (!(error instanceof AuthenticationError)) {
        throw error;
      }
      refusal = error;
    }
  }
  throw refusal ?? new ServiceUnavailableError('No forge takes webhooks');
}
