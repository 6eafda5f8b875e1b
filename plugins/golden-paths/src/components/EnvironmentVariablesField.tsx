import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import type { GoldenPathVariable } from '@fairway-idp/backstage-plugin-fairway-common';
import Button from '@material-ui/core/Button';
import FormHelperText from '@material-ui/core/FormHelperText';
import { useEffect, useRef } from 'react';
import { goldenPathsTranslationRef } from '../translation';
import { variableProblemsIn, withVariable } from '../view/variables';
import { VariableRow } from './VariableRow';

/** Plain values, and keys of ConfigMaps and Secrets by their names. */
export function EnvironmentVariablesField(
  props: FieldExtensionComponentProps<
    GoldenPathVariable[],
    { reserved?: string[] }
  >,
) {
  const { formData = [], onChange, idSchema, schema, uiSchema } = props;
  const { reserved } = uiSchema['ui:options'] ?? {};
  const { t } = useTranslationRef(goldenPathsTranslationRef);
  const problems = variableProblemsIn(formData, reserved);
  const nameId = (i: number) => `${idSchema.$id}-${i}-name`;
  const addId = `${idSchema.$id}-add`;
  const moveFocus = useFocusNext(formData.length);
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ padding: 0, marginBottom: 8 }}>{schema.title}</legend>
      {formData.map((variable, i) => (
        <VariableRow
          // A variable has no name yet when its row appears.
          // eslint-disable-next-line react/no-array-index-key
          key={i}
          id={`${idSchema.$id}-${i}`}
          variable={variable}
          problems={Object.fromEntries(
            problems
              .filter(({ field }) => field.startsWith(`env[${i}].`))
              .map(({ field, message }) => [
                field.slice(`env[${i}].`.length),
                message,
              ]),
          )}
          onChange={changed => {
            if (!changed) {
              moveFocus(i < formData.length - 1 ? nameId(i) : addId);
            }
            onChange(withVariable(formData, i, changed));
          }}
        />
      ))}
      <Button
        id={addId}
        variant="outlined"
        size="small"
        onClick={() => {
          moveFocus(nameId(formData.length));
          onChange([...formData, { name: '', value: '' }]);
        }}
      >
        {t('env.add')}
      </Button>
      <FormHelperText>{t('env.secretNote')}</FormHelperText>
    </fieldset>
  );
}

/**
 * Moves the focus to an element once the number of rows has changed: who adds a
 * row by keyboard goes on in it, and who removes one does not begin at the top.
 */
function useFocusNext(rows: number): (id: string) => void {
  const next = useRef<string>();
  useEffect(() => {
    if (next.current) {
      document.getElementById(next.current)?.focus();
      next.current = undefined;
    }
  }, [rows]);
  return id => {
    next.current = id;
  };
}
