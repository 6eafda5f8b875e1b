import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles(theme => ({
  tabs: {
    marginBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    color: theme.palette.text.primary,
  },
  tab: { textTransform: 'none', opacity: 1, minWidth: 0 },
}));

/** @public */
export interface PagePartsProps<P extends string> {
  /** What the tabs are, for those who hear the page. */
  label: string;
  parts: ReadonlyArray<{ part: P; title: string }>;
  /** The one that is shown. */
  part: P;
  onPart: (part: P) => void;
  /** That part. */
  children: ReactNode;
}

/** A page without its frame: its parts, each behind a tab. @public */
export function PageParts<P extends string>(props: PagePartsProps<P>) {
  const { label, parts, part, onPart, children } = props;
  const classes = useStyles();
  const id = useId();
  return (
    <>
      <Tabs
        className={classes.tabs}
        value={part}
        aria-label={label}
        indicatorColor="primary"
        variant="scrollable"
        scrollButtons="off"
        selectionFollowsFocus
        onChange={(_, next: P) => onPart(next)}
      >
        {parts.map(each => (
          <Tab
            key={each.part}
            className={classes.tab}
            value={each.part}
            label={each.title}
            id={`${id}-tab-${each.part}`}
            aria-controls={each.part === part ? `${id}-panel` : undefined}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${part}`}
      >
        {children}
      </div>
    </>
  );
}
