import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StageTag } from '@fairway-idp/backstage-plugin-fairway-react';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { workloadsTranslationRef } from '../../translation';
import { type NamespaceGroup, workloadKey } from '../../view/grouping';
import type { OpenDialog } from '../dialogs/openDialog';
import { WorkloadRows } from './WorkloadRows';

// The same in each table, so that the columns of all of them line up.
const WIDTHS = ['17%', '21%', '7%', '12%', '7%', '8.5%', '27.5%'];

const useStyles = makeStyles(theme => ({
  table: {
    tableLayout: 'fixed',
    minWidth: 1000,
    '& > thead > tr > th': { padding: theme.spacing(0.75, 1.5) },
  },
  section: { marginBottom: theme.spacing(3) },
  heading: {
    ...theme.typography.subtitle1,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
    color: theme.palette.text.primary,
  },
}));

/** One namespace with its workloads. */
export function NamespaceSection(props: {
  group: NamespaceGroup;
  level: 3 | 4;
  entityRef: string;
  onOpen: (dialog: OpenDialog) => void;
}) {
  const { group, level, entityRef, onOpen } = props;
  const { namespace, cluster, stage, workloads } = group;
  const classes = useStyles();
  const { t } = useTranslationRef(workloadsTranslationRef);
  const Heading = level === 3 ? 'h3' : 'h4';
  const label = t('namespace', { namespace, cluster });
  return (
    <section aria-label={label} className={classes.section}>
      <Heading className={classes.heading}>
        {namespace} {stage && <StageTag stage={stage} />}
      </Heading>
      <TableContainer component={Paper}>
        <Table size="small" aria-label={label} className={classes.table}>
          <colgroup>
            {WIDTHS.map((width, i) => (
              <col key={i} style={{ width }} />
            ))}
          </colgroup>
          <TableHead>
            <TableRow>
              <TableCell>{t('column.workload')}</TableCell>
              <TableCell>{t('column.health')}</TableCell>
              <TableCell>{t('column.ready')}</TableCell>
              <TableCell>{t('column.image')}</TableCell>
              <TableCell>{t('column.age')}</TableCell>
              <TableCell>{t('column.revision')}</TableCell>
              <TableCell>{t('column.actions')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {workloads.map(workload => (
              <WorkloadRows
                key={workloadKey(workload)}
                workload={workload}
                entityRef={entityRef}
                onOpen={onOpen}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </section>
  );
}
