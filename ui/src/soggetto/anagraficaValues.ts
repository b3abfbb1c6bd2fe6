import * as v from 'valibot';
import { codiceFiscale, day, isoDay, orNull, required, text } from '~/form/rules';
import { formatDay } from '~/format/date';
import type { AnagraficaInput, DatiAnagraficiFragment } from '~/gql/graphql';

const Fields = v.object({
  cognome: text,
  nome: text,
  sesso: v.string(),
  dataNascita: day,
  precisioneNascita: v.string(),
  nazione: v.string(),
  luogo: v.string(),
  nomeLuogo: text,
  localita: text,
  descrizioneLuogo: text,
  codiceFiscale: text,
  indicatoreCf: required('Indicare da dove viene il codice fiscale.'),
  /** ISTAT codes, separated by blanks: those of the record, or the chosen one. */
  cittadinanze: v.string(),
  nomeCittadinanza: text,
  statoDemografico: v.string(),
  dataStatoDemografico: day,
  motivo: text,
});

/** Personal data as they stand in the form. */
export type AnagraficaValues = v.InferOutput<typeof Fields>;

/** Rules of the form; the server has the last word. A provisional or health code is judged there. */
export const AnagraficaSchema = v.pipe(
  Fields,
  v.forward(
    v.check(({ cognome, nome }) => cognome !== '' || nome !== '', 'Indicare almeno il cognome o il nome.'),
    ['cognome'],
  ),
  v.forward(
    v.check(
      (d) =>
        d.codiceFiscale.length !== 16 ||
        /^(STP|ENI)/i.test(d.codiceFiscale) ||
        v.is(codiceFiscale, d.codiceFiscale),
      'Il codice fiscale non è corretto: controllare il carattere finale.',
    ),
    ['codiceFiscale'],
  ),
  v.forward(
    v.check(
      (d) => (d.indicatoreCf === 'NON_DISPONIBILE') === (d.codiceFiscale === ''),
      'Il codice fiscale e l’indicatore C.F. non concordano.',
    ),
    ['indicatoreCf'],
  ),
);

/** Codes of the field `nazione`. */
export const NAZIONI = [
  { codice: 'ITALIANA', descrizione: 'Italiana' },
  { codice: 'ESTERA', descrizione: 'Estera' },
  { codice: 'IGNOTA', descrizione: 'Luogo da descrivere, o non noto' },
];

/** An empty form. */
export const EMPTY: AnagraficaValues = {
  cognome: '',
  nome: '',
  sesso: '',
  dataNascita: '',
  precisioneNascita: 'GIORNO',
  nazione: 'ITALIANA',
  luogo: '',
  nomeLuogo: '',
  localita: '',
  descrizioneLuogo: '',
  codiceFiscale: '',
  indicatoreCf: 'NON_DISPONIBILE',
  cittadinanze: '100',
  nomeCittadinanza: 'Italia',
  statoDemografico: '',
  dataStatoDemografico: '',
  motivo: '',
};

/** The data of a record, to correct them. */
export function valuesOf(dati: DatiAnagraficiFragment): AnagraficaValues {
  const luogo = dati.luogoNascita;
  return {
    ...EMPTY,
    cognome: dati.cognome ?? '',
    nome: dati.nome ?? '',
    sesso: dati.sesso ?? '',
    dataNascita: formatDay(dati.dataNascita),
    precisioneNascita: dati.precisioneNascita ?? 'GIORNO',
    nazione: dati.nazioneNascita ?? 'IGNOTA',
    luogo: luogo?.codice ?? '',
    nomeLuogo: (luogo?.tipo === 'ESTERO' ? luogo.stato : luogo?.denominazione) ?? '',
    localita: luogo?.localita ?? '',
    descrizioneLuogo: luogo?.tipo === 'DESCRITTO' ? (luogo.denominazione ?? '') : '',
    codiceFiscale: dati.codiceFiscale ?? '',
    indicatoreCf: dati.indicatoreCf.codice,
    cittadinanze: dati.cittadinanze.map((c) => c.codice).join(' '),
    nomeCittadinanza: dati.cittadinanze.map((c) => c.descrizione).join(', '),
    statoDemografico: dati.statoDemografico?.codice ?? '',
    dataStatoDemografico: formatDay(dati.dataStatoDemografico),
  };
}

function place(values: AnagraficaValues): AnagraficaInput['luogoNascita'] {
  switch (values.nazione) {
    case 'ITALIANA':
      return values.luogo === '' ? null : { comune: values.luogo };
    case 'ESTERA':
      return values.luogo === '' ? null : { stato: values.luogo, localita: orNull(values.localita) };
    default:
      return values.descrizioneLuogo === '' ? null : { descrizione: values.descrizioneLuogo };
  }
}

/** What goes to the server. */
export function anagraficaInput(values: AnagraficaValues): AnagraficaInput {
  return {
    cognome: orNull(values.cognome),
    nome: orNull(values.nome),
    sesso: orNull(values.sesso),
    dataNascita: isoDay(values.dataNascita),
    precisioneNascita: orNull(values.precisioneNascita),
    luogoNascita: place(values),
    codiceFiscale: orNull(values.codiceFiscale.toUpperCase()),
    indicatoreCf: values.indicatoreCf,
    cittadinanze: values.cittadinanze.split(' ').filter(Boolean),
    statoDemografico: orNull(values.statoDemografico),
    dataStatoDemografico: isoDay(values.dataStatoDemografico),
  };
}
