import { patternFor } from '../routing/routingKey';
import { writeJson } from '../write/json';
import { attachedTo } from './attach';
import { portsOf, type Draft, type DraftFile } from './Draft';
import { joinPath } from './paths';

/** mirrord's own word for the key of the configuration. */
const KEY = '{{ key }}';
/** Kinds that need the paid operator. */
const OPERATOR_ONLY = ['StatefulSet', 'CronJob', 'Job', 'DaemonSet'];

/** The header filter: headers are matched as `Name: value`. */
export const mirrordFilter = `^baggage: ${patternFor(KEY).slice(1)}`;

/** mirrord runs a local process as if it were in the pod. */
export function mirrord(draft: Draft): DraftFile[] {
  const { facts, target } = draft;
  const attached = attachedTo(draft);
  const container = draft.need('container', facts.container, 'a container');
  if (!attached || !container) {
    return [];
  }
  const { workload, namespace } = attached;
  const kind = workload.kind.toLowerCase();
  if (OPERATOR_ONLY.includes(workload.kind)) {
    draft.confirm(
      'needs-operator',
      `mirrord attaches to a ${workload.kind} only with its operator, which is paid`,
      { field: 'workload', value: `${workload.kind}/${workload.name}` },
    );
  }
  const document = {
    kube_context: target.context,
    target: {
      path: `${kind}/${workload.name}/container/${container}`,
      namespace,
    },
    key: target.routingKey,
    feature: {
      network: { incoming: incomingOf(draft) },
      copy_target: false,
    },
  };
  return [
    {
      path: joinPath(draft.folder, '.mirrord', 'mirrord.json'),
      body: writeJson(document),
      syntax: 'json',
    },
  ];
}

/** A filter only works with `steal`; without one everybody's requests would come. */
function incomingOf(draft: Draft): object {
  if (!portsOf(draft)) {
    draft.info(
      'no-traffic',
      'It listens nowhere: environment and files are brought, and no traffic',
      { field: 'port' },
    );
    return { mode: 'off' };
  }
  return { mode: 'steal', http_filter: { header_filter: mirrordFilter } };
}
