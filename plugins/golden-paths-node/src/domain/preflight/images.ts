import {
  parseImage,
  type GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  containersOf,
  placeOf,
  podTemplateOf,
  textOf,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Candidate } from './facts';
import { finding } from './finding';

/** References that no runtime can read, or that will not stay the same. */
export function imageFindings(
  candidates: readonly Candidate[],
): GoldenPathFinding[] {
  return candidates.flatMap(({ object }) => {
    const pods = podTemplateOf(object);
    const images = pods
      ? containersOf(pods).map(({ container }) => textOf(container.image) ?? '')
      : [];
    return [...new Set(images)].flatMap(image =>
      imageFinding(image, placeOf(object)),
    );
  });
}

function imageFinding(image: string, object: string): GoldenPathFinding[] {
  const parsed = parseImage(image);
  const about = { object, field: 'image' as const, evidence: { image } };
  if ('problem' in parsed) {
    return [finding('image', 'block', { ...about, message: parsed.problem })];
  }
  const { tag, digest } = parsed.image;
  return digest === undefined && (tag === undefined || tag === 'latest')
    ? [
        finding('image-moves', 'confirm', {
          ...about,
          message: `image '${image}' has no tag that stays: what runs tomorrow may not be what was tested today. Write a version or a digest`,
        }),
      ]
    : [];
}
