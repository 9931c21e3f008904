/** A note of the program; what stands between backticks is shown as code. */
export function Noted({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, at) =>
        at % 2 === 1 ? (
          <code key={at} class="nb">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
