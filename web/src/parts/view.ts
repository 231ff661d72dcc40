import { useEffect, useState } from 'preact/hooks';

/** The part of the address after `#`: views of one page that the back button should close. */
export const useView = (): string => {
  const [view, setView] = useState(location.hash.slice(1));
  useEffect(() => {
    const follow = () => setView(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return view;
};
