import { useEffect, useRef, useState } from 'preact/hooks';
import { hashOf, parseRoute, type Route } from './route.ts';

/** The address moves on when typing pauses: browsers refuse hundreds of changes in a few seconds. */
const PAUSE_MS = 150;

/** The address as state: what it says, and how to change it with or without a step that Back returns from. */
export function useRoute(): readonly [Route, (route: Route, step: 'push' | 'replace') => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  const timer = useRef(0);
  useEffect(() => {
    const read = () => {
      window.clearTimeout(timer.current);
      setRoute(parseRoute(location.hash));
    };
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  const move = (next: Route, step: 'push' | 'replace') => {
    window.clearTimeout(timer.current);
    const hash = hashOf(next.view, next.id, next.params);
    setRoute(next);
    if (step === 'push') {
      location.hash = hash;
      return;
    }
    // A link may lead on while the pause lasts, and is heard of later than the pause ends: its address stays.
    const from = location.hash;
    timer.current = window.setTimeout(() => {
      if (location.hash === from) history.replaceState(history.state, '', hash);
    }, PAUSE_MS);
  };
  return [route, move];
}
