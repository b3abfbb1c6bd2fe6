import * as v from 'valibot';
import { isoDay, orNull, pastDay, required, text } from '~/form/rules';
import { formatDay, today } from '~/format/date';
import type { DettagliSegnalazioneInput, PraticaFragment } from '~/gql/graphql';

/** Kinds of segnalante behind whom there is nobody else to name. */
export const ALONE = ['INTERESSATO', 'ANONIMO', 'UFFICIO'];

// In the order of the page: so are the errors.
const Fields = v.object({
  dataContatto: pastDay,
  canale: required('Scegliere la modalità del contatto.'),
  urgenza: required('Scegliere l’urgenza.'),
  tipoSegnalante: required('Scegliere chi segnala.'),
  /** `SCHEDA` when the segnalante has a file, else `NOME`. */
  come: v.string(),
  segnalante: v.string(),
  denominazione: text,
  recapito: text,
  motivo: required('Scegliere il motivo.'),
  note: text,
});

/** The «Dettagli» as they stand in the form. */
export type Details = v.InferOutput<typeof Fields>;

function named({ tipoSegnalante }: Details): boolean {
  return tipoSegnalante !== '' && !ALONE.includes(tipoSegnalante);
}

/** Rules of the form; the server has the last word. */
export const DetailsSchema = v.pipe(
  Fields,
  v.forward(
    v.check(
      (d) => !named(d) || d.come !== 'SCHEDA' || d.segnalante !== '',
      'Scegliere la persona dall’elenco dei suggerimenti.',
    ),
    ['segnalante'],
  ),
  v.forward(
    v.check((d) => !named(d) || d.come === 'SCHEDA' || d.denominazione !== '', 'Indicare chi segnala.'),
    ['denominazione'],
  ),
);

/** A new segnalazione: today, nothing chosen but the ordinary urgency. */
export function blank(): Details {
  return {
    dataContatto: formatDay(today()),
    canale: '',
    motivo: '',
    urgenza: 'ORDINARIA',
    tipoSegnalante: '',
    come: 'NOME',
    segnalante: '',
    denominazione: '',
    recapito: '',
    note: '',
  };
}

/** As it was recorded. */
export function recorded(pratica: PraticaFragment): Details {
  const { segnalante } = pratica;
  return {
    dataContatto: formatDay(pratica.dataContatto),
    canale: pratica.canale.codice,
    motivo: pratica.motivo.codice,
    urgenza: pratica.urgenza.codice,
    tipoSegnalante: segnalante.tipo.codice,
    come: segnalante.soggetto ? 'SCHEDA' : 'NOME',
    segnalante: segnalante.soggetto?.id ?? '',
    denominazione: segnalante.denominazione ?? '',
    recapito: segnalante.recapito ?? '',
    note: pratica.note?.testo ?? '',
  };
}

/** What goes to the server: of the segnalante only what goes with his kind. */
export function input(details: Details): DettagliSegnalazioneInput {
  const withFile = named(details) && details.come === 'SCHEDA';
  const withName = named(details) && details.come !== 'SCHEDA';
  return {
    dataContatto: isoDay(details.dataContatto) ?? details.dataContatto,
    canale: details.canale,
    motivo: details.motivo,
    urgenza: details.urgenza,
    tipoSegnalante: details.tipoSegnalante,
    segnalante: withFile ? details.segnalante : null,
    datiSegnalante: withName
      ? { denominazione: details.denominazione, recapito: orNull(details.recapito) }
      : null,
    note: orNull(details.note),
  };
}
