import type { ComponentChildren } from 'preact';

/** A short list of facts: terms with their values. */
export function Facts({ children }: { readonly children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

/** One term; without a value it says that it is not known. */
export function Fact({ term, children }: { readonly term: string; readonly children?: ComponentChildren }) {
  const isKnown = children !== null && children !== undefined && children !== '';
  return (
    <div>
      <dt>{term}</dt>
      <dd>{isKnown ? children : <span class="faint">not known</span>}</dd>
    </div>
  );
}
