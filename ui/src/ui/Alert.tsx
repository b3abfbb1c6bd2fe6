import { type ReactNode, useLayoutEffect, useRef } from 'react';

interface Props {
  tone: 'danger' | 'warning' | 'success' | 'info';
  title?: string | undefined;
  /** Takes the focus when it appears: for what stands in the way of going on. */
  takesFocus?: boolean;
  children?: ReactNode;
}

/** A message in the page. */
export function Alert({ tone, title, takesFocus = false, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <div
      ref={box}
      className={`alert alert-${tone}`}
      role={tone === 'danger' ? 'alert' : undefined}
      tabIndex={takesFocus ? -1 : undefined}
    >
      {title === undefined ? null : (
        <p>
          <strong>{title}</strong>
        </p>
      )}
      {children}
    </div>
  );
}
