import { Link } from '@tanstack/react-router';

const DRAWERS = [
  ['anagrafica', 'Anagrafica'],
  ['indirizzi', 'Indirizzi'],
  ['nucleo-di-fatto', 'Nucleo di fatto'],
  ['nucleo-anagrafe', 'Nucleo Anagrafe'],
  ['quadro', 'Quadro riassuntivo'],
  ['segnalazioni', 'Segnalazioni'],
  ['storia', 'Storia della cartella'],
] as const;

/** Name of the page below the band, from its address. */
export function drawerName(pathname: string): string {
  const last = pathname.split('/').pop();
  return DRAWERS.find(([path]) => path === last)?.[1] ?? 'Soggetto';
}

/** The drawers on the left (manual, figure 7): those whose data the service keeps. */
export function Drawers({ id }: { id: string }) {
  return (
    <nav className="cassetti" aria-label="Cassetti del soggetto">
      <ul>
        {DRAWERS.slice(0, 5).map(([path, name]) => (
          <li key={path}>
            <Link to={`/soggetti/$id/${path}`} params={{ id }} activeProps={{ 'aria-current': 'page' }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
