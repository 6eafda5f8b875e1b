import { entriesOf, fieldsOf, type Fields, type Manifest } from './fields';

/** Where a kind keeps its pod template. */
const TEMPLATES: Record<string, readonly string[]> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Where a pod keeps its containers. @public */
export const CONTAINER_LISTS = ['initContainers', 'containers'] as const;

/** The pods of a workload. @public */
export interface PodTemplate {
  /** e.g. `spec.template.spec` */
  field: string;
  spec: Fields;
  /** Labels and annotations that its pods get. */
  metadata: Fields;
}

/** Undefined for what starts no pods. @public */
export function podTemplateOf(object: Manifest): PodTemplate | undefined {
  const path = templatePath(object);
  if (!path) {
    return undefined;
  }
  const template = path.reduce<Fields>(
    (fields, key) => fieldsOf(fields[key]),
    object,
  );
  return {
    field: `${path.join('.')}.spec`,
    spec: fieldsOf(template.spec),
    metadata: fieldsOf(template.metadata),
  };
}

/** The same workload with other pods. @public */
export function withPodSpec(
  object: Manifest,
  edit: (spec: Fields) => Fields,
): Manifest {
  const path = templatePath(object);
  return path ? (editAt(object, [...path, 'spec'], edit) as Manifest) : object;
}

/** All containers of a pod, and where each is. @public */
export function containersOf({
  field,
  spec,
}: PodTemplate): Array<{ field: string; container: Fields }> {
  return CONTAINER_LISTS.flatMap(list =>
    entriesOf(spec[list]).map((container, i) => ({
      field: `${field}.${list}[${i}]`,
      container,
    })),
  );
}

/** Volumes of a pod, and where each is. @public */
export function volumesOf({
  field,
  spec,
}: PodTemplate): Array<{ field: string; volume: Fields }> {
  return entriesOf(spec.volumes).map((volume, i) => ({
    field: `${field}.volumes[${i}]`,
    volume,
  }));
}

function templatePath({ kind }: Manifest): readonly string[] | undefined {
  return Object.hasOwn(TEMPLATES, kind ?? '')
    ? TEMPLATES[kind ?? '']
    : undefined;
}

function editAt(
  fields: Fields,
  [key, ...rest]: readonly string[],
  edit: (fields: Fields) => Fields,
): Fields {
  const inner = fieldsOf(fields[key]);
  return {
    ...fields,
    [key]: rest.length > 0 ? editAt(inner, rest, edit) : edit(inner),
  };
}
