import Skeleton from '@material-ui/lab/Skeleton';
import { VisuallyHidden } from '../actions/VisuallyHidden';

/**
 * Stands where a table will be.
 *
 * @public
 */
export function TableSkeleton(props: {
  /** What is on its way, for those who hear the page. */
  label: string;
  /** @defaultValue 4 */
  rows?: number;
}) {
  const { label, rows = 4 } = props;
  return (
    <div>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={36} aria-hidden />
      ))}
    </div>
  );
}
