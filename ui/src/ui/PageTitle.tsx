import { useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

// The first page of a visit keeps the focus where the browser puts it; every other takes it.
let arrived: string | null = null;
const entrance = window.location.pathname;

/** Whether somebody went on to this page before the one at which he came in was there. */
function leftEntrance(pathname: string): boolean {
  return pathname !== entrance && 'userActivation' in navigator && navigator.userActivation.hasBeenActive;
}

interface Props {
  /** Name of the page, for the window's title. */
  page: string;
  /** A code, never a name: titles end up in the browser's history. */
  code?: string | undefined;
  /** Leaves the focus to a field of the page. */
  focusElsewhere?: boolean;
  children: ReactNode;
}

/** The one heading of the page: names the window, and takes the focus when the page changes. */
export function PageTitle({ page, code, focusElsewhere = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The address changes while the old page is still there; this one, once the new page is.
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });

  useEffect(() => {
    document.title = [page, code, 'SIGeSS'].filter(Boolean).join(' – ');
  }, [page, code]);

  useEffect(() => {
    if (pathname === undefined) return;
    const changed = arrived === null ? leftEntrance(pathname) : arrived !== pathname;
    if (changed && !focusElsewhere) heading.current?.focus();
    arrived = pathname;
    // eslint-disable-next-line react-hooks/exhaustive-deps -- on arrival only
  }, [pathname]);

  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
