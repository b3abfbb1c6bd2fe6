import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Erased } from '~/common/Erased';
import { useIo } from '~/common/queries';
import { formatDay, formatInstant } from '~/format/date';
import type { UnAnnotazioneFragment } from '~/gql/graphql';
import { usePratica } from '~/segnalazione/queries';
import { rights } from '~/segnalazione/rights';
import { More } from '~/ui/More';
import { Empty, Loaded } from '~/ui/States';
import { NoteForm } from './NoteForm';
import { RectifyNote } from './RectifyNote';
import { notesOf } from './queries';

/** Drawer «Annotazioni»: what was noted in the case, as far as it is open to who reads. */
export function Notes({ id }: { id: string }) {
  const pratica = usePratica(id);
  const io = useIo();
  const { annota, inCarico } = rights(pratica, io);
  const query = useInfiniteQuery(notesOf(id));
  const [adding, setAdding] = useState(false);
  const [rectifying, setRectifying] = useState<UnAnnotazioneFragment | null>(null);
  const corrects = (nota: UnAnnotazioneFragment) =>
    annota && nota.testo.testo !== null && (inCarico || nota.autore.operatore.id === io.operatore.id);
  return (
    <>
      <div className="azioni in-alto">
        <h2 className="mb-0">Annotazioni</h2>
        {annota && !adding ? (
          <button type="button" className="btn btn-primary" onClick={() => setAdding(true)}>
            Nuova annotazione
          </button>
        ) : null}
      </div>
      {adding ? <NoteForm segnalazione={id} onClose={() => setAdding(false)} /> : null}
      <Loaded from={query}>
        {({ pages }) => {
          const notes = pages.flatMap(({ edges }) => edges.map(({ node }) => node));
          if (notes.length === 0)
            return (
              <Empty>
                <p className="mb-0">
                  In questa segnalazione non ci sono annotazioni che l’operatore può leggere.
                </p>
              </Empty>
            );
          return (
            <>
              <ul className="elenco mb-3" aria-label="Annotazioni, dalla più recente">
                {notes.map((nota) => (
                  <Note
                    key={nota.id}
                    nota={nota}
                    onRectify={corrects(nota) ? () => setRectifying(nota) : null}
                  />
                ))}
              </ul>
              <More query={query} />
            </>
          );
        }}
      </Loaded>
      {rectifying ? (
        <RectifyNote segnalazione={id} nota={rectifying} onClose={() => setRectifying(null)} />
      ) : null}
    </>
  );
}

/** «Riservata – Salute». */
function kind({ sezione, ambito }: UnAnnotazioneFragment): string {
  return [sezione.descrizione, ambito?.descrizione].filter(Boolean).join(' – ');
}

function Note({ nota, onRectify }: { nota: UnAnnotazioneFragment; onRectify: (() => void) | null }) {
  const { autore } = nota;
  return (
    <li>
      <h3 className="h6 mb-1">
        {kind(nota)}, del {formatDay(nota.del)}
      </h3>
      <p className="sotto">
        {autore.operatore.nominativo}, {autore.ruolo.descrizione}, {autore.unita.etichetta}, scritta il{' '}
        {formatInstant(nota.scrittaIl)}
      </p>
      <Text of={nota.testo} />
      {nota.rettifiche.map((rettifica, i) => (
        <details key={i} className="mb-2">
          <summary>
            Rettificata il {formatDay(rettifica.il)} da {rettifica.rettificataDa.nominativo}:{' '}
            {rettifica.motivo.testo ?? 'motivo cancellato'}
          </summary>
          <p className="sotto">Prima era scritto:</p>
          <Text of={rettifica.testoPrecedente} />
        </details>
      ))}
      {onRectify ? (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={onRectify}>
          Rettifica
          <span className="visually-hidden"> l’annotazione scritta il {formatInstant(nota.scrittaIl)}</span>
        </button>
      ) : null}
    </li>
  );
}

/** A text as it was written, with its lines; or that it was erased. */
function Text({ of: { testo, cancellazione } }: { of: UnAnnotazioneFragment['testo'] }) {
  return testo === null ? <Erased by={cancellazione} /> : <p className="come-scritto">{testo}</p>;
}
