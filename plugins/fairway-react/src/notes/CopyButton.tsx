import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import useCopyToClipboard from 'react-use/lib/useCopyToClipboard';
import { fairwayReactTranslationRef } from '../translation';

/**
 * Copies a text, and says that it did.
 *
 * @public
 */
export function CopyButton(props: {
  text: string;
  /** Accessible name where "Copy" alone does not say what, e.g. "Copy the URL of #3". */
  label?: string;
}) {
  const { text, label } = props;
  const { t } = useTranslationRef(fairwayReactTranslationRef);
  const [{ value }, copy] = useCopyToClipboard();
  const copied = value === text;
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label={copied ? undefined : label}
      onClick={() => copy(text)}
    >
      {copied ? t('copy.copied') : t('copy.copy')}
    </Button>
  );
}
