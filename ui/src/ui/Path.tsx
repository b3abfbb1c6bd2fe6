import type { ReactNode } from 'react';

/** Where the page is: the pages above it, then its own name. */
export function Path({ above, here }: { above: readonly ReactNode[]; here: string }) {
  return (
    <nav className="percorso" aria-label="Percorso">
      <ol>
        {above.map((link, i) => (
          <li key={i}>{link}</li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
