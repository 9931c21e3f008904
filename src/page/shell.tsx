import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type App, AppContext, type Params, useApp } from './app.ts';
import { ChangesView } from './changes-view.tsx';
import { countVerdicts } from './count-verdicts.ts';
import { CoverageView } from './coverage-view.tsx';
import { Overview } from './overview.tsx';
import { PolicySwitch } from './policy-switch.tsx';
import type { Report } from './report.ts';
import { hashOf, type View } from './route.ts';
import { createShownText } from './shown-text.ts';
import { SubscriptionView } from './subscription-view.tsx';
import { SubscriptionsView } from './subscriptions-view.tsx';
import { useRoute } from './use-route.ts';
import { VmsView } from './vms-view.tsx';

const TITLES: Readonly<Record<View, string>> = {
  overview: 'Overview',
  subscriptions: 'Subscriptions',
  vms: 'VMs',
  changes: 'Changes',
  coverage: 'Coverage',
};
const VIEWS = Object.keys(TITLES) as readonly View[];

/** The application around a report: where one is, where one can go, and under which revision one looks. */
export function Shell({ report }: { readonly report: Report }) {
  const [route, move] = useRoute();
  const asked = route.params.get('policy') ?? '';
  const revision = report.revisions.find((name) => name === asked) ?? report.run.policy.revision;
  const shown = useMemo(() => createShownText(report.words.unprintable), [report]);
  const counts = useMemo(
    () => countVerdicts(report.vms.verdictsUnder(revision), report.vms.column('policy')).total,
    [report, revision],
  );
  const href = (view: View, id = '', params: Params = {}) =>
    hashOf(view, id, withPolicy(params, revision === report.run.policy.revision ? '' : revision));
  const set: App['set'] = (changes, keep) => {
    const params = new URLSearchParams(route.params);
    for (const [name, values] of Object.entries(changes)) {
      params.delete(name);
      for (const value of values) if (value !== '') params.append(name, value);
    }
    move({ ...route, params }, keep === undefined ? 'replace' : 'push');
  };
  const app: App = { report, route, revision, counts, shown, href, set };
  const main = useRef<HTMLElement>(null);
  const place = `${route.view}/${route.id}`;
  useArrival(main, place);
  useEffect(() => {
    const named = route.id === '' ? TITLES[route.view] : nameOf(report, route.id);
    document.documentElement.dataset['print'] =
      route.view === 'subscriptions' && route.id !== '' ? 'view' : 'plain';
    document.title = `${shown(named)} – ${report.title}`;
  }, [report, route, shown]);
  const { shard } = report.run.scope;
  return (
    <AppContext.Provider value={app}>
      <header class="topbar">
        <a class="skip" href={location.hash || '#/'} onClick={skipTo(main)}>
          Skip to the content
        </a>
        <nav aria-label="Views">
          {VIEWS.filter((view) => view !== 'changes' || report.changes !== null).map((view) => (
            <a key={view} href={href(view)} aria-current={view === route.view ? 'page' : undefined}>
              {TITLES[view]}
            </a>
          ))}
        </nav>
        {shard !== undefined && (
          <strong class="demo">
            Shard {shard.index} of {shard.count}: not the whole tenant
          </strong>
        )}
        {report.run.demo === true && <span class="demo">Demo: a simulated tenant</span>}
        <span class="fill" />
        <PolicySwitch />
      </header>
      <main id="view" class={`view-${route.view}`} ref={main} tabIndex={-1}>
        <RevisionNote />
        <CurrentView />
      </main>
    </AppContext.Provider>
  );
}

function nameOf(report: Report, id: string): string {
  return report.subscriptions[report.subscriptionRow(id)]?.name ?? id;
}

function withPolicy(params: Params, policy: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(params)) {
    if (name === 'policy') continue;
    for (const value of typeof values === 'string' ? [values] : values) query.append(name, value);
  }
  if (policy !== '') query.set('policy', policy);
  return query;
}

function skipTo(main: { readonly current: HTMLElement | null }) {
  return (event: Event) => {
    event.preventDefault();
    main.current?.focus();
  };
}

/** Another view begins at its top, and has the focus, so that a keyboard or a screen reader goes on from there. */
function useArrival(main: { readonly current: HTMLElement | null }, place: string): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    window.scrollTo(0, 0);
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus({ preventScroll: true });
  }, [main, place]);
}

function RevisionNote() {
  const { report, revision } = useApp();
  const { revision: chosen } = report.run.policy;
  if (revision === chosen) return null;
  return (
    <p class="revision-note" role="note">
      Verdicts are shown under revision {revision}. The run was judged under {chosen}: platform, reasons and
      steps are those of {chosen}.
    </p>
  );
}

function CurrentView() {
  const { route } = useApp();
  switch (route.view) {
    case 'overview':
      return <Overview />;
    case 'subscriptions':
      return route.id === '' ? <SubscriptionsView /> : <SubscriptionView id={route.id} />;
    case 'vms':
      return <VmsView />;
    case 'changes':
      return <ChangesView />;
    case 'coverage':
      return <CoverageView />;
  }
}
