import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../../plan/finding';
import { checkFields } from './checkFields';
import { checkPods } from './checkPods';
import {
  placeOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { judgeHooks } from './hooks';
import { judgeKind } from './kinds';
import { checkMetadata } from './metadata';
import { refusalText, refuse } from './refusal';
import { checkRoute, hostsOf, isRoute } from './routes';

/** A branch with more is a mistake, or no preview. */
const MOST_OBJECTS = 200;

/**
 * What of a branch's objects a preview may have.
 *
 * @throws InputError with everything that is refused, a line each
 */
export function selectObjects(rendered: readonly Manifest[]): {
  allowed: Manifest[];
  findings: Finding[];
} {
  const refused: string[] = [];
  const findings: Finding[] = [];
  const { installed, findings: ofHooks } = judgeHooks(rendered);
  findings.push(...ofHooks);
  const allowed = installed.filter(object => {
    const judged = judgeKind(object.apiVersion, object.kind ?? '');
    if (judged.verdict === 'refused') {
      refused.push(`${placeOf(object)} is refused: ${judged.why}`);
    } else if (judged.verdict === 'left-out') {
      findings.push(
        finding('left-out', `${placeOf(object)} is left out: ${judged.why}`),
      );
    }
    return judged.verdict === 'allowed';
  });
  refused.push(...checkTogether(allowed), ...checkEach(allowed));
  if (refused.length > 0) {
    refuse(refused);
  }
  return { allowed, findings };
}

function checkEach(allowed: readonly Manifest[]): string[] {
  const [own] = namespacesOf(allowed);
  return allowed.flatMap(object =>
    [
      ...checkMetadata(object),
      ...checkFields(object),
      ...checkPods(object),
      ...checkRoute(object, own),
    ].map(refusal => refusalText(object, refusal)),
  );
}

/** What cannot be seen from one object alone. */
function checkTogether(allowed: readonly Manifest[]): string[] {
  const problems: string[] = [];
  if (allowed.length > MOST_OBJECTS) {
    problems.push(
      `The manifests hold ${allowed.length} objects; a preview may have ${MOST_OBJECTS}`,
    );
  }
  const namespaces = namespacesOf(allowed);
  if (namespaces.length > 1) {
    problems.push(
      `The manifests name several namespaces (${namespaces.join(
        ', ',
      )}); a preview has one`,
    );
  }
  const hosts = [...new Set(allowed.filter(isRoute).flatMap(hostsOf))];
  if (hosts.length > 1) {
    problems.push(
      `The routes name several hosts (${hosts.join(', ')}); a preview has one`,
    );
  }
  return [...problems, ...checkDoubles(allowed)];
}

function checkDoubles(allowed: readonly Manifest[]): string[] {
  const seen = new Map<string, Manifest>();
  return allowed.flatMap(object => {
    const key = `${object.kind}/${object.metadata?.name}`;
    const first = seen.get(key);
    seen.set(key, first ?? object);
    return first
      ? [`${placeOf(object)} is there twice, first as ${placeOf(first)}`]
      : [];
  });
}

function namespacesOf(objects: readonly Manifest[]): string[] {
  return [
    ...new Set(objects.flatMap(({ metadata }) => metadata?.namespace ?? [])),
  ];
}
