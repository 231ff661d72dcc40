import type { ComponentChildren } from 'preact';

/** A form that never leaves the page: the script sends it, and form-action 'none' forbids the browser to. */
export const Form = ({ send, children }: { send: () => void; children: ComponentChildren }) => (
  <form
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      send();
    }}
  >
    {children}
  </form>
);
