import type { ReactNode } from 'react';
import { Note } from './Note';

/**
 * There is nothing here, why, and how something would come.
 *
 * @public
 */
export function EmptyNote(props: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <Note tone="unknown" title={props.title} actions={props.actions}>
      {props.children}
    </Note>
  );
}
