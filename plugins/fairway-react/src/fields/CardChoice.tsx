import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { FieldGroup } from './FieldGroup';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
  },
  card: {
    display: 'block',
    position: 'relative',
    padding: theme.spacing(1, 1.5, 1.5),
    border: `1px solid ${theme.palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    cursor: 'pointer',
    ...theme.typography.body2,
    color: theme.palette.text.primary,
  },
  chosen: {
    borderColor: theme.palette.primary.main,
    boxShadow: `0 0 0 1px ${theme.palette.primary.main}`,
  },
  title: { display: 'flex', alignItems: 'center', fontWeight: 700 },
  radio: { margin: theme.spacing(-0.5, 0.5, -0.5, -1) },
}));

/**
 * One of a few that need some words each, as radio buttons on cards.
 *
 * @public
 */
export function CardChoice<V extends string>(props: {
  legend: string;
  /** Of the radio buttons; no other group on the page may have it. */
  name: string;
  value: V;
  options: Array<{ value: V; title: string; content: ReactNode }>;
  onChange: (value: V) => void;
}) {
  const { legend, name, value, options, onChange } = props;
  const classes = useStyles();
  return (
    <FieldGroup legend={legend}>
      <div className={classes.cards}>
        {options.map(option => {
          const chosen = option.value === value;
          return (
            <label
              key={option.value}
              className={`${classes.card} ${chosen ? classes.chosen : ''}`}
            >
              <span className={classes.title}>
                <Radio
                  className={classes.radio}
                  color="primary"
                  size="small"
                  name={name}
                  value={option.value}
                  checked={chosen}
                  onChange={() => onChange(option.value)}
                />
                {option.title}
              </span>
              {option.content}
            </label>
          );
        })}
      </div>
    </FieldGroup>
  );
}
