/** The VMs that the demo's declarations name as meant to send mail: those with this tag, and those whose name begins so. */
export const SENDER_TAG = { name: 'role', value: 'mail' } as const;
export const SENDER_PREFIX = 'vm-mx-';

/** Whether the demo's declarations name a VM among those that are meant to send mail. */
export function isSender(machine: {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
}): boolean {
  return machine.tags?.[SENDER_TAG.name] === SENDER_TAG.value || machine.name.startsWith(SENDER_PREFIX);
}
