import type { ComponentFacts } from '../component/facts';
import type { InnerLoopTool } from './tools';

/** What a tool takes for something else than a part of a name. */
const FORBIDDEN: Partial<Record<InnerLoopTool, [RegExp, string]>> = {
  skaffold: [/[*?[\]{}\\]/, 'a pattern'],
  devspace: [/[:*?[\]{}\\]/, 'a pattern, or the end of the local path'],
  garden: [/[*?[\]{}!\\]/, 'a pattern'],
};

/** The first path of the facts that a tool would not take for one. */
export function findForbiddenPath(
  tool: InnerLoopTool,
  facts: ComponentFacts,
): { field: string; value: string; takenFor: string } | undefined {
  const [pattern, takenFor] = FORBIDDEN[tool] ?? [];
  if (!pattern || !takenFor) {
    return undefined;
  }
  const { manifests } = facts;
  const paths: Array<[string, string | undefined]> = [
    ['folder', facts.folder],
    ['dockerfile', facts.dockerfile],
    ['buildContext', facts.buildContext],
    ['manifests', manifests?.path],
    ...(manifests?.files ?? []).map(
      path => ['manifests', path] as [string, string],
    ),
    ...(manifests?.values ?? []).map(
      path => ['helmValues', path] as [string, string],
    ),
    ...facts.sync.flatMap(
      ({ from, to }): Array<[string, string]> => [
        ['sync', from],
        ['sync', to],
      ],
    ),
  ];
  const bad = paths.find(
    ([, path]) => path !== undefined && pattern.test(path),
  );
  return bad && { field: bad[0], value: bad[1]!, takenFor };
}
