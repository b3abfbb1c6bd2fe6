import { useState } from 'react';
import { logout } from './session';

/** «Esci». */
export function Leave({ className }: { className: string }) {
  const [leaving, setLeaving] = useState(false);
  return (
    <button
      type="button"
      className={className}
      onClick={() => {
        if (leaving) return;
        setLeaving(true);
        void logout().finally(() => setLeaving(false));
      }}
    >
      Esci
    </button>
  );
}
