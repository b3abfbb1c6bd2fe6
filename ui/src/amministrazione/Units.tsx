import { Link } from '@tanstack/react-router';
import { Alert } from '~/ui/Alert';
import { PageTitle } from '~/ui/PageTitle';
import { useTree } from './queries';
import { type Branch, existing } from './units';

interface Props {
  /** Whether those that have ceased are shown too. */
  ceased: boolean;
  onCeased: (ceased: boolean) => void;
}

/** «Unità organizzative»: the tree of those that one administers; each leads to its page. */
export function Units({ ceased, onCeased }: Props) {
  const tree = useTree();
  return (
    <>
      <PageTitle page="Unità organizzative">Unità organizzative</PageTitle>
      <div className="scheda">
        <form className="filtri" onSubmit={(event) => event.preventDefault()}>
          <div className="scelte">
            <label htmlFor="cessate">
              <input
                id="cessate"
                type="checkbox"
                checked={ceased}
                onChange={(event) => onCeased(event.target.checked)}
              />
              Anche le unità cessate
            </label>
          </div>
        </form>
        {tree === null ? (
          <Alert tone="warning" title="La propria unità non è ancora in elenco">
            <p>Riprovare tra poco.</p>
          </Alert>
        ) : (
          <ul className="albero">
            <Node branch={ceased ? tree : existing(tree)} />
          </ul>
        )}
      </div>
    </>
  );
}

function Node({ branch: { unit, below } }: { branch: Branch }) {
  return (
    <li>
      <Link to="/unita/$id" params={{ id: unit.id }}>
        {unit.etichetta}
      </Link>
      <span className="sotto">
        {unit.tipo?.descrizione}
        {unit.cessata ? ', cessata' : null}
      </span>
      {below.length === 0 ? null : (
        <ul>
          {below.map((branch) => (
            <Node key={branch.unit.id} branch={branch} />
          ))}
        </ul>
      )}
    </li>
  );
}
