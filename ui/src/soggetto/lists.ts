import type { QueryClient } from '@tanstack/react-query';
import { listQuery } from '~/common/queries';

/** The code lists of the personal data. */
export function loadAnagraficaLists(client: QueryClient): Promise<unknown> {
  const lists = ['INDICATORE_CF', 'STATO_DEMOGRAFICO', 'STATO_CIVILE'] as const;
  return Promise.all(lists.map((lista) => client.ensureQueryData(listQuery(lista))));
}
