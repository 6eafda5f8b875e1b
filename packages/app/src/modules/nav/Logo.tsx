import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    height: 2 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    paddingLeft: 22,
  },
  link: { display: 'flex', alignItems: 'center', gap: 12, color: 'inherit' },
  name: { fontSize: 20, fontWeight: 600, letterSpacing: 0.4, color: '#fff' },
});

/** A buoy beside a marked channel: the way that is safe to take. */
export const Logo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Fairway, home"
      >
        <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
          <path d="M11 3h6l3 16H8z" fill="#38bdf8" />
          <path d="M10.2 8h7.6l.9 5H9.3z" fill="#fff" />
          <path
            d="M2 22c3 0 3 2 6 2s3-2 6-2 3 2 6 2 3-2 6-2"
            fill="none"
            stroke="#38bdf8"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </svg>
        {isOpen && <span className={classes.name}>Fairway</span>}
      </Link>
    </div>
  );
};
