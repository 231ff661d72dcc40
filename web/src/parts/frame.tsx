import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSpeech } from '../i18n/speech.ts';

/** What all pages look like: heading, content, footer. A new heading is a new view: it takes the focus and is read out. */
export const Frame = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useSpeech();
  useEffect(() => {
    document.title = title;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [title]);
  return (
    <>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
      <footer>
        <p>{t.footer}</p>
      </footer>
    </>
  );
};

/** A view that only tells something. */
export const Told = ({ title, text }: { title: string; text: string }) => (
  <Frame title={title}>
    <p>{text}</p>
  </Frame>
);
