import type { LogMessage } from '@fairway-idp/backstage-plugin-fairway-common';
import type { LiveSource } from '../live/types';
import { LiveResult, useLiveFold } from '../live/useLive';
import { emptyLog, foldLog, LogState } from './logState';

const FOLDING = {
  initial: emptyLog,
  fold: foldLog,
  isEnd: (message: LogMessage) => message.type === 'end',
};

/**
 * The log of a stream, followed until it ends.
 *
 * @public
 */
export function useLog(
  source: LiveSource<LogMessage> | undefined,
): LiveResult<LogState> {
  return useLiveFold(source, FOLDING);
}
