import { counted, grouped } from './counted.ts';
import { readableTime } from './readable-time.ts';
import type { RelayRow, RequestRow, RestartRow, Worklist } from './worklist-rows.ts';

/** The heading of a work list and what to know before it, in plain text. */
export interface WorklistWords {
  readonly title: string;
  readonly notes: readonly string[];
}

/** What a reader must know of a work list before its rows. */
export function worklistWords(list: Worklist): WorklistWords {
  const of = `run of ${readableTime(list.startedAt)}`;
  const accepted =
    list.accepted === 0 ? [] : [`${counted(list.accepted, 'finding')} accepted by a reviewer and left out.`];
  switch (list.kind) {
    case 'restart':
      return { title: `Stop and start (${of})`, notes: [...restartNotes(list.rows), ...accepted] };
    case 'request':
      return { title: `Ask Microsoft for an exemption (${of})`, notes: [...requestNotes(list), ...accepted] };
    case 'relay':
      return { title: `Send through a relay (${of})`, notes: [...relayNotes(list.rows), ...accepted] };
  }
}

/** What a stop means for the machine now, and that it is not all there is to do where the verdict is another one. */
export function powerWords({ powerState, interrupts, startOnly, verdict }: RestartRow): string {
  const more = verdict === 'restart' ? '' : ` (verdict ${verdict}: a part of what is to do)`;
  if (powerState === null) return `power state not known: a stop may interrupt it${more}`;
  if (startOnly) return `${powerState}: only start it${more}`;
  return interrupts === 'yes'
    ? `${powerState}: a stop interrupts it${more}`
    : `${powerState}: a stop interrupts nothing${more}`;
}

/** Who asks, and for how many. */
export function requestWords({ vms, senders }: RequestRow): string {
  const among = senders.length === 0 ? '' : `, ${counted(senders.length, 'sender')} among them`;
  return `${counted(vms, 'VM')}${among}`;
}

/** Why the VM has to use a relay. */
export const RELAY_WHY = {
  blocked: 'blocked for good',
  'no-longer-offered': "an exemption is no longer offered by Microsoft's current page",
} as const satisfies Record<RelayRow['why'], string>;

function restartNotes(rows: readonly RestartRow[]): readonly string[] {
  if (rows.length === 0) return ['No VM needs it.'];
  const running = rows.filter(({ interrupts }) => interrupts === 'yes').length;
  const unknown = rows.filter(({ interrupts }) => interrupts === 'not known').length;
  const maybe = unknown === 0 ? '' : `, of ${grouped(unknown)} the power state is not known`;
  return [
    `${counted(rows.length, 'VM')}; for ${grouped(running)} a stop interrupts a running machine${maybe}.`,
    'The commands are for copying: nothing here runs them. A restart from inside the guest is not enough.',
  ];
}

function requestNotes({ rows, policy, current }: Extract<Worklist, { kind: 'request' }>): readonly string[] {
  if (rows.length === 0) return ['No subscription has a VM that an exemption would free.'];
  const now = rows.filter(({ offeredNow }) => offeredNow).length;
  const older = rows.length - now;
  const apart =
    older === 0
      ? []
      : [
          `${counted(older, 'subscription')} apart: revision ${policy} offers the exemption, Microsoft's current page (${current}) no longer does. Use a relay there.`,
        ];
  return [`${counted(now, 'subscription')} may ask under Microsoft's current page.`, ...apart];
}

function relayNotes(rows: readonly RelayRow[]): readonly string[] {
  if (rows.length === 0) return ['No VM needs one.'];
  const senders = rows.filter(({ sender }) => sender).length;
  return [
    `${counted(rows.length, 'VM')}, ${grouped(senders)} of them meant to send mail. An authenticated relay on port 587 (or 443) is never blocked.`,
  ];
}
