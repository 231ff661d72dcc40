import { useEffect, useState } from 'preact/hooks';

/** Whether the connection came back since this page was opened; undefined while it never went away. */
export const useReconnected = (): boolean | undefined => {
  const [reconnected, setReconnected] = useState<boolean>();
  useEffect(() => {
    const gone = () => setReconnected(false);
    const back = () => setReconnected(true);
    addEventListener('offline', gone);
    addEventListener('online', back);
    return () => {
      removeEventListener('offline', gone);
      removeEventListener('online', back);
    };
  }, []);
  return reconnected;
};
