import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app.ts';
import type { Chains } from './chains.ts';

/** The report's chains, `null` until they are unpacked; what went wrong with them, if anything. */
export function useChains(): { readonly chains: Chains | null; readonly problem: string | null } {
  const { report } = useApp();
  const [state, setState] = useState<{ chains: Chains | null; problem: string | null }>({
    chains: null,
    problem: null,
  });
  useEffect(() => {
    let wanted = true;
    report.chains().then(
      (chains) => wanted && setState({ chains, problem: null }),
      (cause: unknown) => wanted && setState({ chains: null, problem: String(cause) }),
    );
    return () => {
      wanted = false;
    };
  }, [report]);
  return state;
}
