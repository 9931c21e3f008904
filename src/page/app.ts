import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Verdict } from '../model/verdict.ts';
import type { Report } from './report.ts';
import type { Route, View } from './route.ts';

/** Parameters of an address; several values of one name are a list. */
export type Params = Readonly<Record<string, string | readonly string[]>>;

/** What every view needs. */
export interface App {
  readonly report: Report;
  readonly route: Route;
  /** The revision under which verdicts are shown. */
  readonly revision: string;
  /** How many VMs each verdict has under that revision. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** A text from the tenant, fit to be shown. */
  readonly shown: (text: string) => string;
  /** The address of a view that keeps the revision. */
  readonly href: (view: View, id?: string, params?: Params) => string;
  /** Changes parameters of this view's address; `keep` makes a step that Back returns from. */
  readonly set: (changes: Readonly<Record<string, readonly string[]>>, keep?: 'keep') => void;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error('used outside of the application');
  return app;
}
