import { useEffect, useRef } from 'preact/hooks';
import { useApp } from './app.ts';
import { Name } from './name.tsx';
import { VmChain } from './vm-chain.tsx';

export interface VmPanelProps {
  /** The VM's row, -1 where this run has none with the ID in the address. */
  readonly row: number;
  readonly id: string;
  readonly onClose: () => void;
}

/** The chain of one VM beside the table: it takes the focus when it opens, and Escape closes it. */
export function VmPanel({ row, id, onClose }: VmPanelProps) {
  const { report } = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    heading.current?.focus({ preventScroll: !isFirst.current });
    isFirst.current = false;
  }, [id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  const name = row < 0 ? id : (report.vms.cell('name')(row) ?? id);
  return (
    <section class="side" aria-labelledby="h-chain" onKeyDown={onKeyDown}>
      <header>
        <h2 id="h-chain" tabIndex={-1} ref={heading}>
          <Name text={name} />
        </h2>
        <button type="button" class="close" onClick={onClose}>
          Close{' '}
          <span class="key" aria-hidden="true">
            Esc
          </span>
        </button>
      </header>
      {row < 0 ? (
        <p>This run has no VM with this ID. It may be gone, or the link may be from another run.</p>
      ) : (
        <VmChain row={row} />
      )}
    </section>
  );
}
