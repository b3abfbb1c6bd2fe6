import { formatInstant } from '~/format/date';
import { Alert } from '~/ui/Alert';

/** Data that were erased: when, and on which ground. */
export function Erased({ by }: { by: { quando: string; base: string } | null }) {
  return (
    <Alert tone="info" title="Questi dati sono stati cancellati">
      {by ? (
        <p>
          {formatInstant(by.quando)} – {by.base}
        </p>
      ) : null}
    </Alert>
  );
}
