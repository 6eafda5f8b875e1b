import { baggagePattern, ROUTING_ENTRY } from '../routing/routingKey';
import { writeYaml } from '../write/yaml';
import { attachedTo, type Attached } from './attach';
import { portsOf, type Draft, type DraftFile } from './Draft';
import { joinPath } from './paths';
import { TOOL_INFO } from './tools';

const KINDS = ['Deployment', 'StatefulSet'];

/** Telepresence brings requests that carry the key to the developer, and only those. */
export function telepresence(draft: Draft): DraftFile[] {
  const { facts, target } = draft;
  const attached = attachedTo(draft);
  if (!attached) {
    return [];
  }
  const { workload, namespace } = attached;
  if (!KINDS.includes(workload.kind)) {
    draft.block(
      'kind-without-attachment',
      `Telepresence attaches to ${KINDS.join(' and ')}, not to a ${
        workload.kind
      }`,
      { field: 'workload', value: `${workload.kind}/${workload.name}` },
    );
    return [];
  }
  const document = {
    apiVersion: TOOL_INFO.telepresence.format,
    kind: 'WorkstationState',
    connection: {
      context: target.context,
      namespace,
      ...(target.trafficManagerNamespace && {
        managerNamespace: target.trafficManagerNamespace,
      }),
    },
    attachments: [attachmentOf(draft, attached)],
  };
  return [
    {
      path: joinPath(draft.folder, 'telepresence.yaml'),
      body: writeYaml(document),
      syntax: 'hash',
    },
    {
      // What is written to it holds Secrets of the cluster.
      path: joinPath(draft.folder, '.gitignore'),
      body: `${environmentFile(facts.name)}\n`,
      syntax: 'hash',
      mayAppend: true,
    },
  ];
}

function environmentFile(name: string): string {
  return `.env.${name}`;
}

function attachmentOf(draft: Draft, { workload }: Attached): object {
  const { facts } = draft;
  const ports = portsOf(draft);
  const common = {
    ...(facts.container && { container: facts.container }),
    env: { file: environmentFile(facts.name), syntax: 'docker' },
  };
  const command = facts.devCommand && { command: facts.devCommand };
  if (!ports) {
    draft.info(
      'no-traffic',
      'It listens nowhere: environment and volumes are brought, and no traffic',
      { field: 'port' },
    );
    return {
      type: 'ingest',
      name: workload.name,
      ...common,
      mount: { enabled: true },
      ...command,
    };
  }
  return {
    type: 'intercept',
    name: workload.name,
    workload: workload.name,
    ...(facts.service && { service: facts.service }),
    ...common,
    ports: [`${ports.local}:${ports.remote}`],
    // A colon anywhere would be taken for the end of the header's name.
    httpHeaders: [`baggage=${baggagePattern(draft.target.routingKey)}`],
    metadata: { owner: draft.target.routingKey, component: facts.name },
    mount: { enabled: true, readOnly: true },
    ...command,
  };
}

/** What a request must carry to come to the developer. */
export const markedBy = (key: string) => `baggage: ${ROUTING_ENTRY}=${key}`;
