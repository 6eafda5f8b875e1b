import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Tooltip from '@material-ui/core/Tooltip';
import type { Availability } from '@fairway-idp/backstage-plugin-fairway-common';
import { type ReactNode, useId } from 'react';
import { VisuallyHidden } from './VisuallyHidden';

const useStyles = makeStyles(theme => ({
  button: { minWidth: 0, whiteSpace: 'nowrap' },
  // Not MUI's disabled: that one takes no focus, and so could not tell why.
  unavailable: {
    color: theme.palette.text.secondary,
    borderStyle: 'dashed',
    cursor: 'not-allowed',
  },
}));

/**
 * A button of an action that may not be available to this viewer. It then
 * stays reachable by keyboard, and says why in its tooltip and description.
 *
 * @public
 */
export function ActionButton(props: {
  /** Accessible name, e.g. "Scale storefront". */
  label: string;
  availability: Availability;
  onClick: () => void;
  children: ReactNode;
  /** It is what the page is for. */
  strong?: boolean;
}) {
  const { label, availability, onClick, children, strong } = props;
  const classes = useStyles();
  const id = useId();
  const { enabled } = availability;
  const why = enabled ? undefined : availability.why;
  const look =
    enabled && strong
      ? ({ variant: 'contained', color: 'primary' } as const)
      : ({ variant: 'outlined' } as const);
  const available = enabled
    ? { className: classes.button, onClick }
    : {
        className: `${classes.button} ${classes.unavailable}`,
        'aria-disabled': true,
      };
  return (
    <>
      <Tooltip title={why ?? ''}>
        <Button
          size="small"
          aria-label={label}
          aria-describedby={why ? id : undefined}
          {...look}
          {...available}
        >
          {children}
        </Button>
      </Tooltip>
      {why && <VisuallyHidden id={id}>{why}</VisuallyHidden>}
    </>
  );
}
