import { useList } from '~/common/queries';
import { DateField, RadioField, SelectField, TextField } from '~/form/fields';
import { useOwnUnits } from './queries';

const RESERVED = [
  { codice: 'no', descrizione: 'Non le legge' },
  { codice: 'si', descrizione: 'Le legge, nelle cartelle che gli sono aperte' },
];

/** The fields of a membership: role, unit, days, act. */
export function MembershipFields() {
  return (
    <>
      <SelectField name="ruolo" label="Ruolo" required choices={useList('RUOLO')} />
      <SelectField name="unita" label="Unità" required choices={useOwnUnits()} />
      <TextField name="profilo" label="Profilo professionale" />
      <div className="row">
        <div className="col-12 col-md-6">
          <DateField name="dal" label="Dal" help="gg/mm/aaaa, primo giorno; se manca, da oggi" />
        </div>
        <div className="col-12 col-md-6">
          <DateField name="al" label="Al" help="gg/mm/aaaa, ultimo giorno; se manca, senza termine" />
        </div>
      </div>
      <RadioField name="riservati" label="Sezioni riservate" choices={RESERVED} />
      <TextField
        name="atto"
        label="Atto di conferimento"
        required
        help="Per esempio: Determinazione 12/2026"
      />
    </>
  );
}
