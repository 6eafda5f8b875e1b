import { Api } from '../../../world/api.ts';
import type { AnyObject, Case, Judge, Subject } from '../types.ts';
import { objectsOf } from '../subject.ts';

interface Resource {
  name: string;
  kind: string;
  namespaced: boolean;
}

/** Asks a real API server for a dry run, as strictly as it can be. */
export class DryRun {
  readonly #api: Api;
  readonly #resources = new Map<string, Promise<Resource[]>>();

  private constructor(api: Api) {
    this.#api = api;
  }

  static create(api: Api): DryRun {
    return new DryRun(api);
  }

  /** What the server has against the object; nothing if it would take it. */
  async problems(object: AnyObject, namespace: string): Promise<string[]> {
    try {
      const { collection } = await this.#collection(object, namespace);
      await this.#api.text(
        'PATCH',
        `${collection}/${object.metadata.name}?dryRun=All&fieldValidation=Strict&fieldManager=judge&force=true`,
        { body: object, contentType: 'application/apply-patch+yaml' },
      );
      return await this.#podProblems(object, namespace);
    } catch (error) {
      return [(error as Error).message];
    }
  }

  /** Pod Security and quotas look at pods, not at what makes them. */
  async #podProblems(object: AnyObject, namespace: string): Promise<string[]> {
    const template = podTemplateOf(object);
    if (!template) {
      return [];
    }
    await this.#api.text(
      'POST',
      `/api/v1/namespaces/${namespace}/pods?dryRun=All&fieldValidation=Strict`,
      {
        body: {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { ...template.metadata, generateName: 'judged-' },
          // Neither is there in a dry run; that a Secret is missing is no fault.
          spec: { ...template.spec, serviceAccountName: 'default' },
        },
      },
    );
    return [];
  }

  async #collection(object: AnyObject, namespace: string) {
    const { apiVersion, kind } = object;
    const base = apiVersion.includes('/')
      ? `/apis/${apiVersion}`
      : `/api/${apiVersion}`;
    if (!this.#resources.has(base)) {
      this.#resources.set(
        base,
        this.#api
          .get<{ resources: Resource[] }>(base)
          .then(({ resources }) => resources),
      );
    }
    const resource = (await this.#resources.get(base))?.find(
      one => one.kind === kind && !one.name.includes('/'),
    );
    if (!resource) {
      throw new Error(`the cluster knows no ${kind} of ${apiVersion}`);
    }
    const scope = resource.namespaced
      ? `/namespaces/${object.metadata.namespace ?? namespace}`
      : '';
    return { collection: `${base}${scope}/${resource.name}` };
  }
}

interface PodTemplate {
  metadata?: object;
  spec: object;
}

/** The pods that a workload makes. */
export function podTemplateOf({
  kind,
  spec,
}: AnyObject): PodTemplate | undefined {
  const from = kind === 'CronJob' ? spec?.jobTemplate : { spec };
  const { template } =
    (from as { spec?: { template?: PodTemplate } }).spec ?? {};
  return template;
}

const deliveryObjects = ({ tree }: Subject) =>
  [...tree]
    .filter(([file]) => file.startsWith('delivery/'))
    .flatMap(([file, text]) =>
      objectsOf(text).map(object => ({ file, object })),
    );

/** What is delivered to a namespace, and what tells the GitOps tool so. */
export const apiServerJudge = (dryRun: DryRun): Judge => ({
  name: 'API server',
  cases: subject => [
    ...subject.environments.flatMap(({ name, namespace, objects }) =>
      objects.map(object => caseOf(dryRun, { name, namespace, object })),
    ),
    ...deliveryObjects(subject).map(({ file, object }) =>
      caseOf(dryRun, { name: file, namespace: 'default', object }),
    ),
  ],
  twin: {
    file: /^deploy\/(base\/(deployment|cronjob)\.yaml|chart\/templates\/_helpers\.tpl)$/,
    from: 'runAsNonRoot: true',
    to: 'runAsNonRoot: false',
  },
});

function caseOf(
  dryRun: DryRun,
  judged: { name: string; namespace: string; object: AnyObject },
): Case {
  const { name, namespace, object } = judged;
  return {
    what: `${name}: ${object.kind} ${object.metadata.name}`,
    key: JSON.stringify([namespace, object]),
    judge: () => dryRun.problems(object, namespace),
  };
}
