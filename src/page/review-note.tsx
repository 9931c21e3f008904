import type { AcceptanceStanding, ReviewMark } from '../model/review.ts';
import { Name } from './name.tsx';

const STANDING: Readonly<Record<AcceptanceStanding, string>> = {
  standing: 'accepted',
  expired: 'acceptance has expired',
  'verdict-changed': 'accepted, but the verdict has changed since',
  'facts-changed': 'accepted, but the facts have changed since',
};

/** What reviewers have said of a finding. */
export function ReviewNote({ mark: { accepted, reviewed } }: { readonly mark: ReviewMark }) {
  return (
    <>
      {accepted !== undefined && (
        <p>
          {STANDING[accepted.standing]} by <Name text={accepted.by} /> until {accepted.until}:{' '}
          <Name text={accepted.reason} />
        </p>
      )}
      {reviewed !== undefined && (
        <p>
          reviewed by <Name text={reviewed.by} /> on {reviewed.on}
          {reviewed.stale && ', changed since'}
          {reviewed.comment !== undefined && (
            <>
              : <Name text={reviewed.comment} />
            </>
          )}
        </p>
      )}
    </>
  );
}
