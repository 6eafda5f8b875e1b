import { parseArgs } from 'node:util';

import { parseServices } from '../services/names.ts';
import type { ServiceName } from '../world/types.ts';

export const PEOPLE = ['alice', 'bob', 'carol', 'platform'] as const;

export interface StartOptions {
  help: boolean;
  name: string;
  clusters: number;
  kubeconfig?: string;
  context?: string;
  as?: string;
  port?: number;
  realNode?: boolean;
  services: ServiceName[];
}

export const HELP = `
npm start -- [OPTIONS]

Sets everything up and starts the portal with a demo shop on a real Kubernetes
of its own. The first start takes up to 15 minutes on two cores (it compiles
Kubernetes from source and installs the packages); later ones less than one.
Everything it makes lies in the folder .fairway; Ctrl-C stops what it started.

  --as PERSON               sign in as alice, bob, carol or platform without being
                            asked
  --clusters N              start N dev clusters (1 to 4) instead of one
  --kubeconfig FILE         use a cluster of your own instead of the dev world
  --context NAME            … and this context of it
  --no-real-node            simulated nodes only
  --with LIST               what stands beside the dev cluster: database, gateway,
                            storage, forge, workspaces, or none (default: all).
                            The first time, the forge and the image of workspaces
                            are made while you use the portal
  --port N                  port of the portal (default: 7007, or a free one)
  --name NAME               name of this run (default: dev), to have several
  --help                    this text

Other commands: npm test, npm run check, npm run dev-world -- --help
`.trim();

/** @throws Error that names the option and its value */
export function parseStartOptions(args: string[]): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      name: { type: 'string', default: 'dev' },
      clusters: { type: 'string', default: '1' },
      kubeconfig: { type: 'string' },
      context: { type: 'string' },
      as: { type: 'string' },
      port: { type: 'string' },
      'no-real-node': { type: 'boolean' },
      with: { type: 'string', default: 'all' },
    },
  });
  if (values.as && !PEOPLE.some(person => person === values.as)) {
    throw new Error(`--as ${values.as}: is one of ${PEOPLE.join(', ')}`);
  }
  if (values.context && !values.kubeconfig) {
    throw new Error('--context goes with --kubeconfig');
  }
  return {
    help: values.help,
    name: values.name,
    clusters: wholeNumber('--clusters', values.clusters, [1, 4]),
    kubeconfig: values.kubeconfig,
    context: values.context,
    as: values.as,
    port:
      values.port === undefined
        ? undefined
        : wholeNumber('--port', values.port, [1024, 65535]),
    realNode: values['no-real-node'] ? false : undefined,
    services: parseServices(values.with),
  };
}

function wholeNumber(
  option: string,
  value: string,
  [min, max]: [number, number],
): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new Error(
      `${option} ${value}: must be a whole number from ${min} to ${max}`,
    );
  }
  return number;
}
