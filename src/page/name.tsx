import { useApp } from './app.ts';

/** A name or any other text from the tenant: shown as text, hidden characters spelt out, its writing direction kept to itself. */
export function Name({ text }: { readonly text: string }) {
  const { shown } = useApp();
  return <bdi>{shown(text)}</bdi>;
}
