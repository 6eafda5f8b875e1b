import { InputError } from '@backstage/errors';
import {
  ForgeError,
  type ForgeErrorCause,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** What tells of the files, and not of the forge. */
const ABOUT_FILES: ForgeErrorCause[] = ['refused', 'not-found'];

/** What people are told of an error, and whether trying again may help. */
export function whatWentWrong(error: unknown): {
  message: string;
  /** The same would come of the same files. */
  permanent: boolean;
  /** The forge does not let itself be read: that says nothing of the preview. */
  isForge: boolean;
} {
  const message = error instanceof Error ? error.message : String(error);
  const isForgeError = error instanceof ForgeError;
  return {
    message,
    permanent:
      error instanceof InputError ||
      (isForgeError && error.reason === 'refused'),
    isForge: isForgeError && !ABOUT_FILES.includes(error.reason),
  };
}
