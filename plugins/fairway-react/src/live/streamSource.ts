import { ResponseError } from '@backstage/errors';
import type {
  FetchLike,
  RouteClient,
  RouteInput,
  RouteOutput,
  RouteTable,
  StreamName,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  EventSourceMessage,
  fetchEventSource,
} from '@microsoft/fetch-event-source';
import { FatalStreamError, LiveSource } from './types';
import { watchSilence } from './watchSilence';

/** Asking again helps with these only. */
const RETRIED_STATUS = new Set([408, 425, 429]);

/** Names of errors in the stream that asking again would only repeat. */
const FATAL_NAMES = new Set([
  'AuthenticationError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'NotImplementedError',
]);

/**
 * A streaming route of a plugin as a {@link LiveSource}: server-sent events
 * over Backstage's fetchApi, each message parsed by the route's own schema.
 *
 * @public
 */
export function streamSource<
  T extends RouteTable,
  K extends StreamName<T>,
>(options: {
  client: RouteClient<T>;
  routes: T;
  fetchApi: FetchLike;
  name: K;
  input: RouteInput<T[K]>;
  /**
   * A connection that says nothing for as long, not even a heartbeat, counts
   * as lost. @defaultValue 75000
   */
  silenceMs?: number;
}): LiveSource<RouteOutput<T[K]>> {
  const { client, routes, fetchApi, name, input, silenceMs = 75_000 } = options;
  const url = client.url(name, input);
  const { output } = routes[name];
  return {
    key: url,
    async connect(listener, signal) {
      if (signal.aborted) {
        return;
      }
      await fetchEventSource(url, {
        signal,
        // keepLive minds the tab, and closes connections of hidden ones.
        openWhenHidden: true,
        fetch: (resource, init) =>
          fetchApi
            .fetch(resource as string, init)
            .then(response => watchSilence(response, silenceMs)),
        async onopen(response) {
          await assertStream(response);
          listener.onOpen();
        },
        onmessage: message => {
          if (message.event === 'error') {
            throw sentError(message.data);
          }
          if (message.data) {
            listener.onMessage(parse(output, message));
          }
        },
        // keepLive decides whether and when to connect again.
        onerror(error) {
          throw error;
        },
      });
    },
  };
}

async function assertStream(response: Response): Promise<void> {
  if (response.ok) {
    return;
  }
  const error = await ResponseError.fromResponse(response);
  const { status } = response;
  const fatal = status >= 400 && status < 500 && !RETRIED_STATUS.has(status);
  throw fatal ? new FatalStreamError(error) : error;
}

/** The error that the server sent in an open stream. */
export function sentError(data: string): Error {
  const error = new Error('The server closed the stream with an error');
  try {
    const { name, message } = JSON.parse(data);
    error.name = String(name ?? 'Error');
    error.message = String(message ?? error.message);
  } catch {
    // Whoever sent something else than JSON has said nothing we could repeat.
  }
  return FATAL_NAMES.has(error.name) ? new FatalStreamError(error) : error;
}

function parse<O>(
  schema: { parse(value: unknown): O },
  message: EventSourceMessage,
): O {
  try {
    return schema.parse(JSON.parse(message.data));
  } catch (cause) {
    throw new FatalStreamError(
      new Error(
        'The portal and its backend disagree about this answer: one of them is older than the other. Reload the page.',
        { cause },
      ),
    );
  }
}
