/** Tells that the socket is down; not at the very first moments of a page, when it only has not come up yet. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useConsole } from '../context.ts';
import { shell } from '../texts.ts';
import { Icon } from './Icon.tsx';

const patience = 2500;

export const NetBanner = () => {
  const { connection } = useConsole();
  const impatient = useSignal(false);
  const link = connection.link.value;
  useEffect(() => {
    const timer = setTimeout(() => {
      impatient.value = true;
    }, patience);
    return () => clearTimeout(timer);
  }, []);
  const shown = link === 'down' || (link === 'connecting' && impatient.value);
  return (
    <div class="net-place" role="alert">
      {shown && (
        <div class="net">
          <Icon name="nowifi" />
          <span class="grow">
            <b>{shell.netTitle}</b> {shell.net}
          </span>
          <button class="btn sm" type="button" onClick={() => connection.retryNow()}>
            {shell.netNow}
          </button>
        </div>
      )}
    </div>
  );
};
