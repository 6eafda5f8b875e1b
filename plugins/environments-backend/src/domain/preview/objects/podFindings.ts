import {
  PREVIEW_DATABASE_SECRET,
  type Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../../plan/finding';
import {
  placeOf,
  type Manifest,
  brokenPodSecurity,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { imageRepository, imagesOf } from './images';
import { priorityOf } from './placePods';
import { secretsNeeded } from './secrets';

/** Why a workload's pods will probably not start, and what they do without. */
export function podFindings(object: Manifest): Finding[] {
  const place = placeOf(object);
  const findings: Finding[] = [];
  const broken = brokenPodSecurity(object);
  if (broken.length > 0) {
    findings.push(
      finding(
        'pod-security',
        `${place} breaks the Pod Security Standard 'restricted', so its pods will not start: ${broken.join(
          '; ',
        )}`,
        'confirm',
      ),
    );
  }
  const secrets = [...secretsNeeded(object)].filter(
    name => name !== PREVIEW_DATABASE_SECRET,
  );
  if (secrets.length > 0) {
    findings.push(
      finding(
        'no-secret',
        `${place} needs Secrets that a preview does not have, so its pods will not start: ${secrets.join(
          ', ',
        )}`,
        'confirm',
      ),
    );
  }
  const priority = priorityOf(object);
  if (priority !== undefined) {
    findings.push(
      finding(
        'left-out',
        `${place}: priority '${priority}' is left out: previews push no other pods away`,
      ),
    );
  }
  return findings;
}

/** Whether the commit is shown at all. */
export function imageFindings(
  workloads: readonly Manifest[],
  image: string | undefined,
): Finding[] {
  const used = [...new Set(workloads.flatMap(imagesOf))];
  const repository = imageRepository(image ?? '');
  const shown = used.some(one => imageRepository(one) === repository);
  return !image || used.length === 0 || shown
    ? []
    : [
        finding(
          'no-image',
          `No container has the image ${repository}, so the preview does not show this commit; the manifests have ${used.join(
            ', ',
          )}`,
          'confirm',
        ),
      ];
}
