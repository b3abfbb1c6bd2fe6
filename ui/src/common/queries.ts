import { useSuspenseQuery } from '@tanstack/react-query';
import type { Choice } from '~/form/fields';
import { CodificaDocument, type CodificaQuery, IoDocument, UnitaDocument } from '~/gql/graphql';
import { question } from '~/graphql/query';

/** The operator who works. */
export const ioQuery = { ...question(['io'], IoDocument, {}), staleTime: 5 * 60_000 };

/** The operator who works; the routes behind the login have loaded him. */
export function useIo() {
  return useSuspenseQuery(ioQuery).data.io;
}

/** All units. */
export const unitsQuery = { ...question(['unita'], UnitaDocument, {}), staleTime: 5 * 60_000 };

/** The units there are now, to choose from; the route has loaded them. */
export function useUnits(): Choice[] {
  const { unitaOrganizzative } = useSuspenseQuery(unitsQuery).data;
  return unitaOrganizzative
    .filter((unita) => !unita.cessata)
    .map((unita) => ({ codice: unita.id, descrizione: unita.etichetta }));
}

/** Names of the code lists that forms use. */
export type Lista =
  | 'AMBITO_RISERVATO'
  | 'CANALE'
  | 'ESITO_RIESAME'
  | 'ESITO_SEGNALAZIONE'
  | 'INDICATORE_CF'
  | 'MOTIVO_EMERGENZA'
  | 'MOTIVO_INGRESSO_NUCLEO'
  | 'MOTIVO_RIASSEGNAZIONE'
  | 'MOTIVO_SEGNALAZIONE'
  | 'MOTIVO_USCITA_NUCLEO'
  | 'RELAZIONE_PARENTELA'
  | 'RUOLO'
  | 'SEZIONE'
  | 'STATO_CIVILE'
  | 'STATO_DEMOGRAFICO'
  | 'STATO_SEGNALAZIONE'
  | 'TIPO_INDIRIZZO'
  | 'TIPO_SEGNALANTE'
  | 'TIPO_UO'
  | 'URGENZA';

/** An entry of a code list. */
export type VoceDiLista = CodificaQuery['codifiche'][number];

/** The entries of a code list that hold today. They change with the program. */
export function listQuery(lista: Lista) {
  return { ...question(['codifica'], CodificaDocument, { lista }), staleTime: Infinity, gcTime: Infinity };
}

/** The entries of a list; `stored` is one that the record has, offered also when it holds no more. */
export function useList(lista: Lista, stored?: Choice | null): (VoceDiLista | Choice)[] {
  const { codifiche } = useSuspenseQuery(listQuery(lista)).data;
  if (!stored || codifiche.some((voce) => voce.codice === stored.codice)) return codifiche;
  return [...codifiche, stored];
}

/** Whether an entry has an attribute, for example `chiude=si`. */
export function hasAttribute(voce: VoceDiLista | Choice | undefined, nome: string, valore: string): boolean {
  return (
    voce !== undefined &&
    'attributi' in voce &&
    voce.attributi.some((a) => a.nome === nome && a.valore === valore)
  );
}
