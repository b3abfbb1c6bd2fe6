import { type ReactNode, useEffect, useId, useRef } from 'react';

interface Props {
  title: string;
  /** Level of its heading. */
  level?: 2 | 3 | 4;
  children: ReactNode;
}

/** What a button has opened in its own place: its heading takes the focus, for the button is gone. */
export function Opened({ title, level = 3, children }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id} className="riquadro">
      <Heading id={id} ref={heading} tabIndex={-1}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
