import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

// The first page of a visit keeps the focus where the browser puts it; every other takes it.
let arrived: string | null = null;

interface Props {
  /** Name of the page, for the window's title. */
  page: string;
  /** A code, never a name: titles end up in the browser's history. */
  code?: string | undefined;
  children: ReactNode;
}

/** The one heading of the page: names the window, and takes the focus when the page changes. */
export function PageTitle({ page, code, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });

  useEffect(() => {
    document.title = [page, code, 'SIGeSS'].filter(Boolean).join(' – ');
  }, [page, code]);

  useEffect(() => {
    if (arrived !== null && arrived !== pathname) heading.current?.focus();
    arrived = pathname;
  }, [pathname]);

  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
