import { Alert } from '~/ui/Alert';
import { type Provider, loginUrl } from './session';

/** The ways in, one link each: a page of the provider follows. */
export function Access({ providers, back }: { providers: readonly Provider[]; back: string }) {
  if (providers.length === 0) {
    return (
      <Alert tone="warning" title="Nessun modo di accesso è configurato">
        <p>Rivolgersi all’assistenza.</p>
      </Alert>
    );
  }
  return (
    <ul className="identita list-unstyled">
      {providers.map((provider) => (
        <li key={provider.id}>
          <a className="btn btn-primary" href={loginUrl(provider, back)}>
            {provider.etichetta}
          </a>
        </li>
      ))}
    </ul>
  );
}
