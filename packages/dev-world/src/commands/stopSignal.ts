/**
 * Aborts at the first Ctrl-C, SIGTERM or SIGHUP, so that what runs can stop in
 * order; a second Ctrl-C ends the process at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted && name === 'SIGINT') {
        process.exit(130);
      }
      controller.abort(new Error(`stopped by ${name}`));
    });
  }
  return controller.signal;
}
