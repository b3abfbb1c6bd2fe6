import { createFileRoute } from '@tanstack/react-router';
import * as v from 'valibot';
import { SegnalazioniList } from '~/common/SegnalazioniList';
import { listQuery, useIo, useList } from '~/common/queries';
import { PageTitle } from '~/ui/PageTitle';

const VIEWS = ['carico', 'mie', 'assegnate'] as const;

export const Route = createFileRoute('/_operatore/segnalazioni/')({
  validateSearch: v.object({
    vista: v.fallback(v.optional(v.picklist(VIEWS)), undefined),
    stato: v.fallback(v.optional(v.string()), undefined),
  }),
  loader: ({ context }) => context.queryClient.ensureQueryData(listQuery('STATO_SEGNALAZIONE')),
  component: Page,
});

const NAMES = {
  carico: 'In carico a me',
  mie: 'Inserite da me',
  assegnate: 'Assegnate a me',
} as const;

/** States that a segnalazione can have today. */
const STATES = ['APERTA', 'ASSEGNATA', 'ACCETTATA', 'RESTITUITA', 'CHIUSA'];

/** «Le mie segnalazioni»; the filters are in the address. */
function Page() {
  const { vista = 'carico', stato } = Route.useSearch();
  const navigate = Route.useNavigate();
  const me = useIo().operatore.id;
  const states = useList('STATO_SEGNALAZIONE').filter((s) => STATES.includes(s.codice));
  const whose = { carico: { inCaricoA: me }, mie: { autore: me }, assegnate: { assegnatario: me } }[vista];
  return (
    <>
      <PageTitle page="Le mie segnalazioni">Le mie segnalazioni</PageTitle>
      <div className="scheda">
        <form className="filtri" onSubmit={(event) => event.preventDefault()}>
          <fieldset>
            <legend className="etichetta">Quali</legend>
            <div className="scelte">
              {VIEWS.map((view) => (
                <label key={view} htmlFor={`vista-${view}`}>
                  <input
                    id={`vista-${view}`}
                    type="radio"
                    name="vista"
                    checked={vista === view}
                    onChange={() =>
                      void navigate({ search: (old) => ({ ...old, vista: view }), replace: true })
                    }
                  />
                  {NAMES[view]}
                </label>
              ))}
            </div>
          </fieldset>
          <div className="campo mb-0">
            <label htmlFor="stato">Stato</label>
            <select
              id="stato"
              className="form-select"
              value={stato ?? ''}
              onChange={(event) =>
                void navigate({
                  search: (old) => ({ ...old, stato: event.target.value || undefined }),
                  replace: true,
                })
              }
            >
              <option value="">Tutti</option>
              {states.map((s) => (
                <option key={s.codice} value={s.codice}>
                  {s.descrizione}
                </option>
              ))}
            </select>
          </div>
        </form>
        <SegnalazioniList
          caption={`Segnalazioni: ${NAMES[vista].toLowerCase()}, dalla più recente`}
          filtro={{ ...whose, stato: stato ?? null }}
          whenEmpty={
            <p className="mb-0">Con altri filtri, o dalla scheda di un soggetto, se ne trovano altre.</p>
          }
        />
      </div>
    </>
  );
}
