import type { ComponentFacts, Language } from './facts';
import type { Gatherer } from './Gatherer';
import {
  LANGUAGE_PROFILES,
  reloadsByItself,
  type LanguageProfile,
} from './languages';
import type { DockerfileFacts } from './readDockerfile';
import { syncOf } from './readSync';
import { readCommand, readSync, readTaggedImage } from './values';

type DevelopmentFacts = Pick<
  ComponentFacts,
  | 'devCommand'
  | 'installCommand'
  | 'testCommand'
  | 'devImage'
  | 'hotReload'
  | 'sync'
  | 'syncExcludes'
  | 'sourceEndings'
  | 'rebuildOn'
>;

interface Known {
  language?: Language;
  folder: string;
  buildContext: string;
  dockerfile?: DockerfileFacts;
  files?: readonly string[];
}

const A_COMMAND = 'a command in words, or a JSON list of them';
const NOTHING: LanguageProfile = {
  marks: [],
  images: [],
  endings: [],
  syncExcludes: [],
  rebuildOn: [],
};

/** How its code is run while it is written. */
export function resolveDevelopment(
  gatherer: Gatherer,
  known: Known,
): DevelopmentFacts {
  const { language } = known;
  const profile =
    language && language !== 'other' ? LANGUAGE_PROFILES[language] : NOTHING;
  const devCommand = devCommandOf(gatherer, profile, language);
  const installCommand = gatherer.take('installCommand', [
    [
      'annotation',
      gatherer.annotated('installCommand', A_COMMAND, readCommand),
    ],
    ['assumed', profile.installCommand],
  ]);
  const testCommand = gatherer.annotated('testCommand', A_COMMAND, readCommand);
  const devImage = gatherer.annotated('devImage', 'an image', readTaggedImage);
  return {
    ...(devCommand && { devCommand }),
    ...(installCommand && { installCommand }),
    ...(testCommand && { testCommand }),
    ...(devImage && { devImage }),
    hotReload: hotReloadOf(gatherer, devCommand),
    sync: syncPathsOf(gatherer, known),
    syncExcludes: profile.syncExcludes,
    sourceEndings: profile.endings,
    rebuildOn: profile.rebuildOn.filter(
      name =>
        !known.files ||
        known.files.includes([known.folder, name].filter(Boolean).join('/')),
    ),
  };
}

function devCommandOf(
  gatherer: Gatherer,
  profile: LanguageProfile,
  language: Language | undefined,
): readonly string[] | undefined {
  const command = gatherer.take('devCommand', [
    ['annotation', gatherer.annotated('devCommand', A_COMMAND, readCommand)],
    ['assumed', profile.devCommand],
  ]);
  if (!command) {
    gatherer.missing(
      'devCommand',
      'Nothing says which command runs it while it is written: the image’s own stays',
      'npm run dev',
    );
  } else if (gatherer.origins.devCommand === 'assumed') {
    gatherer.assumed(
      'devCommand',
      `Nothing says which command runs it while it is written: taken for ${command.join(
        ' ',
      )}, which is usual for ${language}`,
      command.join(' '),
    );
  }
  return command;
}

function hotReloadOf(
  gatherer: Gatherer,
  command: readonly string[] | undefined,
): boolean {
  const readBoolean = (text: string) =>
    ({ true: true, false: false }[text] as boolean | undefined);
  return (
    gatherer.take('hotReload', [
      [
        'annotation',
        gatherer.annotated('hotReload', 'true or false', readBoolean),
      ],
      ['assumed', command && reloadsByItself(command)],
    ]) ?? false
  );
}

function syncPathsOf(
  gatherer: Gatherer,
  { dockerfile, folder, buildContext, files }: Known,
): DevelopmentFacts['sync'] {
  const built = dockerfile
    ? syncOf(dockerfile, { folder, buildContext, files })
    : [];
  const sync = gatherer.take('sync', [
    [
      'annotation',
      gatherer.annotated(
        'sync',
        'FROM:/TO, separated by commas, FROM in the component’s folder',
        readSync,
      ),
    ],
    ['dockerfile', built.length > 0 ? built : undefined],
  ]);
  if (!sync) {
    gatherer.missing(
      'sync',
      dockerfile
        ? 'Its image takes no folder of the repository as it is, so a change needs a new image'
        : 'Nothing says which folders go where in the container, so a change needs a new image',
      'src:/app/src',
    );
  }
  return sync ?? [];
}
