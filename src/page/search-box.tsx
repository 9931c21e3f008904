import { useEffect, useRef } from 'preact/hooks';

export interface SearchBoxProps {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
  readonly onInput: (text: string) => void;
}

/** The search of a view; a slash typed anywhere else leads here. */
export function SearchBox({ value, label, hint, onInput }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <input
      ref={input}
      class="search"
      type="search"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={hint}
      value={value}
      spellcheck={false}
      autocomplete="off"
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
