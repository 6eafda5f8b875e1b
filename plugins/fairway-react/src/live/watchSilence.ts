/**
 * The same response, whose body errors when nothing arrives for `silenceMs`.
 * Without it a connection that died in between (a laptop that slept, a proxy
 * that forgot) looks live for ever: heartbeats are comments, which the parser
 * of the event stream swallows.
 */
export function watchSilence(response: Response, silenceMs: number): Response {
  if (
    !response.ok ||
    !response.body ||
    typeof TransformStream === 'undefined'
  ) {
    return response;
  }
  let timer: ReturnType<typeof setTimeout>;
  const watched = new TransformStream<Uint8Array, Uint8Array>({
    start: controller => arm(controller),
    transform(chunk, controller) {
      arm(controller);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
  function arm(controller: TransformStreamDefaultController<Uint8Array>) {
    clearTimeout(timer);
    timer = setTimeout(
      () => controller.error(new Error('The server has fallen silent')),
      silenceMs,
    );
  }
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(watched), {
    status,
    statusText,
    headers,
  });
}
