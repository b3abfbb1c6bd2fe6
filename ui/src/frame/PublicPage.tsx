import type { ReactNode } from 'react';
import { PageTitle } from '~/ui/PageTitle';
import { Footer } from './Footer';
import { Brand, SkipLinks } from './Frame';

/** A page that needs no login. */
export function PublicPage({ page, children }: { page: string; children: ReactNode }) {
  return (
    <PublicFrame>
      <div className="scheda ingresso">
        <PageTitle page={page}>{page}</PageTitle>
        {children}
      </div>
    </PublicFrame>
  );
}

/** The frame of pages that need no login: no search, no navigation. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLinks />
      <header>
        <div className="it-header-center-wrapper">
          <div className="container-xxl">
            <div className="it-header-center-content-wrapper">
              <Brand />
            </div>
          </div>
        </div>
      </header>
      <main id="contenuto" className="container-xxl" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}
