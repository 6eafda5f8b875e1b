import type { Language } from './facts';

/** What is usual in a language. */
export interface LanguageProfile {
  /** Files in a component's folder that tell it. */
  marks: readonly string[];
  /** Beginnings of base images that tell it. */
  images: readonly string[];
  /** Endings of source files; what has another needs a new image. */
  endings: readonly string[];
  syncExcludes: readonly string[];
  rebuildOn: readonly string[];
  /** Used only with a finding that says so. */
  devCommand?: readonly string[];
  installCommand?: readonly string[];
}

export const LANGUAGE_PROFILES: Record<
  Exclude<Language, 'other'>,
  LanguageProfile
> = {
  node: {
    marks: ['package.json'],
    images: ['node'],
    endings: ['js', 'mjs', 'cjs', 'ts', 'jsx', 'tsx', 'css', 'html'],
    syncExcludes: ['node_modules/'],
    rebuildOn: ['package.json', 'package-lock.json'],
    devCommand: ['npm', 'run', 'dev'],
    installCommand: ['npm', 'ci'],
  },
  go: {
    marks: ['go.mod'],
    images: ['golang'],
    endings: ['go'],
    syncExcludes: ['bin/'],
    rebuildOn: ['go.mod', 'go.sum'],
    installCommand: ['go', 'mod', 'download'],
  },
  python: {
    marks: ['pyproject.toml', 'requirements.txt', 'setup.py'],
    images: ['python'],
    endings: ['py', 'html'],
    syncExcludes: ['__pycache__/', '.venv/'],
    rebuildOn: ['pyproject.toml', 'requirements.txt'],
    installCommand: ['pip', 'install', '-r', 'requirements.txt'],
  },
  java: {
    marks: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
    images: ['eclipse-temurin', 'maven', 'gradle'],
    endings: ['java', 'kt'],
    syncExcludes: ['target/', 'build/'],
    rebuildOn: ['pom.xml', 'build.gradle', 'build.gradle.kts'],
  },
};

/** Words of commands that see changed files by themselves. */
const RELOADING =
  /^(--watch(=.*)?|--reload|--hot|nodemon|watch|watchexec|air|reflex|entr|dev|start:dev)$/;

/** Whether a command restarts, or loads anew, what it runs when files change. */
export function reloadsByItself(command: readonly string[]): boolean {
  return command
    .flatMap(word => word.split(/\s+/))
    .some(word => RELOADING.test(word.split('/').at(-1)!));
}
