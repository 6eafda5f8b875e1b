import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../../build/run.ts';
import type { TemplateJudges } from '../../build/templateJudges.ts';
import type { Rendered } from '../../goldenPaths/types.ts';
import type { AnyObject, EnvironmentObjects, Subject } from './types.ts';

/** Environments, and what their namespaces end with. */
export const ENVIRONMENTS = ['dev', 'staging', 'production'];

/** The namespace that the templates choose for an environment. */
export const namespaceOf = (environment: string) => `orders-${environment}`;

/** Puts a repository into a folder and builds what it delivers. */
export async function subjectOf(
  rendered: Rendered,
  folder: string,
  judges: Pick<TemplateJudges, 'kustomize' | 'helm'>,
): Promise<Subject> {
  for (const [file, text] of rendered.tree) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const environments: EnvironmentObjects[] = [];
  for (const name of ENVIRONMENTS) {
    const yaml = await run(buildCommand(rendered, name, judges), {
      cwd: folder,
    });
    environments.push({
      name,
      namespace: namespaceOf(name),
      yaml,
      objects: objectsOf(yaml),
    });
  }
  return { ...rendered, folder, environments };
}

/** What prints the objects of an environment, run in the repository's folder. */
export function buildCommand(
  { parameters }: Rendered,
  environment: string,
  { kustomize, helm }: Pick<TemplateJudges, 'kustomize' | 'helm'>,
): string[] {
  if (parameters.packaging === 'kustomize') {
    return [kustomize, 'build', `deploy/overlays/${environment}`];
  }
  return [
    ...[helm, 'template', parameters.name, 'deploy/chart'],
    ...['--namespace', namespaceOf(environment)],
    ...['--values', `deploy/values-${environment}.yaml`],
    // What stands in a chart only with the operator is judged as well.
    ...(environment === 'production'
      ? ['--set', 'monitoring.enabled=true']
      : []),
  ];
}

/** The objects of a YAML text; text that is no YAML is an error. */
export function objectsOf(yaml: string): AnyObject[] {
  return parseAllDocuments(yaml)
    .map(document => {
      if (document.errors.length > 0) {
        throw document.errors[0];
      }
      return document.toJS() as AnyObject | null;
    })
    .filter(object => object !== null);
}
