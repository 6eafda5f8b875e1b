import type { Entity } from '@backstage/catalog-model';
import { PREVIEW_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  LANGUAGES,
  PACKAGINGS,
  type ComponentFacts,
  type GatheredFacts,
  type Language,
  type ManifestFacts,
  type Packaging,
} from './facts';
import type { Gatherer } from './Gatherer';
import { LANGUAGE_PROFILES } from './languages';
import { readDockerfile, type DockerfileFacts } from './readDockerfile';
import { readImage, readPath } from './values';

type BuildFacts = Pick<
  ComponentFacts,
  | 'dockerfile'
  | 'buildContext'
  | 'dockerTarget'
  | 'language'
  | 'manifests'
  | 'image'
>;

interface BuildContext {
  folder: string;
  gathered: GatheredFacts;
}

const A_PATH = 'a path from the root of the repository, without ..';

/** How the component becomes an image and objects. */
export function resolveBuild(
  gatherer: Gatherer,
  entity: Entity,
  context: BuildContext,
): { facts: BuildFacts; dockerfileFacts?: DockerfileFacts } {
  const { folder, gathered } = context;
  const dockerfile = dockerfileOf(gatherer, context);
  const dockerTarget = targetOf(gatherer, gathered.dockerfile);
  const dockerfileFacts =
    gathered.dockerfile === undefined
      ? undefined
      : readDockerfile(gathered.dockerfile, dockerTarget);
  const language = languageOf(gatherer, context, dockerfileFacts);
  const manifests = manifestsOf(gatherer, entity, gathered.files);
  const image = gatherer.take('image', [
    [
      'annotation',
      gatherer.annotated('image', 'an image without tag', readImage),
    ],
  ]);
  return {
    dockerfileFacts,
    facts: {
      buildContext:
        gatherer.annotated('buildContext', A_PATH, readPath) ?? folder,
      ...(dockerfile !== undefined && { dockerfile }),
      ...(dockerTarget && { dockerTarget }),
      ...(language && { language }),
      ...(manifests && { manifests }),
      ...(image && { image }),
    },
  };
}

function dockerfileOf(
  gatherer: Gatherer,
  { folder, gathered }: BuildContext,
): string | undefined {
  const usual = [folder, 'Dockerfile'].filter(Boolean).join('/');
  const found = gatherer.take('dockerfile', [
    ['annotation', gatherer.annotated('dockerfile', A_PATH, readPath)],
    ['files', gathered.files?.find(file => file === usual)],
    ['dockerfile', gathered.dockerfile === undefined ? undefined : usual],
  ]);
  if (found === undefined) {
    gatherer.missing(
      'dockerfile',
      `Nothing says where its Dockerfile is${
        gathered.files ? `, and there is none at ${usual}` : ''
      }`,
      usual,
    );
  }
  return found;
}

/** A stage that is called `dev` is made for this. */
function targetOf(
  gatherer: Gatherer,
  dockerfile: string | undefined,
): string | undefined {
  const readStage = (text: string) =>
    /^[a-z][a-z0-9_.-]*$/i.test(text) ? text : undefined;
  const stages = dockerfile ? readDockerfile(dockerfile)?.stages ?? [] : [];
  return gatherer.take('dockerTarget', [
    [
      'annotation',
      gatherer.annotated('dockerTarget', 'the name of a stage', readStage),
    ],
    ['dockerfile', stages.find(name => /^dev(elopment)?$/.test(name))],
  ]);
}

function languageOf(
  gatherer: Gatherer,
  { folder, gathered }: BuildContext,
  dockerfile: DockerfileFacts | undefined,
): Language | undefined {
  const profiles = Object.entries(LANGUAGE_PROFILES) as Array<
    [Language, (typeof LANGUAGE_PROFILES)['node']]
  >;
  const has = (name: string) =>
    gathered.files?.includes([folder, name].filter(Boolean).join('/'));
  const bases = (dockerfile?.bases ?? []).map(
    image => image.split('/').at(-1)!.split(/[:@]/)[0],
  );
  const language = gatherer.take('language', [
    [
      'annotation',
      gatherer.annotated('language', `one of ${LANGUAGES.join(', ')}`, text =>
        LANGUAGES.find(known => known === text),
      ),
    ],
    ['files', profiles.find(([, { marks }]) => marks.some(has))?.[0]],
    [
      'dockerfile',
      profiles.find(([, { images }]) =>
        bases.some(base => images.includes(base)),
      )?.[0],
    ],
  ]);
  if (!language) {
    gatherer.missing(
      'language',
      'Neither files nor Dockerfile tell its language, so nothing is left out of the synchronisation, and no command is proposed',
      'node',
    );
  }
  return language;
}

function manifestsOf(
  gatherer: Gatherer,
  entity: Entity,
  files: readonly string[] | undefined,
): ManifestFacts | undefined {
  const preview = entity.metadata.annotations?.[PREVIEW_ANNOTATIONS.path];
  const path = gatherer.take('manifests', [
    ['annotation', gatherer.annotated('manifests', A_PATH, readPath)],
    ['annotation', preview ? readPath(preview) : undefined],
  ]);
  if (path === undefined) {
    gatherer.missing(
      'manifests',
      'Nothing says where its manifests are',
      'deploy',
    );
    return undefined;
  }
  const within = files?.filter(
    file => parentOf(file) === path && readPath(file) === file,
  );
  const packaging = gatherer.take<Packaging>('packaging', [
    [
      'annotation',
      gatherer.annotated('packaging', `one of ${PACKAGINGS.join(', ')}`, text =>
        PACKAGINGS.find(known => known === text),
      ),
    ],
    ['files', within && packagingOf(within)],
  ]);
  if (!packaging) {
    gatherer.assumed(
      'packaging',
      `The files in ${
        path || 'the root'
      } were not looked at: they are taken for plain manifests`,
      'plain',
    );
  }
  const values = gatherer.annotated(
    'helmValues',
    'paths from the root of the repository, separated by commas',
    readPaths,
  );
  const plain = within?.filter(file => /\.(ya?ml|json)$/.test(file));
  return {
    packaging: packaging ?? 'plain',
    path,
    ...(plain && plain.length > 0 && { files: [...plain].sort() }),
    values: values ?? [],
  };
}

function packagingOf(files: readonly string[]): Packaging | undefined {
  const names = files.map(file => file.split('/').at(-1));
  if (names.includes('Chart.yaml')) {
    return 'helm';
  }
  if (
    names.some(name => /^kustomization\.ya?ml$|^Kustomization$/.test(name!))
  ) {
    return 'kustomize';
  }
  return files.some(file => /\.(ya?ml|json)$/.test(file)) ? 'plain' : undefined;
}

function parentOf(file: string): string {
  return file.split('/').slice(0, -1).join('/');
}

function readPaths(text: string): string[] | undefined {
  const paths = text.split(',').map(path => readPath(path.trim()));
  return paths.every(Boolean) ? (paths as string[]) : undefined;
}
