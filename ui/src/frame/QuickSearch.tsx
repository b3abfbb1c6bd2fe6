import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { setCriteria } from '~/common/criteria';
import { Icon } from '~/ui/Icon';

/** The search box of the header: reached from anywhere with `/` or Ctrl+K. */
export function QuickSearch() {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const combined = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const slash =
        event.key === '/' && !event.ctrlKey && !event.altKey && !event.metaKey && !typing(event.target);
      if (!combined && !slash) return;
      // Behind a modal dialog the page is out of reach.
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <form
      role="search"
      className="ricerca-veloce"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        setCriteria({ testo: text.trim(), cognome: '', nome: '', codiceFiscale: '', dataNascita: '' });
        setText('');
        void navigate({ to: '/soggetti' });
      }}
    >
      <label className="visually-hidden" htmlFor="ricerca-veloce">
        Cerca un soggetto: nome, codice fiscale o codice soggetto
      </label>
      <input
        ref={input}
        id="ricerca-veloce"
        className="form-control"
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder="Cerca in tutte le aree"
        aria-keyshortcuts="/ Control+K"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="btn">
        <Icon name="cerca" />
        <span className="visually-hidden">Cerca</span>
      </button>
    </form>
  );
}

/** Whether keys go into some text. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
