import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Request } from 'express';

/** Who asks, and by which request if it came by one. */
export interface Caller {
  credentials: BackstageCredentials;
  request?: Request;
}
