import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { operatorName } from '~/common/operatorName';
import { formatInstant } from '~/format/date';
import type { RigaLetturaFragment } from '~/gql/graphql';
import { Dialog } from '~/ui/Dialog';
import { Files, type NarrowBy } from './Files';
import { accessName, categoryNames, levelName, outcomeName, short, titleName } from './labels';

interface Props {
  lettura: RigaLetturaFragment;
  linked: boolean;
  onNarrow: ((to: NarrowBy) => void) | undefined;
  onClose: () => void;
}

/** Everything that the log says of one request. */
export function ReadingDetail({ lettura, linked, onNarrow, onClose }: Props) {
  const values: [string, ReactNode][] = [
    ['Operatore', operatorName(lettura.operatore)],
    ['Ruolo', lettura.ruolo.descrizione],
    ['Unità', lettura.unita.etichetta],
    ['Incarico', lettura.incarico === null ? null : `n. ${lettura.incarico}`],
    ['Sicurezza dell’accesso', levelName(lettura.livello)],
    ['Indirizzo di rete', lettura.indirizzo],
    ['Sessione', lettura.sessione],
    ['Richiesta', lettura.richiesta],
    ['Operazione', lettura.operazione],
    ['Categorie di dati', categoryNames(lettura.categorie) || 'nessuna'],
  ];
  return (
    <Dialog title={`Lettura del ${formatInstant(lettura.quando)}`} onClose={onClose}>
      <dl className="valori">
        {values.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || 'non indicato'}</dd>
          </div>
        ))}
      </dl>
      <ul className="elenco" aria-label="Che cosa è stato chiesto">
        {lettura.dettagli.map((dettaglio, i) => (
          <li key={i}>
            <strong>
              {accessName(dettaglio.accesso)}: {outcomeName(dettaglio.esito).toLowerCase()}
            </strong>
            <span className="sotto">
              A che titolo: {titleName(dettaglio)}
              {dettaglio.emergenza ? (
                <>
                  {' '}
                  <Link to="/emergenze/$id" params={{ id: dettaglio.emergenza }}>
                    {short(dettaglio.emergenza)}
                  </Link>
                </>
              ) : null}
            </span>
            <Files of={dettaglio} linked={linked} onNarrow={onNarrow} all />
          </li>
        ))}
      </ul>
      <div className="azioni">
        <button type="button" className="btn btn-primary" onClick={onClose}>
          Chiudi
        </button>
      </div>
    </Dialog>
  );
}
