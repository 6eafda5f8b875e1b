import type {
  WorkspaceContainerFacts,
  WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** What keeps a workspace from running. */
export interface Problem {
  reason:
    | 'ImagePull'
    | 'Unschedulable'
    | 'Quota'
    | 'Volume'
    | 'Clone'
    | 'Crash'
    | 'Deadline'
    | 'Unknown';
  message: string;
  hint: string;
}

/** Restarts after which a container is said to crash. */
const CRASHES = 2;

const PULL_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
]);

const CONFIG_REASONS = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

/** The first that applies wins: what comes earlier in a start keeps the rest from happening. */
export function problemOf(facts: WorkspaceFacts): Problem | undefined {
  const { clone, main } = facts.pod ?? {};
  return (
    refused(facts) ??
    unschedulable(facts) ??
    (clone && (imageProblem(clone, facts) ?? cloneProblem(clone, facts))) ??
    (main && (imageProblem(main, facts) ?? crashes(main)))
  );
}

function refused({ refused: words }: WorkspaceFacts): Problem | undefined {
  if (!words) {
    return undefined;
  }
  return /exceeded quota/.test(words)
    ? {
        reason: 'Quota',
        message: `The sandbox's quota has no room for it: ${words}`,
        hint: 'Stop or delete something else in the sandbox, or make the workspace with a smaller tier',
      }
    : {
        reason: 'Unknown',
        message: `The cluster makes no pod for it: ${words}`,
        hint: 'Ask the platform team: the rules of the sandbox and the image do not fit together',
      };
}

function unschedulable({ pod, volume }: WorkspaceFacts): Problem | undefined {
  if (!pod?.unschedulable) {
    return undefined;
  }
  const isVolume =
    volume &&
    !volume.bound &&
    /persistentvolumeclaim|volume/i.test(pod.unschedulable);
  return isVolume
    ? {
        reason: 'Volume',
        message: `Its volume ${volume.name} is not there yet: ${pod.unschedulable}`,
        hint: 'Ask the platform team whether the storage class has a provisioner that works',
      }
    : {
        reason: 'Unschedulable',
        message: `No node takes it: ${pod.unschedulable}`,
        hint: 'Wait for a free node, or make the workspace with a smaller tier',
      };
}

function imageProblem(
  { reason = '', message }: WorkspaceContainerFacts,
  { record }: WorkspaceFacts,
): Problem | undefined {
  if (PULL_REASONS.has(reason)) {
    return {
      reason: 'ImagePull',
      message: `The image ${record.spec.image.image} cannot be pulled${
        message ? `: ${message}` : ''
      }`,
      hint: 'Ask the platform team: the image is chosen in the configuration of the portal',
    };
  }
  return CONFIG_REASONS.has(reason)
    ? {
        reason: 'Unknown',
        message: `It cannot be started: ${message ?? reason}`,
        hint: 'If a Secret is missing, make it in the sandbox; else ask the platform team',
      }
    : undefined;
}

/** Also while it is tried again: what is given up then must say why. */
function cloneProblem(
  { exitCode, message }: WorkspaceContainerFacts,
  { record }: WorkspaceFacts,
): Problem | undefined {
  if (exitCode === undefined || exitCode === 0) {
    return undefined;
  }
  const { repository, branch } = record.spec;
  return {
    reason: 'Clone',
    message: `${repository.url}${
      branch ? ` at ${branch}` : ''
    } cannot be cloned: ${lastLine(message) ?? `exit code ${exitCode}`}`,
    hint: 'See whether the branch is there, and whether the cluster may read the repository',
  };
}

function crashes({
  ready,
  restarts,
  exitCode,
  reason,
  message,
}: WorkspaceContainerFacts): Problem | undefined {
  const isCrashing =
    reason === 'CrashLoopBackOff' || (!ready && restarts >= CRASHES);
  if (!isCrashing) {
    return undefined;
  }
  const why =
    reason === 'OOMKilled'
      ? 'it needs more memory than its limit'
      : lastLine(message) ?? `exit code ${exitCode ?? 'unknown'}`;
  return {
    reason: 'Crash',
    message: `It keeps crashing: ${why}`,
    hint:
      reason === 'OOMKilled'
        ? 'Make the workspace with a larger tier'
        : 'Ask the platform team: its image ends by itself',
  };
}

/** The kubelet keeps the last lines of the log; the last says what went wrong. */
function lastLine(text: string | undefined): string | undefined {
  const lines = (text ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  return lines.at(-1)?.slice(0, 300);
}
