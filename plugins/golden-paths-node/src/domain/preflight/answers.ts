import type {
  GoldenPathField,
  GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { placeOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import {
  isOfRights,
  type Answer,
  type Candidate,
  type Surroundings,
} from './facts';
import { fieldOf } from './fieldOf';
import { finding } from './finding';

type Refusal = Extract<Answer, { said: 'refused' }>;

/** What the API server refused of the objects and of their pods. */
export function answerFindings(
  candidates: readonly Candidate[],
  around: Surroundings,
): GoldenPathFinding[] {
  return candidates.flatMap(candidate => [
    ...objectFindings(candidate, around),
    ...podFindings(candidate),
  ]);
}

function objectFindings(
  { object, answer }: Candidate,
  around: Surroundings,
): GoldenPathFinding[] {
  const place = placeOf(object);
  if (answer?.said === 'untried') {
    return [untried(answer.message, place)];
  }
  if (answer?.said !== 'refused') {
    return [];
  }
  if (answer.status === 409) {
    return [conflict(answer, place)];
  }
  if (answer.status === 403 && answer.reason === 'Forbidden') {
    return [forbidden(answer, place, around)];
  }
  return refused(answer, place);
}

/** Nobody knows what a webhook would say that cannot be asked without doing it. */
function untried(message: string, place: string): GoldenPathFinding {
  return finding('untried', 'confirm', {
    message: `${place} cannot be tried: ${message}`,
    object: place,
  });
}

function conflict(answer: Refusal, place: string): GoldenPathFinding {
  const fields = answer.causes.map(({ field }) => field).filter(Boolean);
  return finding('ownership', 'block', {
    message: `${place}: others manage ${
      fields.length > 0 ? fields.join(', ') : 'fields of it'
    }: ${answer.message}`,
    object: place,
    field: 'name',
  });
}

/** Rights, or an admission plugin such as quota and Pod Security. */
function forbidden(
  answer: Refusal,
  place: string,
  { cluster, namespace }: Surroundings,
): GoldenPathFinding {
  return isOfRights(answer)
    ? finding('rights', 'block', {
        message: `${place}: you may not do this in ${namespace} of cluster ${cluster}: ${answer.message}`,
        object: place,
        field: 'target',
      })
    : admission(answer, place);
}

/** What admission plugins say, by their words. */
const ADMISSION: ReadonlyArray<{
  says: RegExp;
  id: string;
  field?: GoldenPathField;
}> = [
  { says: /exceeded quota|must specify/, id: 'quota', field: 'resources' },
  { says: /PodSecurity/, id: 'pod-security' },
  {
    says: /maximum|minimum|max limit to request/,
    id: 'limit-range',
    field: 'resources',
  },
];

function admission(answer: Refusal, place: string): GoldenPathFinding {
  const { id, field } = ADMISSION.find(({ says }) =>
    says.test(answer.message),
  ) ?? { id: 'refused', field: undefined };
  return finding(id, 'block', {
    message: `${place}: ${answer.message}`,
    object: place,
    field,
  });
}

/** One finding a cause, each with the field of the form that it is about. */
function refused(answer: Refusal, place: string): GoldenPathFinding[] {
  if (answer.causes.length === 0) {
    return [
      finding('refused', 'block', {
        message: `${place}: ${answer.message}`,
        object: place,
        field: fieldOf(unknownField(answer.message)),
      }),
    ];
  }
  return answer.causes.map(cause =>
    finding('refused', 'block', {
      message: `${place}: ${cause.field ? `${cause.field}: ` : ''}${
        cause.message ?? answer.message
      }`,
      object: place,
      field: fieldOf(cause.field),
    }),
  );
}

/** `fieldValidation=Strict` names the field in the text alone. */
function unknownField(message: string): string | undefined {
  return /(?:unknown|duplicate) field "([^"]+)"/.exec(message)?.[1];
}

/** A Deployment is accepted whatever its pods are; they are refused later. */
function podFindings({ object, podAnswer }: Candidate): GoldenPathFinding[] {
  const place = placeOf(object);
  if (podAnswer?.said === 'untried') {
    return [untried(podAnswer.message, `pods of ${place}`)];
  }
  if (podAnswer?.said !== 'refused') {
    return [];
  }
  return podAnswer.status === 403
    ? [admission(podAnswer, `pods of ${place}`)]
    : refused(podAnswer, `pods of ${place}`);
}
