import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface Props {
  /** What the button shows: who works. */
  children: ReactNode;
}

/** The pages about oneself, behind one's own name. Esc, a choice, or leaving it closes it. */
export function UserMenu({ children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useId();

  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false);
    };
    const escape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  const close = () => setOpen(false);
  return (
    <div ref={box} className="menu-utente">
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={list}
        onClick={() => setOpen((before) => !before)}
      >
        {children}
      </button>
      <ul id={list} hidden={!open}>
        <li>
          <Link to="/letture" activeProps={{ 'aria-current': 'page' }} onClick={close}>
            Le mie letture
          </Link>
        </li>
        <li>
          <Link to="/sessioni" activeProps={{ 'aria-current': 'page' }} onClick={close}>
            Le mie sessioni
          </Link>
        </li>
      </ul>
    </div>
  );
}
