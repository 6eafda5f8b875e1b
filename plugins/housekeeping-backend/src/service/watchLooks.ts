import {
  Wake,
  type CacheLease,
  type Cluster,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Looks } from './Looks';

/** Where messages go, and how to know that nobody listens any more. */
export interface Sink<T> {
  signal: AbortSignal;
  send(message: T): Promise<void>;
}

/** A cluster, and what is known of it while it is looked at. */
export interface Look {
  cluster: Cluster;
  lease: CacheLease;
}

/** Looks at the clusters that are asked for, once. */
export async function withLooks<T>(
  looks: Looks,
  wanted: { cluster?: string; signal?: AbortSignal },
  use: (open: readonly Look[]) => Promise<T>,
): Promise<T> {
  const { signal } = wanted;
  const clusters = await looks.clusters(wanted.cluster);
  const open = await Promise.all(
    clusters.map(async cluster => ({
      cluster,
      lease: await looks.open(cluster, { signal }),
    })),
  );
  try {
    return await use(open);
  } finally {
    open.forEach(({ lease }) => lease.release());
  }
}

/** Looks at them for as long as somebody listens. Never sends the same twice. */
export async function watchLooks<T>(
  looks: Looks,
  options: {
    cluster?: string;
    sink: Sink<T>;
    compose: (open: readonly Look[]) => Promise<T>;
    /** Milliseconds after which it is composed again though nothing changed. */
    ttl: number;
    /** Milliseconds between two messages, so that a busy cluster does not keep the portal busy. */
    rest: number;
    /** Tells of changes that are not the clusters'. */
    onChange?: (listener: () => void) => () => void;
  },
): Promise<void> {
  const { cluster, sink, compose, ttl, rest, onChange } = options;
  const { signal } = sink;
  await withLooks(looks, { cluster, signal }, async open => {
    const wake = new Wake();
    const stops = open.map(({ lease }) => lease.onChange(wake.up));
    if (onChange) {
      stops.push(onChange(wake.up));
    }
    try {
      let sent = '';
      while (!signal.aborted) {
        const message = await compose(open);
        const text = JSON.stringify(message);
        if (text !== sent) {
          sent = text;
          await sink.send(message);
        }
        await new Wake().sleep({ timeout: rest, signal });
        await wake.sleep({ timeout: ttl, signal });
      }
    } finally {
      stops.forEach(stop => stop());
    }
  });
}
