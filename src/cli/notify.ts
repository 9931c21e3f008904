import type { NotificationInput } from '../report/notify-content.ts';
import { jsonNotification } from '../report/notify-json.ts';
import { slackNotification } from '../report/notify-slack.ts';
import { teamsNotification } from '../report/notify-teams.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { NotifyForm, NotifySettings } from './notify-settings.ts';

const BODIES: Readonly<Record<NotifyForm, (input: NotificationInput) => string>> = {
  teams: teamsNotification,
  slack: slackNotification,
  json: jsonNotification,
};

const ATTEMPT_MS = 10_000;

/** Whether a night is worth a message: the first of its scope, one with a change, or one in which something could not be read. */
function isWorthTelling({ run, changes }: Pick<NotificationInput, 'run' | 'changes'>): boolean {
  if (changes === null) return true;
  const { vms, subscriptions, scaleSets, totals } = changes;
  const unread = run.totals.subscriptions.partial + run.totals.subscriptions.unreadable > 0;
  const changed = vms.length + subscriptions.length + scaleSets.length > 0;
  return changed || unread || totals.unreadable > 0 || run.coverage.some(({ required }) => required);
}

/** Tells the webhook of a finished run. What cannot be delivered is a warning: the run stays as it is. */
export async function notify(
  input: NotificationInput,
  { url, form, on }: NotifySettings,
  { reporter, signal }: CommandEnvironment,
): Promise<void> {
  if (on === 'change' && !isWorthTelling(input)) return;
  const { postJson } = await import('../azure/post-json.ts');
  const delivery = await postJson(url, BODIES[form](input), { attemptMs: ATTEMPT_MS, signal });
  if (delivery.kind === 'failed') {
    reporter.warn(`the webhook of --notify was not told: ${delivery.why}; the run itself is finished`);
  }
}
