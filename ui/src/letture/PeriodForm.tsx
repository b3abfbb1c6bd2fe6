import { valibotResolver } from '@hookform/resolvers/valibot';
import { useId } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import * as v from 'valibot';
import { formatDay } from '~/format/date';
import { FormPrefix } from '~/form/context';
import { DateField } from '~/form/fields';
import { day, isoDay } from '~/form/rules';
import type { Period } from './period';

const Schema = v.pipe(
  v.object({ dal: day, al: day }),
  v.forward(
    v.check(
      ({ dal, al }) => (isoDay(dal) ?? '') <= (isoDay(al) ?? '9'),
      'Il periodo finisce prima di cominciare.',
    ),
    ['al'],
  ),
);

/** From which day to which. */
export function PeriodForm({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const form = useForm({
    values: { dal: formatDay(period.dal), al: formatDay(period.al) },
    resolver: valibotResolver(Schema),
    mode: 'onTouched',
  });
  return (
    <FormProvider {...form}>
      <FormPrefix value={useId()}>
        <form
          className="filtri in-riga solo-schermo"
          noValidate
          onSubmit={(event) => {
            void form.handleSubmit(({ dal, al }) =>
              onChange({ dal: isoDay(dal) ?? undefined, al: isoDay(al) ?? undefined }),
            )(event);
          }}
        >
          <DateField name="dal" label="Dal" />
          <DateField name="al" label="Al" />
          <button type="submit" className="btn btn-outline-primary">
            Applica il periodo
          </button>
        </form>
      </FormPrefix>
    </FormProvider>
  );
}
