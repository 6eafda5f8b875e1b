import type { Plan, Situation } from '../change/plan';
import {
  timeText,
  findManager,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { finding, type Guard } from './finding';

/** Guards that look at every change. */
export function alwaysGuards(
  situation: Situation,
  action: Plan['action'],
): Guard[] {
  return [
    terminating(situation),
    managed(situation, action),
    unchecked(situation),
  ];
}

function terminating({ workload, surroundings }: Situation): Guard {
  const { deletionTimestamp, finalizers = [] } = workload.metadata ?? {};
  if (!deletionTimestamp && !surroundings.namespaceTerminating) {
    return undefined;
  }
  return finding('terminating', 'block', {
    message: 'This object is being deleted.',
    evidence: {
      ...(deletionTimestamp && {
        'deletion timestamp': timeText(deletionTimestamp),
      }),
      ...(surroundings.namespaceTerminating && { namespace: 'Terminating' }),
      ...(finalizers.length > 0 && { finalizers: finalizers.join(', ') }),
    },
  });
}

const MANAGERS = {
  'Argo CD': {
    id: 'argo',
    label: 'Application',
    message:
      'Argo CD will put this back at the next sync (now, if self-heal is on).',
  },
  Flux: {
    id: 'flux',
    label: 'Kustomization or HelmRelease',
    message: 'Flux will put this back within its interval.',
  },
  Helm: {
    id: 'helm',
    label: 'release',
    message: 'The next Helm upgrade may overwrite this.',
  },
} as const;

/**
 * A restart is not declared anywhere, so that nobody puts it back: it is only
 * told who manages the workload.
 */
function managed({ kind, workload }: Situation, action: Plan['action']): Guard {
  const manager = findManager({
    group: 'apps',
    kind,
    metadata: workload.metadata ?? {},
  });
  if (!manager) {
    return undefined;
  }
  const { id, label, message } = MANAGERS[manager.tool];
  const evidence = { [label]: manager.name };
  return action === 'restart'
    ? finding(id, 'info', {
        message: `${manager.tool} manages this workload. A restart changes nothing that it declares.`,
        evidence,
      })
    : finding(id, 'confirm', { message, evidence });
}

function unchecked({ surroundings }: Situation): Guard {
  const what = surroundings.unchecked;
  if (what.length === 0) {
    return undefined;
  }
  return finding('unchecked', 'confirm', {
    message: 'Not everything that a change may meet could be looked at.',
    evidence: Object.fromEntries(what.map((text, i) => [`${i + 1}`, text])),
  });
}
