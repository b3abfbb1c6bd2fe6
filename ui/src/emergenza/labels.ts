import { personWithBirth } from '~/common/person';
import { formatInstant } from '~/format/date';
import type { AccessoInElencoFragment } from '~/gql/graphql';

/** Whose file it was, as far as it is open to who looks. */
export function whose({ soggetto, soggettoId }: AccessoInElencoFragment): string {
  return soggetto ? personWithBirth(soggetto) : `soggetto ${soggettoId.slice(0, 8)}`;
}

/** Whether it still opens the file, or how it came to its end. */
export function stateOf({ inCorso, chiusoIl, scade }: AccessoInElencoFragment): string {
  if (inCorso) return `In corso, fino alle ${formatInstant(scade).slice(-5)}`;
  return chiusoIl === null
    ? `Scaduto il ${formatInstant(scade)}`
    : `Chiuso da chi l’ha aperto il ${formatInstant(chiusoIl)}`;
}

/** What came of its review. */
export function reviewOf({ riesame, daRiesaminare }: AccessoInElencoFragment): string {
  if (riesame === null) return 'Da riesaminare';
  return daRiesaminare ? `${riesame.esito.descrizione}: da riesaminare` : riesame.esito.descrizione;
}

/** For how long it opened the file, in begun minutes. */
export function minutesOpen({ apertoIl, chiusoIl, scade }: AccessoInElencoFragment): number {
  return Math.ceil((Date.parse(chiusoIl ?? scade) - Date.parse(apertoIl)) / 60_000);
}
