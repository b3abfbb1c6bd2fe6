import type { QueryClient } from '@tanstack/react-query';
import { NucleiDiFattoDocument, NucleoAnagrafeDocument, type UnNucleoAnagrafeFragment } from '~/gql/graphql';
import { question } from '~/graphql/query';

/** The nuclei di fatto of a subject. */
export function nucleiQuery(soggetto: string) {
  return question(['nuclei', soggetto], NucleiDiFattoDocument, { soggetto });
}

/** The household of a subject in the register. */
export function anagrafeQuery(soggetto: string) {
  return question(['nuclei', soggetto], NucleoAnagrafeDocument, { soggetto });
}

/** After a change of a nucleo: whoever is in it has other nuclei, another quadro, another story. */
export async function changed(client: QueryClient): Promise<void> {
  await Promise.all(
    ['nuclei', 'quadro', 'storia'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  );
}

/** The household that a mutation answered with. */
export async function storeAnagrafe(
  client: QueryClient,
  soggetto: string,
  nucleo: UnNucleoAnagrafeFragment | null,
): Promise<void> {
  if (!nucleo) return;
  client.setQueryData(anagrafeQuery(soggetto).queryKey, { nucleoAnagrafe: nucleo });
  await Promise.all(
    ['quadro', 'storia'].map((key) => client.invalidateQueries({ queryKey: [key], refetchType: 'none' })),
  );
}
