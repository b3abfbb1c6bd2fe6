import type { QueryClient } from '@tanstack/react-query';
import { type Lista, listQuery } from '~/common/queries';

const DETAILS: Lista[] = [
  'CANALE',
  'MOTIVO_SEGNALAZIONE',
  'URGENZA',
  'TIPO_SEGNALANTE',
  'ESITO_SEGNALAZIONE',
];

/** The code lists of the drawer «Dettagli». */
export function loadDetailLists(client: QueryClient): Promise<unknown> {
  return Promise.all(DETAILS.map((lista) => client.ensureQueryData(listQuery(lista))));
}
