interface Membership {
  operatore: { id: string };
  unita: { id: string };
}

/** What of a segnalazione decides who may act on it. */
export interface Position {
  stato: { codice: string };
  autore: Membership;
  assegnatario: Membership | null;
  /** By what it is open to who acts. */
  apertura: { modificabile: boolean };
}

/** Who acts. */
export interface Actor {
  puoOperare: boolean;
  ruolo: { codice: string };
  operatore: { id: string };
  unita: { id: string };
}

/** What the page offers; the server decides. */
export interface Rights {
  /** Change details, record the outcome, close. */
  segue: boolean;
  assegna: boolean;
  accetta: boolean;
  restituisce: boolean;
  riapre: boolean;
  /** Let another unit read it, and take that back. */
  concede: boolean;
  /** Write notes in it. */
  annota: boolean;
  /** Has it in charge, so that also notes of others are corrected. */
  inCarico: boolean;
  /** Why nothing can be changed, in words. */
  perche: string | null;
}

/**
 * Followed by its author while nobody has it, by the assignee once he accepted; nobody acts in between. A coordinator
 * acts for the author.
 */
export function rights(pratica: Position, actor: Actor): Rights {
  const stato = pratica.stato.codice;
  const coordinator = actor.ruolo.codice === 'COORDINATORE';
  const author = pratica.autore.operatore.id === actor.operatore.id || coordinator;
  const assignee = pratica.assegnatario?.operatore.id === actor.operatore.id;
  const free = stato === 'APERTA' || stato === 'RESTITUITA';
  const { modificabile } = pratica.apertura;
  const can = actor.puoOperare && modificabile;
  const disposes =
    free || (stato === 'CHIUSA' && pratica.assegnatario === null)
      ? author
      : stato !== 'ASSEGNATA' && assignee;
  const segue = can && ((free && author) || (stato === 'ACCETTATA' && assignee));
  return {
    segue,
    assegna: can && free && author,
    accetta: can && stato === 'ASSEGNATA' && assignee,
    restituisce: can && (stato === 'ASSEGNATA' || stato === 'ACCETTATA') && assignee,
    riapre: can && stato === 'CHIUSA' && (author || assignee),
    concede: can && (disposes || coordinator),
    annota: can && stato !== 'CHIUSA' && holds(pratica, actor),
    inCarico:
      can && (free ? pratica.autore.operatore.id === actor.operatore.id : stato !== 'CHIUSA' && assignee),
    perche: segue ? null : reason(stato, actor.puoOperare, modificabile, assignee),
  };
}

/** Whether it is open for more than reading: to its people, to those of their unit who receive, to a coordinator. */
function holds({ autore, assegnatario }: Position, { ruolo, operatore, unita }: Actor): boolean {
  const people = assegnatario === null ? [autore] : [autore, assegnatario];
  return (
    ruolo.codice === 'COORDINATORE' ||
    people.some(
      (one) =>
        one.operatore.id === operatore.id ||
        (ruolo.codice === 'OPERATORE_SEGRETARIATO' && one.unita.id === unita.id),
    )
  );
}

function reason(stato: string, can: boolean, changeable: boolean, assignee: boolean): string {
  if (can && !changeable) return 'La segnalazione è di un’altra unità, ed è aperta in sola lettura.';
  if (!can) return 'Il ruolo dell’operatore consente la sola lettura.';
  if (stato === 'CHIUSA') return 'La segnalazione è chiusa.';
  if (stato === 'ASSEGNATA' && assignee) return 'Per procedere occorre prima accettare l’assegnazione.';
  if (stato === 'ASSEGNATA' || stato === 'ACCETTATA')
    return 'La segnalazione è assegnata: può procedere solo l’assegnatario.';
  return 'Può procedere solo l’operatore che ha inserito la segnalazione.';
}
