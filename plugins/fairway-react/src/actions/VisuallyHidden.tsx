import type { ReactNode } from 'react';

const STYLE = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;

/** Text for those who hear the page. @public */
export function VisuallyHidden(props: {
  children: ReactNode;
  id?: string;
  role?: 'status';
}) {
  return (
    <span id={props.id} role={props.role} style={STYLE}>
      {props.children}
    </span>
  );
}
