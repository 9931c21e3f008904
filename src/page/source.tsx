import { useApp } from './app.ts';

/** Microsoft's documentation: no other address in a source becomes a link. */
const LEARN_PAGE = /(https:\/\/learn\.microsoft\.com\/[\w\-./#?=]*[\w\-/#])/;

/** Where something was seen or stands written, as text in which addresses of Microsoft's documentation are links. */
export function Source({ text }: { readonly text: string }) {
  const { shown } = useApp();
  return (
    <bdi>
      {shown(text)
        .split(LEARN_PAGE)
        .map((part, at) =>
          at % 2 === 1 ? (
            <a key={at} href={part} rel="noreferrer">
              {part}
            </a>
          ) : (
            part
          ),
        )}
    </bdi>
  );
}
