import { placeName } from '~/common/Anagrafica';
import { formatDay } from '~/format/date';
import type { UnComponenteAnagrafeFragment } from '~/gql/graphql';

/** A member here and in the register, and the names of the fields that differ. */
export interface Pair {
  campi: readonly string[];
  qui: UnComponenteAnagrafeFragment | null;
  anagrafe: UnComponenteAnagrafeFragment | null;
}

type Read = (member: UnComponenteAnagrafeFragment) => string | null | undefined;

/** Labels of the fields, by their name in the schema, and how each is shown. */
const FIELDS: Record<string, [label: string, read: Read]> = {
  cognome: ['Cognome', (m) => m.anagrafica?.cognome],
  nome: ['Nome', (m) => m.anagrafica?.nome],
  sesso: ['Sesso', (m) => m.anagrafica?.sesso],
  dataNascita: [
    'Data di nascita',
    (m) => formatDay(m.anagrafica?.dataNascita, m.anagrafica?.precisioneNascita),
  ],
  luogoNascita: ['Luogo nascita', (m) => placeName(m.anagrafica?.luogoNascita ?? null)],
  codiceFiscale: ['Codice fiscale', (m) => m.anagrafica?.codiceFiscale],
  cittadinanze: ['Cittadinanza', (m) => m.anagrafica?.cittadinanze.map((c) => c.descrizione).join(', ')],
  statoDemografico: ['Stato demografico', (m) => m.anagrafica?.statoDemografico?.descrizione],
  dataStatoDemografico: ['Data stato demografico', (m) => formatDay(m.anagrafica?.dataStatoDemografico)],
  indicatoreCf: ['Indicatore C.F.', (m) => m.anagrafica?.indicatoreCf.descrizione],
  cfValidato: ['C.F. validato', (m) => yesNo(m.anagrafica?.cfValidato)],
  idAnpr: ['Rif Anagrafe Centrale', (m) => m.anagrafica?.idAnpr],
  relazione: ['Relazione di parentela', (m) => m.relazione?.descrizione],
};

function yesNo(value: boolean | null | undefined): string {
  if (value == null) return '';
  return value ? 'sì' : 'no';
}

/** One row for each field that differs: its value here and in the register, side by side. */
export function differences({
  campi,
  qui,
  anagrafe,
}: Pair): { campo: string; qui: string; anagrafe: string }[] {
  const names = campi.length === 0 ? ['relazione'] : campi;
  return names.map((name) => {
    const [label, read] = FIELDS[name] ?? [name, () => ''];
    return { campo: label, qui: (qui && read(qui)) || '', anagrafe: (anagrafe && read(anagrafe)) || '' };
  });
}
