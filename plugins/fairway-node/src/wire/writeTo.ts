import type { Response } from 'express';

/** Added by the compression middleware, which otherwise holds small writes back. */
export type FlushableResponse = Response & { flush?: () => void };

/** Settles when the client can take more; does nothing once it has gone. */
export async function writeTo(
  res: FlushableResponse,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) {
    return;
  }
  const mayGoOn = res.write(text);
  res.flush?.();
  if (!mayGoOn) {
    await new Promise<void>(resolve => {
      const goOn = () => {
        res.off('drain', goOn);
        signal.removeEventListener('abort', goOn);
        resolve();
      };
      res.on('drain', goOn);
      signal.addEventListener('abort', goOn);
    });
  }
}
