import type { ReactNode } from 'react';
import { formatDay } from '~/format/date';
import type { DatiAnagraficiFragment } from '~/gql/graphql';
import { Alert } from '~/ui/Alert';

/** A term and its value; what is missing is said so. */
export function Value({ term, children }: { term: string; children?: ReactNode }) {
  const empty = children === undefined || children === null || children === '';
  return (
    <div>
      <dt>{term}</dt>
      <dd>{empty ? <Missing /> : children}</dd>
    </div>
  );
}

function Missing() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">non indicato</span>
    </>
  );
}

type Luogo = NonNullable<DatiAnagraficiFragment['luogoNascita']>;

/** Name of a birth place, with its province or state. */
export function placeName(luogo: Omit<Luogo, 'codice' | 'provincia'> | null): string {
  if (!luogo) return '';
  if (luogo.tipo === 'ESTERO') return [luogo.localita, luogo.stato].filter(Boolean).join(', ');
  return luogo.denominazione ?? '';
}

const SESSO = { M: 'Maschio', F: 'Femmina' } as const;
const NAZIONE = { ITALIANA: 'Italiana', ESTERA: 'Estera' } as const;

/** «Informazioni generali» (manual, figure 5), for reading. */
export function GeneralInformation({
  dati,
  codice,
}: {
  dati: DatiAnagraficiFragment;
  codice?: number | null;
}) {
  return (
    <>
      {dati.avvisiCodiceFiscale.length === 0 ? null : (
        <Alert tone="warning" title="Il codice fiscale non concorda con i dati">
          <ul>
            {dati.avvisiCodiceFiscale.map((avviso) => (
              <li key={avviso.codice}>{avviso.messaggio}</li>
            ))}
          </ul>
        </Alert>
      )}
      <dl className="valori">
        {codice === undefined ? null : <Value term="Codice">{codice}</Value>}
        <Value term="Codice fiscale">{dati.codiceFiscale}</Value>
        <Value term="Indicatore C.F.">{dati.indicatoreCf.descrizione}</Value>
        <Value term="Cognome">{dati.cognome}</Value>
        <Value term="Nome">{dati.nome}</Value>
        <Value term="Sesso">{dati.sesso ? SESSO[dati.sesso] : ''}</Value>
        <Value term="Nazione nascita">{dati.nazioneNascita ? NAZIONE[dati.nazioneNascita] : ''}</Value>
        <Value term="Data di nascita">{formatDay(dati.dataNascita, dati.precisioneNascita)}</Value>
        <Value term="Comune nascita">{placeName(dati.luogoNascita)}</Value>
        <Value term="Prov. nascita">{dati.luogoNascita?.provincia}</Value>
        <Value term="Cittadinanza">{dati.cittadinanze.map((c) => c.descrizione).join(', ')}</Value>
        <Value term="Rif Anagrafe Centrale">{dati.idAnpr}</Value>
        <Value term="Stato demografico">{dati.statoDemografico?.descrizione}</Value>
        <Value term="Data stato demografico">{formatDay(dati.dataStatoDemografico)}</Value>
      </dl>
    </>
  );
}
