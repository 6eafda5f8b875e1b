import IconButton from '@material-ui/core/IconButton';
import ListItemText from '@material-ui/core/ListItemText';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import type { Availability } from '@fairway-idp/backstage-plugin-fairway-common';
import { type MouseEvent, useId, useState } from 'react';

const useStyles = makeStyles(theme => ({
  unavailable: { cursor: 'not-allowed' },
  words: { color: theme.palette.text.secondary },
  why: {
    maxWidth: '36ch',
    whiteSpace: 'normal',
    color: theme.palette.text.secondary,
  },
}));

/** One line of an {@link ActionMenu}. @public */
export interface MenuAction {
  key: string;
  text: string;
  availability: Availability;
  onClick: () => void;
}

/**
 * Actions that are wanted less often, behind three dots. What is not available
 * stays reachable by keyboard and says why.
 *
 * @public
 */
export function ActionMenu(props: {
  /** Accessible name, e.g. "More for storefront". */
  label: string;
  actions: MenuAction[];
}) {
  const { label, actions } = props;
  const [anchor, setAnchor] = useState<HTMLElement>();
  const id = useId();
  const close = () => setAnchor(undefined);
  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        aria-controls={anchor && id}
        onClick={(event: MouseEvent<HTMLElement>) =>
          setAnchor(event.currentTarget)
        }
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        id={id}
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={close}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        MenuListProps={{ dense: true, disabledItemsFocusable: true }}
      >
        {actions.map(action => (
          <ActionItem key={action.key} action={action} onDone={close} />
        ))}
      </Menu>
    </>
  );
}

/** MUI hands props such as the tab index to the items, so that they are passed on. */
function ActionItem({
  action,
  onDone,
  ...given
}: {
  action: MenuAction;
  onDone: () => void;
}) {
  const classes = useStyles();
  const { text, availability, onClick } = action;
  const why = availability.enabled ? undefined : availability.why;
  return (
    <MenuItem
      {...given}
      aria-disabled={availability.enabled ? undefined : true}
      className={availability.enabled ? undefined : classes.unavailable}
      onClick={
        availability.enabled
          ? () => {
              onDone();
              onClick();
            }
          : undefined
      }
    >
      <ListItemText
        primary={text}
        secondary={why}
        primaryTypographyProps={{
          className: availability.enabled ? undefined : classes.words,
        }}
        secondaryTypographyProps={{ className: classes.why }}
      />
    </MenuItem>
  );
}
