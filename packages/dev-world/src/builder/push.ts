import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BranchHead } from './types.ts';

/** Whether the forge, which knows the secret, signed exactly these bytes. */
export function isSignedBy(
  secret: string,
  body: Buffer,
  signature: string,
): boolean {
  const expected = createHmac('sha256', secret).update(body).digest('hex');
  return (
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  );
}

const NOTHING = /^0+$/;

/** What to build after a push; undefined if it deleted a branch, or pushed none. */
export function headOfPush(payload: unknown): BranchHead | undefined {
  const { ref, after, repository } = payload as {
    ref?: string;
    after?: string;
    repository?: { full_name?: string };
  };
  const branch = /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1];
  const [, org, repo] =
    /^([\w.-]+)\/([\w.-]+)$/.exec(repository?.full_name ?? '') ?? [];
  const sha = /^[0-9a-f]{40}$/.exec(after ?? '')?.[0];
  return branch && org && sha && !NOTHING.test(sha)
    ? { org, repo, sha, branch }
    : undefined;
}
