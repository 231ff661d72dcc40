/** As in index.html's noscript: no language could be loaded, so all of them speak. */
const words =
  'Please try again. · Bitte noch einmal versuchen. · Veuillez réessayer. · Inténtalo de nuevo. · もう一度お試しください。 · Tente de novo. · कृपया फिर कोशिश करें।';

/** A file of the page itself did not come: the connection dropped, or a new version took its place. A tap loads it anew. */
export const Broken = () => (
  <main>
    <h1>{words}</h1>
    <button type="button" class="first" aria-label={words} onClick={() => location.reload()}>
      ↻
    </button>
  </main>
);
