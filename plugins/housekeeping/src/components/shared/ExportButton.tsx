import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  downloadText,
  ErrorNote,
} from '@fairway-idp/backstage-plugin-fairway-react';
import Button from '@material-ui/core/Button';
import useAsyncFn from 'react-use/lib/useAsyncFn';
import { housekeepingTranslationRef } from '../../translation';

/** Reads something long and saves it as a file. */
export function ExportButton(props: {
  text: string;
  fileName: string;
  load: () => Promise<string>;
}) {
  const { text, fileName, load } = props;
  const { t } = useTranslationRef(housekeepingTranslationRef);
  const [{ loading, error }, save] = useAsyncFn(
    async () => downloadText(fileName, await load()),
    [fileName, load],
  );
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-disabled={loading || undefined}
        // It tells of failures by its state.
        onClick={() => !loading && void save()}
      >
        {loading ? t('export.busy') : text}
      </Button>
      {error && !loading && (
        <ErrorNote title={t('export.failed')} error={error} />
      )}
    </>
  );
}
