/** Short messages over the lower edge of the screen. */
import { useConsole } from '../context.ts';
import { shell } from '../texts.ts';
import { Icon } from './Icon.tsx';

export const Toasts = () => {
  const { toasts } = useConsole();
  return (
    <div class="toasts" role="status" aria-label={shell.messages}>
      {toasts.list.value.map((toast) => (
        <div key={toast.id} class={`toast ${toast.tone}`}>
          {toast.tone === 'trouble' && <Icon name="warn" />}
          <span class="grow">{toast.text}</span>
          {toast.action && (
            <button class="btn sm" type="button" onClick={toast.action.run}>
              {toast.action.label}
            </button>
          )}
          <button
            class="btn ghost icon sm"
            type="button"
            aria-label={shell.dismiss}
            onClick={() => toasts.hide(toast.id)}
          >
            <Icon name="x" small />
          </button>
        </div>
      ))}
    </div>
  );
};
